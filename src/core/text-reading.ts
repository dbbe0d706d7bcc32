/** How files of texts are read: what the user may choose, and what was found. Source: data management 2.1, 5.3, 6.6. */

export const TEXT_ENCODINGS = [
  "utf-8",
  "utf-16le",
  "utf-16be",
  "gb18030",
  "windows-1252",
] as const;

/** As `TextDecoder` names it. `gb18030` reads GBK and GB2312, too. */
export type TextEncoding = (typeof TEXT_ENCODINGS)[number];

/** What is left out is found out from the files. */
export interface TextReading {
  readonly encoding?: TextEncoding;
  /** One character between a text and its labels. */
  readonly separator?: string;
  /** One character between labels. */
  readonly labelSeparator?: string;
  /** The first row of a table names its columns. */
  readonly hasHeader?: boolean;
  /** Column of the text; `rest` = all but the labels, with a space between. */
  readonly textColumn?: number | "rest";
  /** Column of the labels; null = none. */
  readonly labelColumn?: number | null;
}

export type TextSetting = "separator" | "labelSeparator" | "columns" | "header";

/** Rows that a preview shows. */
export const PREVIEW_ROWS = 5;

/** What a format makes of the files when they are read so. */
export interface TextLayout {
  /** The settings that matter to the format, for the user to change. */
  readonly settings: readonly TextSetting[];
  /** All of them as they are used; the encoding only where the user chose one. */
  readonly reading: TextReading;
  readonly encodings: readonly {
    readonly file: string;
    readonly encoding: TextEncoding;
  }[];
  /** Names of a table's columns; empty for other files. */
  readonly columns: readonly string[];
}

export interface PreviewRow {
  /** Shortened to 300 characters. */
  readonly text: string;
  readonly labels: readonly string[];
}

/** Problem of a pair of separators, in words, or null. Source: data management 5.3 (one character, must differ). */
export function separatorProblem(
  separator: string,
  labelSeparator: string,
): string | null {
  const isOne = (text: string): boolean =>
    /^[\p{L}\p{N}\t -/:-@[-`{-~]$/u.test(text);
  if (!isOne(separator) || !isOne(labelSeparator))
    return "A separator is one character: a letter, a digit, Tab, space or punctuation";
  return separator === labelSeparator ? "The two separators must differ" : null;
}

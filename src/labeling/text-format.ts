/** What all import formats of texts inside files share: opening, encodings, and what is reported of a row. */
import type { Problem } from "#core/problems.ts";
import type {
  TextEncoding,
  TextLayout,
  TextReading,
  TextSetting,
} from "#core/text-reading.ts";
import {
  bytesProblem,
  decodedPieces,
  detectEncoding,
} from "#formats/text-encoding.ts";
import { isTooLong, textRows, type TextRow } from "#formats/text-rows.ts";
import type { FoundSample, ImportFormat, SourceFile } from "./contract.ts";

export interface TextFile {
  readonly path: string;
  readonly blob: Blob;
  readonly encoding: TextEncoding;
}

export type ReportProblem = (problem: Problem) => void;

/** A row as a format reads it: a text and the names of its labels. */
export interface LabeledText {
  readonly line: number;
  readonly text: string;
  readonly labels: readonly string[];
}

const blobOf = async (file: SourceFile): Promise<Blob> =>
  file.blob ? file.blob() : new Blob([await file.text()]);

export async function openText(
  file: SourceFile,
  { encoding }: TextReading,
): Promise<TextFile> {
  const blob = await blobOf(file);
  const { path } = file;
  return { path, blob, encoding: encoding ?? (await detectEncoding(blob)) };
}

const HEAD_BYTES = 256 * 1024;

/** The beginning of a file, as text. */
export async function headOf({ blob, encoding }: TextFile): Promise<string> {
  let head = "";
  const part = blob.slice(0, HEAD_BYTES);
  for await (const piece of decodedPieces(part, encoding)) head += piece;
  return blob.size > HEAD_BYTES ? head.slice(0, head.lastIndexOf("\n")) : head;
}

/** Files of these suffixes; where there are none, those of the others. */
export function withSuffix(
  files: readonly SourceFile[],
  first: RegExp,
  others: RegExp,
): SourceFile[] {
  const found = files.filter(({ path }) => first.test(path));
  return found.length > 0
    ? found
    : files.filter(({ path }) => others.test(path));
}

/** Whether the text may be a sample; what is wrong with it is reported. */
export function isUsable(
  { text, line, labels }: LabeledText,
  file: TextFile,
  report: ReportProblem,
): boolean {
  const at = { file: file.path, line };
  if (text.trim() === "") {
    if (labels.length > 0)
      report({
        ...at,
        severity: "error",
        rule: "text.empty",
        message: "A label must have a text",
        value: labels.join(", ").slice(0, 200),
      });
    return false;
  }
  if (isTooLong(text)) {
    reportLong(file, line, text, report);
    return false;
  }
  return true;
}

/** Broken bytes anywhere in a row: in a label they would make another label. */
export function reportBytes(
  { path, encoding }: TextFile,
  { line, text }: Pick<TextRow, "line" | "text">,
  report: ReportProblem,
): void {
  const problem = bytesProblem(text, encoding);
  if (problem) report({ ...problem, rule: "text.bytes", file: path, line });
}

export function reportLong(
  { path }: TextFile,
  line: number,
  text: string,
  report: ReportProblem,
): void {
  report({
    severity: "error",
    rule: "text.long",
    file: path,
    line,
    message: "A text has at most 100 KB",
    value: text.slice(0, 200),
  });
}

/** The lines of a file that are not too long; those that are have been reported, and broken bytes. */
export async function* usableRows(
  file: TextFile,
  report: ReportProblem,
): AsyncGenerator<TextRow> {
  for await (const row of textRows(file.blob, file.encoding)) {
    if (!row.isTooLong) {
      reportBytes(file, row, report);
      yield row;
    } else reportLong(file, row.line, row.text, report);
  }
}

/** @param type the manifest type of the labels. */
export function foundText(
  { path }: TextFile,
  { line, text, labels }: LabeledText,
  type: string,
): FoundSample {
  return {
    path: `${path}:${String(line)}`,
    text,
    annotations: labels.map((name) => ({ type, name })),
    usage: null,
    hard: null,
  };
}

/** A format that reads texts with labels, a file after the other. */
export interface TextFormatParts {
  readonly id: string;
  readonly name: string;
  /** The manifest type of its labels. */
  readonly type: string;
  readonly settings: readonly TextSetting[];
  /** The files it reads; the others are reported. */
  takes(files: readonly SourceFile[]): readonly SourceFile[];
  /** Whether the file is read beside those it takes. */
  reads?(file: SourceFile, files: readonly SourceFile[]): boolean;
  /** 0-1, from the first of its files. */
  score(head: string, files: readonly SourceFile[]): number;
  /** The choices with what was found out in their place. */
  settle(
    head: string,
    reading: TextReading,
  ): { readonly reading: TextReading; readonly columns?: readonly string[] };
  /** @param others all files, opened on demand. */
  rows(
    file: TextFile,
    reading: TextReading,
    report: ReportProblem,
    others: (path: string) => Promise<TextFile | null>,
  ): AsyncIterable<LabeledText>;
}

export function textFormat(parts: TextFormatParts): ImportFormat {
  const { id, name, type, settings } = parts;
  return {
    id,
    name,
    async detect(files) {
      const [first] = parts.takes(files);
      if (!first) return 0;
      return parts.score(await headOf(await openText(first, {})), files);
    },
    async layout(files, reading): Promise<TextLayout> {
      const opened = await Promise.all(
        parts.takes(files).map((file) => openText(file, reading)),
      );
      const [first] = opened;
      const head = first ? await headOf(first) : "";
      return {
        settings,
        columns: [],
        ...parts.settle(head, reading),
        encodings: opened.map(({ path, encoding }) => ({
          file: path,
          encoding,
        })),
      };
    },
    async *read(files, report, { reading = {} } = {}) {
      const taken = parts.takes(files);
      const byPath = new Map(files.map((file) => [file.path, file]));
      const others = async (path: string): Promise<TextFile | null> => {
        const file = byPath.get(path);
        return file ? openText(file, reading) : null;
      };
      for (const source of taken) {
        const file = await openText(source, reading);
        const settled = parts.settle(await headOf(file), reading).reading;
        for await (const row of parts.rows(file, settled, report, others))
          if (isUsable(row, file, report)) yield foundText(file, row, type);
      }
      const known = new Set(taken);
      for (const file of files)
        if (!known.has(file) && !parts.reads?.(file, files))
          reportSkipped(file, name, report);
    },
  };
}

export function reportSkipped(
  { path }: SourceFile,
  format: string,
  report: ReportProblem,
): void {
  report({
    severity: "error",
    rule: "text.other",
    file: path,
    message: `${format} does not read this file`,
  });
}

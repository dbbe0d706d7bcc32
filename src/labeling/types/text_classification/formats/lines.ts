/** Formats of lines: texts alone, and texts with labels beside them. Source: data management 6.6. */
import type { TextReading } from "#core/text-reading.ts";
import type { ImportFormat, SourceFile } from "#labeling/contract.ts";
import {
  textFormat,
  type LabeledText,
  usableRows,
  withSuffix,
} from "#labeling/text-format.ts";
import { MANIFEST_TYPE } from "../manifest-type.ts";

export const SEPARATOR = "\t";
export const LABEL_SEPARATOR = ",";

const lineFiles = (files: readonly SourceFile[]): SourceFile[] =>
  withSuffix(files, /\.txt$/i, /\.(csv|tsv)$/i);

/** The names between separators. */
export const labelsIn = (text: string, labelSeparator: string): string[] => [
  ...new Set(
    text
      .split(labelSeparator)
      .map((name) => name.trim())
      .filter((name) => name !== ""),
  ),
];

export const settledSeparators = (reading: TextReading): TextReading => ({
  ...reading,
  separator: reading.separator ?? SEPARATOR,
  labelSeparator: reading.labelSeparator ?? LABEL_SEPARATOR,
});

export const plainText: ImportFormat = textFormat({
  id: "unlabeled",
  name: "Unlabeled",
  type: MANIFEST_TYPE,
  settings: [],
  takes: lineFiles,
  score: () => 0.1,
  settle: (_head, reading) => ({ reading }),
  async *rows(file, _reading, report) {
    for await (const { line, text } of usableRows(file, report))
      yield { line, text, labels: [] };
  },
});

/** The text is what stands before the last separator: texts hold separators more often than labels do. */
function combined(
  line: number,
  row: string,
  { separator = SEPARATOR, labelSeparator = LABEL_SEPARATOR }: TextReading,
): LabeledText {
  const at = row.lastIndexOf(separator);
  if (at < 0) return { line, text: row, labels: [] };
  const labels = labelsIn(row.slice(at + separator.length), labelSeparator);
  return { line, text: row.slice(0, at), labels };
}

/** How much lines look like texts with few, short labels behind a Tab. */
function combinedScore(head: string): number {
  const lines = head.split(/\r?\n/).filter((line) => line.trim() !== "");
  const rows = lines.slice(0, 500).map((line) => combined(0, line, {}));
  const labeled = rows.filter(
    ({ text, labels }) =>
      text !== "" &&
      labels.length > 0 &&
      labels.every((label) => label.length <= 32),
  );
  const names = new Set(labeled.flatMap(({ labels }) => labels));
  if (labeled.length < rows.length * 0.5) return 0.05;
  return names.size <= Math.max(2, labeled.length / 2) ? 0.85 : 0.4;
}

/** `X_result.txt` beside `X.txt`. */
export const RESULT = /_result(\.(?:txt|csv))$/i;

export const combine: ImportFormat = textFormat({
  id: "MA_TEXT_CLASSIFICATION_COMBINE_V1",
  name: "ModelArts text classification combine 1.0",
  type: MANIFEST_TYPE,
  settings: ["separator", "labelSeparator"],
  takes: lineFiles,
  score: (head, files) =>
    files.some(({ path }) => RESULT.test(path)) ? 0.3 : combinedScore(head),
  settle: (_head, reading) => ({ reading: settledSeparators(reading) }),
  async *rows(file, reading, report) {
    for await (const { line, text } of usableRows(file, report))
      yield combined(line, text, reading);
  },
});

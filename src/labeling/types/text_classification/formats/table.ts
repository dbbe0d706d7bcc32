/** CSV: one text a row, in columns that the user may choose. Source: RFC 4180; data management 2.1. */
import type { TextReading } from "#core/text-reading.ts";
import {
  dialectOf,
  firstRows,
  tableRows,
  unguarded,
} from "#formats/text-table.ts";
import type { ImportFormat } from "#labeling/contract.ts";
import {
  headOf,
  reportBytes,
  textFormat,
  withSuffix,
} from "#labeling/text-format.ts";
import { MANIFEST_TYPE } from "../manifest-type.ts";
import { guessColumns, textIn } from "./columns.ts";
import { LABEL_SEPARATOR, labelsIn } from "./lines.ts";

const settledOf = (head: string, reading: TextReading) => {
  const { reading: found, columns } = guessColumns(
    firstRows(head, dialectOf(head)),
    reading,
  );
  const { labelSeparator = LABEL_SEPARATOR } = reading;
  return { reading: { ...reading, labelSeparator, ...found }, columns };
};

export const csv: ImportFormat = textFormat({
  id: "CSV",
  name: "CSV",
  type: MANIFEST_TYPE,
  settings: ["header", "columns", "labelSeparator"],
  takes: (files) => withSuffix(files, /\.(csv|tsv)$/i, /\.txt$/i),
  score: (head, files) => {
    if (!files.some(({ path }) => /\.(csv|tsv)$/i.test(path))) return 0.05;
    const { reading, columns } = settledOf(head, {});
    if (columns.length < 2) return 0.3;
    return reading.labelColumn === null ? 0.7 : 0.9;
  },
  settle: settledOf,
  async *rows(file, reading, report) {
    const dialect = dialectOf(await headOf(file));
    const {
      hasHeader,
      labelColumn = null,
      labelSeparator = LABEL_SEPARATOR,
    } = reading;
    let isFirst = true;
    let width: number | null = null;
    const openQuote = (line: number): void =>
      report({
        severity: "error",
        rule: "csv.quote",
        file: file.path,
        line,
        message:
          "A quote opens in this row that is not closed; what follows was left out",
      });
    const rows = tableRows(file.blob, file.encoding, dialect, openQuote);
    for await (const { line, cells: raw } of rows) {
      const isHeader = isFirst && hasHeader;
      isFirst = false;
      if (raw.every((cell) => cell.trim() === "")) continue;
      width ??= raw.length;
      reportBytes(file, { line, text: raw.join(",") }, report);
      if (isHeader) continue;
      if (raw.length < width)
        report({
          severity: "warning",
          rule: "csv.cells",
          file: file.path,
          line,
          message: `The row has ${String(raw.length)} cells, the first one ${String(width)}`,
          value: raw.join(",").slice(0, 200),
        });
      const cells = raw.map(unguarded);
      const labels = labelColumn === null ? "" : (cells[labelColumn] ?? "");
      yield {
        line,
        text: textIn(cells, reading),
        labels: labelsIn(labels, labelSeparator),
      };
    }
  },
});

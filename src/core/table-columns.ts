/** Parts of a table as whole columns, the form that learning takes. */
import {
  isMissing,
  textAt,
  type PartColumn,
  type TablePartData,
} from "./table-part.ts";
import type { Column, ColumnValues, Table } from "./table.ts";

function joinWords(
  parts: readonly (PartColumn | undefined)[],
  rows: readonly number[],
  total: number,
): ColumnValues {
  const known = new Map<string, number>();
  const codes = new Int32Array(total);
  let at = 0;
  for (const [p, part] of parts.entries()) {
    const own = (part?.words ?? []).map((word) => {
      const code = known.get(word) ?? known.size;
      known.set(word, code);
      return code;
    });
    for (let row = 0; row < (rows[p] ?? 0); row += 1, at += 1)
      codes[at] =
        !part || isMissing(part, row)
          ? -1
          : (own[Number(part.values[row])] ?? -1);
  }
  return { kind: "words", words: [...known.keys()], codes };
}

function joinNumbers(
  parts: readonly (PartColumn | undefined)[],
  rows: readonly number[],
  total: number,
): ColumnValues {
  const values = new Float64Array(total);
  let at = 0;
  for (const [p, part] of parts.entries())
    for (let row = 0; row < (rows[p] ?? 0); row += 1, at += 1)
      values[at] =
        !part || isMissing(part, row) ? NaN : Number(part.values[row]);
  return { kind: "numbers", values };
}

/** Numbers as the words that they are written with, to the last digit. */
function joinTexts(
  parts: readonly (PartColumn | undefined)[],
  rows: readonly number[],
  total: number,
): ColumnValues {
  const known = new Map<string, number>();
  const codes = new Int32Array(total).fill(-1);
  let at = 0;
  for (const [p, part] of parts.entries())
    for (let row = 0; row < (rows[p] ?? 0); row += 1, at += 1) {
      const word = part ? textAt(part, row) : null;
      if (word === null) continue;
      const code = known.get(word) ?? known.size;
      known.set(word, code);
      codes[at] = code;
    }
  return { kind: "words", words: [...known.keys()], codes };
}

/**
 * Longs above 2^53 lose their last digits here; booleans are 0 and 1.
 * @param named column whose Longs are words: they name something.
 */
export function tableOf(
  columns: readonly Column[],
  parts: readonly TablePartData[],
  named?: string,
): Table {
  const rows = parts.map((part) => part.rows);
  const total = rows.reduce((sum, n) => sum + n, 0);
  return {
    rows: total,
    columns: columns.map((column, i) => {
      const own = parts.map((part) => part.columns[i]);
      const isNamed = column.type === "long" && column.name === named;
      const join =
        column.type === "string"
          ? joinWords
          : isNamed
            ? joinTexts
            : joinNumbers;
      return { ...column, data: join(own, rows, total) };
    }),
  };
}

/** Rows of a table file whose decimals are written with a comma. */
import { withPoint } from "#core/cell-value.ts";
import { countCell, hasDecimalComma, noKinds } from "#core/infer-columns.ts";
import type { BegunTable } from "./table-rows.ts";
import type { TableRow } from "./text-table.ts";

/**
 * Reads the file to its end.
 * @param onRow before each row.
 * @returns of each column whether its decimals have a comma.
 */
export async function decimalCommasOf(
  { names, delimiter, rows }: BegunTable,
  onRow: (row: TableRow) => void | Promise<void>,
): Promise<readonly boolean[]> {
  const kinds = names.map(noKinds);
  for await (const row of rows) {
    await onRow(row);
    for (const [i, counts] of kinds.entries()) {
      const cell = row.cells[i] ?? "";
      // Other cells tell nothing of decimals.
      if (/[.,]/.test(cell)) countCell(counts, cell, delimiter);
    }
  }
  return kinds.map(hasDecimalComma);
}

/** The cells with a point where the column's decimals have a comma; what is no number stays. */
export const withPoints = (
  cells: readonly string[],
  commas: readonly boolean[],
): readonly string[] =>
  commas.includes(true)
    ? cells.map((cell, i) =>
        commas[i] ? (withPoint(cell.trim()) ?? cell) : cell,
      )
    : cells;

/** How much a model leans on each column: what shuffling its values costs (Breiman 2001, section 10). */
import { seededRandom, shuffled } from "#core/random.ts";
import type { ColumnImportance } from "#core/table-evaluation.ts";
import type { Table } from "#core/table.ts";
import type { Rest } from "../rest.ts";
import { judgeOf } from "./blend-answers.ts";
import { pickedRows } from "./encoding.ts";
import { tableAnswers, type TableModel } from "./table-model.ts";
import type { Targets } from "./targets.ts";

/** The given rows of a table. */
export const pickedTable = (table: Table, rows: Int32Array): Table => ({
  rows: rows.length,
  columns: table.columns.map((column) => ({
    ...column,
    data: pickedRows(column.data, rows),
  })),
});

/**
 * @param targets of the rows.
 * @returns loss: cross-entropy in nats, or the root of the mean squared error; most important first.
 */
export async function columnImportance(
  model: TableModel,
  table: Table,
  targets: Targets,
  repeats: number,
  seed: number,
  rest: Rest,
): Promise<ColumnImportance[]> {
  const judge = judgeOf(targets);
  const lossOf = (given: Table): number => {
    const loss = judge(tableAnswers(model, given));
    return targets.classes > 0 ? loss : Math.sqrt(loss);
  };
  const whole = lossOf(table);
  const random = seededRandom(seed);
  const places = Array.from({ length: table.rows }, (_, row) => row);
  const found: ColumnImportance[] = [];
  for (const { name } of model.inputs) {
    const growths: number[] = [];
    for (let repeat = 0; repeat < repeats; repeat += 1) {
      const order = Int32Array.from(shuffled(places, random));
      const columns = table.columns.map((column) =>
        column.name === name
          ? { ...column, data: pickedRows(column.data, order) }
          : column,
      );
      growths.push(lossOf({ rows: table.rows, columns }) - whole);
      await rest();
    }
    const growth = growths.reduce((sum, one) => sum + one, 0) / repeats;
    const squares = growths.reduce((sum, one) => sum + (one - growth) ** 2, 0);
    found.push({
      column: name,
      growth,
      spread: Math.sqrt(squares / Math.max(1, repeats - 1)),
    });
  }
  return found.sort((a, b) => b.growth - a.growth);
}

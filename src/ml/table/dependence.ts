/** What a model says on average while one column is held at a value (Friedman 2001, section 8.2). */
import type { PartialDependence } from "#core/table-evaluation.ts";
import type { ColumnValues, Table } from "#core/table.ts";
import type { Rest } from "../rest.ts";
import { answerWidth } from "./learners.ts";
import { tableAnswers, type TableModel } from "./table-model.ts";

const MOST_POINTS = 15;
const MOST_WORDS = 8;

/** Values between the 2nd and the 98th hundredth, evenly by rows, each once. */
function numbersAt(values: Float64Array): number[] {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const last = sorted.length - 1;
  return [
    ...new Set(
      Array.from({ length: MOST_POINTS }, (_, i) => {
        const share = 0.02 + (0.96 * i) / (MOST_POINTS - 1);
        return sorted[Math.round(share * last)] ?? Number.NaN;
      }),
    ),
  ].filter((value) => !Number.isNaN(value));
}

const held = (value: string | number, rows: number): ColumnValues =>
  typeof value === "number"
    ? { kind: "numbers", values: new Float64Array(rows).fill(value) }
    : { kind: "words", words: [value], codes: new Int32Array(rows) };

/** @param columns names of columns that the model reads. */
export async function partialDependence(
  model: TableModel,
  table: Table,
  columns: readonly string[],
  rest: Rest,
): Promise<PartialDependence[]> {
  const width = answerWidth(model.labels.length);
  const found: PartialDependence[] = [];
  for (const name of columns) {
    const input = model.inputs.find((one) => one.name === name);
    const own = table.columns.find((column) => column.name === name)?.data;
    if (!input || !own) continue;
    const { binning } = input;
    const values: readonly (string | number)[] =
      binning.kind === "words"
        ? binning.words.slice(0, MOST_WORDS)
        : own.kind === "numbers"
          ? numbersAt(own.values)
          : [];
    const points = [];
    for (const value of values) {
      const data = held(value, table.rows);
      const said = tableAnswers(model, {
        rows: table.rows,
        columns: table.columns.map((column) =>
          column.name === name ? { ...column, data } : column,
        ),
      });
      const answers = new Array<number>(width).fill(0);
      said.forEach((one, at) => {
        answers[at % width] = (answers[at % width] ?? 0) + one / table.rows;
      });
      points.push({ value, answers });
      await rest();
    }
    found.push({ column: name, isNumber: binning.kind === "numbers", points });
  }
  return found;
}

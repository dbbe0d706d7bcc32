import { expect, test } from "vitest";
import { seededRandom } from "#core/random.ts";
import type { Table } from "#core/table.ts";
import { encodeRows, inputColumns, pickedRows } from "./encoding.ts";
import { answersOf, fitMethod, type Method } from "./learners.ts";
import { classWeights, type Targets } from "./targets.ts";

const ROWS = 120;
const random = seededRandom(3);
const size = Float64Array.from({ length: ROWS }, () => random() * 10);
const age = Float64Array.from({ length: ROWS }, () => random() * 10);
const label = size.map((value, row) =>
  value + random() * 6 > 12 ? 2 : (age[row] ?? 0) > 5 ? 1 : 0,
);
const table: Table = {
  rows: ROWS,
  columns: [
    { name: "size", type: "double", data: { kind: "numbers", values: size } },
    { name: "age", type: "double", data: { kind: "numbers", values: age } },
    { name: "label", type: "int", data: { kind: "numbers", values: label } },
  ],
};
const everyRow = Int32Array.from({ length: ROWS }, (_, row) => row);
const inputs = inputColumns(table, "label", everyRow, () => undefined);

const methods: readonly Method[] = [
  {
    kind: "boosting",
    rules: {
      maxLeaves: Number.POSITIVE_INFINITY,
      minGain: 1e-9,
      rounds: 12,
      patience: 12,
      rowShare: 1,
      columnShare: 1,
      maxDepth: 3,
      columnsPerNode: Number.POSITIVE_INFINITY,
      rate: 0.3,
      l2: 1,
      minHessian: 1,
    },
  },
  {
    kind: "forest",
    rules: {
      trees: 8,
      leastRows: 2,
      // Which child comes next, and is given the next draws, is decided by rows: one split has none.
      maxLeaves: 2,
      columnShare: 1,
      isExtra: true,
    },
  },
  { kind: "linear", l2: 0.01 },
  // Every row stands for itself.
  { kind: "kernel", gamma: 0.5, landmarks: 2 * ROWS },
];

async function answers(
  method: Method,
  rows: Int32Array,
  weights: Float64Array,
  classes: number,
): Promise<Float64Array> {
  const picked: Table = {
    rows: rows.length,
    columns: table.columns.map((column) => ({
      ...column,
      data: pickedRows(column.data, rows),
    })),
  };
  const values = Float64Array.from(rows, (row) =>
    Math.min(classes - 1, label[row] ?? 0),
  );
  const targets: Targets = { values, classes, weights };
  const learned = Int32Array.from(rows.keys());
  const fitted = await fitMethod(
    method,
    encodeRows(inputs, picked),
    targets,
    learned,
    new Int32Array(0),
    1,
    async () => undefined,
  );
  return answersOf(fitted, encodeRows(inputs, table), null, classes);
}

const cases = methods.flatMap((method) =>
  [2, 3].map((classes) => ({ kind: method.kind, classes, method })),
);

test.each(cases)(
  "$kind of $classes classes: a row of weight 2 counts like the same row twice",
  async ({ method, classes }) => {
    const isRare = (row: number): boolean => label[row] === classes - 1;
    const twice = Int32Array.from([...everyRow, ...everyRow.filter(isRare)]);
    const weights = Float64Array.from(everyRow, (row) => (isRare(row) ? 2 : 1));
    const weighted = await answers(method, everyRow, weights, classes);
    const plain = new Float64Array(twice.length).fill(1);
    const doubled = await answers(method, twice, plain, classes);
    weighted.forEach((share, at) => {
      expect(Math.abs(share - (doubled[at] ?? 0))).toBeLessThan(1e-3);
    });
    const once = await answers(method, everyRow, weights.fill(1), classes);
    expect(
      Math.max(
        ...once.map((share, at) => Math.abs(share - (weighted[at] ?? 0))),
      ),
    ).toBeGreaterThan(0.02);
  },
);

test("balanced classes weigh the same together, and a row 1 on average", () => {
  const targets = { values: Float64Array.of(0, 0, 0, 1, -1), classes: 2 };
  const learned = Int32Array.of(0, 1, 2, 3);
  const own = classWeights(targets, learned, "balanced");
  expect(Array.from(own)).toEqual([2 / 3, 2 / 3, 2 / 3, 2, 0]);
  expect(Array.from(classWeights(targets, learned, "none"))).toEqual([
    1, 1, 1, 1, 1,
  ]);
});

import { expect, test } from "vitest";
import { seededRandom } from "#core/random.ts";
import type { Table } from "#core/table.ts";
import type { Evaluation } from "#core/training.ts";
import { encodeRows, inputColumns } from "./encoding.ts";
import { fitMethod, type Method } from "./learners.ts";
import { evenWeights } from "./targets.ts";
import { tableAnswers, type TableModel } from "./table-model.ts";
import { decodeTableModel, encodeTableModel } from "./table-package.ts";

const ROWS = 90;
const random = seededRandom(8);
const words = ["a", "b", "c"];
const codes = Int32Array.from({ length: ROWS }, (_, row) => (row % 4) - 1);
const size = Float64Array.from({ length: ROWS }, (_, row) =>
  row % 9 === 0 ? Number.NaN : random() * 10,
);
const label = Float64Array.from(codes, (code, row) =>
  code === 1 ? 2 : (size[row] ?? 0) > 5 ? 1 : 0,
);
const table: Table = {
  rows: ROWS,
  columns: [
    { name: "kind", type: "string", data: { kind: "words", words, codes } },
    { name: "size", type: "double", data: { kind: "numbers", values: size } },
    { name: "label", type: "int", data: { kind: "numbers", values: label } },
  ],
};

const trees = {
  maxDepth: 3,
  maxLeaves: Number.POSITIVE_INFINITY,
  columnsPerNode: Number.POSITIVE_INFINITY,
  l2: 1,
  minHessian: 1,
  minGain: 0,
};
const methods: readonly Method[] = [
  {
    kind: "boosting",
    rules: {
      ...trees,
      rounds: 8,
      patience: 8,
      rowShare: 1,
      columnShare: 1,
      rate: 0.3,
    },
  },
  {
    kind: "forest",
    rules: {
      trees: 5,
      leastRows: 1,
      maxLeaves: Number.POSITIVE_INFINITY,
      columnShare: 0.5,
      isExtra: true,
    },
  },
  { kind: "linear", l2: 0.01 },
  { kind: "kernel", gamma: 0.5, landmarks: 40 },
];

async function modelOf(classes: number, method: Method): Promise<TableModel> {
  const learned = Int32Array.from({ length: ROWS }, (_, row) => row);
  const inputs = inputColumns(table, "label", learned, () => undefined);
  const fitted = await fitMethod(
    method,
    encodeRows(inputs, table),
    { values: label, classes, weights: evenWeights(ROWS) },
    learned,
    new Int32Array(0),
    1,
    async () => undefined,
  );
  const member = { name: method.kind, share: 1, isLog: false, temperature: 1 };
  return {
    label: { name: "label", type: classes > 0 ? "discrete" : "continuous" },
    labels: ["0", "1", "2"].slice(0, classes),
    given: inputs.map(({ name, type }) => ({ name, type })),
    inputs,
    members: [{ ...member, fitted }],
    temperature: 1,
  };
}

const cases = methods.flatMap((method) =>
  [3, 0].map((classes) => ({ kind: method.kind, classes, method })),
);

test.each(cases)(
  "$kind of $classes classes learns, and answers the same after a round trip",
  async ({ classes, method }) => {
    const model = await modelOf(classes, method);
    const evaluation = { kind: "regression" } as Evaluation;
    const files = encodeTableModel(model, "some_table", evaluation);
    const answers = tableAnswers(model, table);
    expect(tableAnswers(decodeTableModel(files), table)).toEqual(answers);
    let right = 0;
    label.forEach((truth, row) => {
      const own = answers.subarray(row * 3, row * 3 + 3);
      const said =
        classes > 0
          ? own.indexOf(Math.max(...own))
          : Math.round(answers[row] ?? 0);
      if (said === truth) right += 1;
    });
    expect(right).toBeGreaterThan(classes > 0 ? 70 : 45);
  },
);

test("trees that lead in circles are refused", async () => {
  const [boosting] = methods;
  if (!boosting) throw new Error("no method");
  const model = await modelOf(3, boosting);
  const [member] = model.members;
  if (member?.fitted.kind !== "boosting") throw new Error("no trees");
  const { fit } = member.fitted;
  const left = fit.trees.left.map((child) => (child >= 0 ? 0 : child));
  const damaged = { ...fit, trees: { ...fit.trees, left } };
  const files = encodeTableModel(
    {
      ...model,
      members: [{ ...member, fitted: { kind: "boosting", fit: damaged } }],
    },
    "some_table",
    { kind: "regression" } as Evaluation,
  );
  expect(() => decodeTableModel(files)).toThrow(
    "The trees of the model are damaged",
  );
});

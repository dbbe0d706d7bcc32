import { expect, test } from "vitest";
import { seededRandom } from "#core/random.ts";
import type { Table } from "#core/table.ts";
import type { Evaluation } from "#core/training.ts";
import type { ModelFiles } from "#core/model.ts";
import { jsonFile } from "../model-config.ts";
import { ArrayWriter } from "./array-file.ts";
import { boostedScores } from "./booster.ts";
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

const kinds = {
  roots: "i32",
  column: "i16",
  threshold: "u8",
  missingLeft: "u8",
  set: "i32",
  left: "i32",
  value: "f32",
  sets: "u32",
} as const;

/** A package as the first format had it: bins and trees among the numbers. */
function older(model: TableModel): ModelFiles {
  const writer = new ArrayWriter();
  const inputs = model.inputs.map((input) => ({
    ...input,
    binning:
      input.binning.kind === "words"
        ? input.binning
        : { kind: "numbers", edges: writer.add(input.binning.edges) },
  }));
  const members = model.members.map(({ fitted, ...member }) => {
    if (fitted.kind !== "boosting") throw new Error("no trees");
    const { trees, start } = fitted.fit;
    const places = Object.keys(kinds).map((name) => [
      name,
      writer.add(trees[name as keyof typeof kinds]),
    ]);
    const fit = {
      kind: "boosting",
      trees: Object.fromEntries(places) as unknown,
      start: writer.add(start),
    };
    return { ...member, fit };
  });
  const head = { ...model, format: "gleaner-table-1", inputs, members };
  return {
    files: {
      "model.json": jsonFile({ ...head, arrays: writer.table }),
      "numbers.bin": writer.bytes(),
    },
  };
}

const boosted = async (): Promise<TableModel> =>
  modelOf(3, methods[0] as Method);

test("packages of the first format answer as they did", async () => {
  const model = await boosted();
  const answers = tableAnswers(decodeTableModel(older(model)), table);
  expect(answers).toEqual(tableAnswers(model, table));
});

test("trees of the first format that lead in circles are refused", async () => {
  const model = await boosted();
  const [member] = model.members;
  if (member?.fitted.kind !== "boosting") throw new Error("no trees");
  const { fit } = member.fitted;
  const left = fit.trees.left.map((child) => (child >= 0 ? 0 : child));
  const trees = { ...fit.trees, left };
  const fitted = { kind: "boosting", fit: { ...fit, trees } } as const;
  expect(() =>
    decodeTableModel(older({ ...model, members: [{ ...member, fitted }] })),
  ).toThrow("The trees of the model are damaged");
});

type Node =
  | number
  | {
      readonly column: string;
      readonly atMost?: number | null;
      readonly in?: readonly string[];
      readonly notIn?: readonly string[];
      readonly missing: "left" | "right";
      readonly left: Node;
      readonly right: Node;
    };

/** How a program that knows the JSON alone reads a tree. */
function sayOf(
  node: Node,
  row: Readonly<Record<string, string | number | null>>,
): number {
  if (typeof node === "number") return Math.fround(node);
  const value = row[node.column];
  const known = value ?? "";
  let isLeft = node.missing === "left";
  if (typeof known === "number")
    isLeft = node.atMost === null || known <= (node.atMost ?? 0);
  else if (words.includes(known))
    isLeft = node.in?.includes(known) ?? !node.notIn?.includes(known);
  return sayOf(isLeft ? node.left : node.right, row);
}

test("a few lines of another program answer from the JSON of the trees alone", async () => {
  const model = await boosted();
  const { files } = encodeTableModel(model, "t", {
    kind: "regression",
  } as Evaluation);
  const json = <T>(path: string): T =>
    JSON.parse(new TextDecoder().decode(files[path])) as T;
  const trees = json<readonly Node[]>("trees-1.json");
  const head = json<{
    readonly members: readonly { readonly fit: { readonly start: number[] } }[];
  }>("model.json");
  const [member] = model.members;
  if (member?.fitted.kind !== "boosting") throw new Error("no trees");
  const { bins } = encodeRows(model.inputs, table).binned;
  const scores = boostedScores(member.fitted.fit, bins, null);
  for (let row = 0; row < ROWS; row += 1) {
    const kind = words[codes[row] ?? -1] ?? null;
    const number = size[row] ?? Number.NaN;
    const given = { kind, size: Number.isNaN(number) ? null : number };
    const sums = [...(head.members[0]?.fit.start ?? [])];
    trees.forEach((tree, i) => {
      sums[i % 3] = (sums[i % 3] ?? 0) + sayOf(tree, given);
    });
    expect(sums).toEqual(Array.from(scores.subarray(row * 3, row * 3 + 3)));
  }
});

test.each([
  ['"size"', '"weight"', "a node asks for weight"],
  [/"atMost":[^,]+/, '"atMost":0.123', "no bin of a column ends at"],
  ["[\n", "", "they are not JSON"],
])("trees with %s made %s are refused", async (from, to, reason) => {
  const { files } = encodeTableModel(await boosted(), "t", {
    kind: "regression",
  } as Evaluation);
  const text = new TextDecoder().decode(files["trees-1.json"]);
  const changed = new TextEncoder().encode(text.replace(from, to));
  expect(() =>
    decodeTableModel({ files: { ...files, "trees-1.json": changed } }),
  ).toThrow(reason);
});

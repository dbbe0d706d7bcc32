import { beforeAll, expect, test } from "vitest";
import type { ModelFiles } from "#core/model.ts";
import type { LoadedPredictor } from "#labeling/learning-contract.ts";
import { learned } from "../../../../tests/support/learned-table.ts";
import { sampleTable } from "./learning/sample-table.ts";
import predictor from "./predictor.ts";

const never = new AbortController().signal;
const loaded = (model: ModelFiles): Promise<LoadedPredictor> =>
  (predictor.load as (files: ModelFiles) => Promise<LoadedPredictor>)(model);

async function sampleModel(type: "discrete" | "continuous") {
  const table = sampleTable(300, type);
  const { model } = await learned(table, 2);
  return { table: table.table, model };
}

let classes: Awaited<ReturnType<typeof sampleModel>>;
let numbers: Awaited<ReturnType<typeof sampleModel>>;
beforeAll(async () => {
  classes = await sampleModel("discrete");
  numbers = await sampleModel("continuous");
});

const request = (rows: unknown): Blob =>
  new Blob([JSON.stringify({ data: { req_data: rows } })]);

async function answer(model: ModelFiles, rows: unknown) {
  const own = await loaded(model);
  return own.predict(request(rows), { heatMap: false }, never);
}

test("one request may hold many rows; numbers may come as texts", async () => {
  const { result, scores } = await answer(classes.model, [
    { age: "60", city: "Oslo", noise: 0.5, buys: "no" },
    { age: 21, city: "Rome", noise: "0.5", class: "" },
  ]);
  expect(result).toMatchObject({
    data: { resp_data: [{ predict: "yes" }, { predict: "no" }] },
  });
  expect(scores[0]?.[0]).toBe("yes");
  expect((scores[0]?.[1] ?? 0) + (scores[1]?.[1] ?? 0)).toBeCloseTo(1, 5);
});

test("a threshold decides which label is told, and is told itself", async () => {
  const rows = [
    { age: "60", city: "Oslo" },
    { age: 21, city: "Rome" },
  ];
  const { scores } = await answer(classes.model, rows);
  const yes = scores.find(([label]) => label === "yes")?.[1] ?? 0;
  const withThreshold = async (share: number) => {
    const threshold = { label: "yes", share };
    const bytes = new TextEncoder().encode(JSON.stringify(threshold));
    const files = { ...classes.model.files, "threshold.json": bytes };
    const { result } = await answer({ files }, rows);
    expect(result).toMatchObject({ data: { threshold } });
    const { resp_data: told } = result["data"] as {
      readonly resp_data: readonly { readonly predict: string }[];
    };
    return told.map(({ predict }) => predict);
  };
  expect(yes).toBeGreaterThan(0.5);
  expect(await withThreshold(Math.min(1, yes + 0.001))).toEqual(["no", "no"]);
  expect(await withThreshold(0.0001)).toEqual(["yes", "yes"]);
});

test("missing values and words that were not learned are answered too", async () => {
  const { result } = await answer(classes.model, [
    { age: null, city: "Oslo", noise: "" },
    { city: "Lima" },
  ]);
  const { resp_data: rows } = result["data"] as {
    readonly resp_data: readonly { readonly predict: string }[];
  };
  expect(rows.map(({ predict }) => ["no", "yes"].includes(predict))).toEqual([
    true,
    true,
  ]);
});

test.each([
  [
    [{ age: 1 }, { age: "old", city: "Oslo" }],
    'Row 2: column age must be a whole number below 2147483648, but is "old"',
  ],
  [
    [{ agee: 1 }],
    "Row 1: `agee` is no column of the model. Its columns are age, city, noise",
  ],
  [[{ city: ["Oslo"] }], 'Row 1: column city must be a word, but is ["Oslo"]'],
  [[7], "Row 1 must be an object of columns, but is 7"],
  [[{ class: "x" }], "Row 1 must hold a column of the model or more"],
  [[], "`data.req_data` must be a list with a row or more"],
])("a request that cannot be read is told why: %j", async (rows, words) => {
  await expect(answer(classes.model, rows)).rejects.toThrow(words);
});

test("a request that is no JSON is told so", async () => {
  const own = await loaded(classes.model);
  await expect(
    own.predict(new Blob(["age=3"]), { heatMap: false }, never),
  ).rejects.toThrow("The request must be JSON");
});

test("a package that was sent through files answers the same", async () => {
  const copy = {
    files: Object.fromEntries(
      Object.entries(classes.model.files).map(([path, bytes]) => [
        path,
        Uint8Array.from(bytes),
      ]),
    ),
  };
  const [one, other] = [await loaded(classes.model), await loaded(copy)];
  const answers = one.answerTable?.(classes.table);
  expect(other.answerTable?.(classes.table)).toEqual(answers);
  expect(answers?.predicted).toHaveLength(300);
  const row = { age: 47, city: "Bern", noise: 0.1 };
  expect(await answer(copy, [row])).toEqual(await answer(classes.model, [row]));
});

test("a whole table is answered as its rows are, one by one", async () => {
  const own = await loaded(numbers.model);
  const whole = own.answerTable?.(numbers.table).predicted ?? [];
  const [age, city, noise] = numbers.table.columns.map(({ data }) => data);
  const rows = [1, 2, 3].map((row) => ({
    age: age?.kind === "numbers" ? age.values[row] : null,
    city: city?.kind === "words" ? city.words[city.codes[row] ?? 0] : null,
    noise: noise?.kind === "numbers" ? noise.values[row] : null,
  }));
  const { result, scores } = await answer(numbers.model, rows);
  expect(scores).toEqual([]);
  expect(result).toEqual({
    data: {
      resp_data: [1, 2, 3].map((row) => ({ predict: whole[row] })),
    },
  });
});

test("config.json describes the call as the guide does", () => {
  const text = new TextDecoder().decode(classes.model.files["config.json"]);
  expect(JSON.parse(text)).toMatchObject({
    model_algorithm: "predict_analysis",
    apis: [
      {
        url: "/",
        request: {
          "Content-type": "application/json",
          data: {
            properties: {
              data: {
                properties: {
                  req_data: {
                    type: "array",
                    items: [
                      {
                        properties: {
                          age: { type: "number" },
                          city: { type: "string" },
                        },
                      },
                    ],
                  },
                },
              },
            },
          },
        },
        response: {
          data: {
            properties: {
              data: {
                properties: {
                  resp_data: {
                    items: [
                      {
                        properties: {
                          predict: { type: "string", enum: ["no", "yes"] },
                        },
                      },
                    ],
                  },
                },
              },
            },
          },
        },
      },
    ],
  });
});

test("a damaged package is refused in words", async () => {
  const { files } = classes.model;
  const trees = files["trees-1.json"] ?? new Uint8Array();
  await expect(
    loaded({ files: { ...files, "trees-1.json": trees.slice(8) } }),
  ).rejects.toThrow("The trees of the model are damaged: they are not JSON");
  const { "trees-1.json": _, ...others } = files;
  await expect(loaded({ files: others })).rejects.toThrow(
    "trees-1.json is missing",
  );
  await expect(
    loaded({ files: { "model.json": new TextEncoder().encode("{}") } }),
  ).rejects.toThrow("`format` must be gleaner-table-2");
});

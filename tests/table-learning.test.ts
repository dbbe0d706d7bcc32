/** Rows to a model to a file of answers, as the workers do it. */
import { expect, it } from "vitest";
import { cellText } from "#core/cell-value.ts";
import { ORCHARD_COLUMNS, orchardRows } from "#core/sample-orchard.ts";
import { tableOf } from "#core/table-columns.ts";
import { decodePart, PartBuilder } from "#core/table-part.ts";
import { splitRows } from "#core/table-split.ts";
import type { TrainTask } from "#labeling/learning-contract.ts";
import predictor from "#labeling/types/table/predictor.ts";
import trainer from "#labeling/types/table/trainer.ts";
import { predictTable } from "#workers/predict-table.ts";

const label = { name: "grade", type: "discrete" } as const;
const never = new AbortController().signal;
const nothing = (): void => undefined;
const unused = (): never => {
  throw new Error("Tables need no pictures");
};

function taskOf(rows: number): TrainTask {
  const builder = new PartBuilder(ORCHARD_COLUMNS.map(({ type }) => type));
  for (const row of orchardRows(rows, 7)) builder.add(row);
  const table = tableOf(ORCHARD_COLUMNS, [decodePart(builder.bytes().buffer)]);
  const split = { trainRatio: 0.8, seed: 1, stratified: true };
  return {
    samples: [],
    table: { table, usage: splitRows(table, label, split), label },
    options: {
      preference: "performance_first",
      maxMinutes: 6,
      seed: 1,
      backend: "auto",
      incrementalFrom: null,
      backbone: "backbone-s",
      labelColumn: label,
    },
    resume: null,
    incrementalFrom: null,
    cache: { get: async () => [], put: async () => undefined },
    readPixels: unused,
    readPicture: unused,
    readSound: unused,
    readBackbone: unused,
  };
}

const csvOf = (count: number, seed: number): Blob => {
  const lines = orchardRows(count, seed).map((row) =>
    row
      .map((cell, i) =>
        cell === null
          ? ""
          : cellText(cell, ORCHARD_COLUMNS[i]?.type ?? "string"),
      )
      .join(","),
  );
  const header = ORCHARD_COLUMNS.map(({ name }) => name).join(",");
  return new Blob([[header, ...lines, "Gala,7"].join("\n")]);
};

it("learns the orchard's grades, and writes its answers behind the rows", async () => {
  const { model, evaluation } = await trainer.train(
    taskOf(1200),
    {
      progress: nothing,
      epoch: nothing,
      checkpoint: async () => undefined,
      backend: nothing,
      event: nothing,
    },
    never,
    never,
  );
  if (evaluation.kind !== "classification") throw new Error(evaluation.kind);
  expect(evaluation.accuracy).toBeGreaterThan(0.7);

  const loaded = await predictor.load(model, "auto", {
    readPixels: unused,
    readPicture: unused,
    readSound: unused,
    readBackbone: unused,
  });
  expect(loaded.columns?.map(({ name }) => name)).toEqual(
    ORCHARD_COLUMNS.slice(0, -1).map(({ name }) => name),
  );
  const answers = await predictTable(
    loaded,
    "new.csv",
    csvOf(300, 9),
    nothing,
    never,
  );
  expect(answers).toMatchObject({ rows: 300, ignored: 1, lacking: [] });
  const lines = (await answers.file.text()).trim().split("\r\n");
  expect(lines[0]).toBe(
    `${ORCHARD_COLUMNS.map(({ name }) => name).join(",")},predict,probability`,
  );
  const cells = lines.slice(1).map((line) => line.split(","));
  expect(cells).toHaveLength(300);
  const right = cells.filter((row) => row.at(-3) === row.at(-2)).length;
  expect(right / 300).toBeGreaterThan(0.7);

  const wrong = new Blob(["a,b\n1,2\n"]);
  await expect(
    predictTable(loaded, "other.csv", wrong, nothing, never),
  ).rejects.toThrow(/No column of the file/);
}, 120_000);

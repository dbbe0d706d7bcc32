/** Rows to a model to a file of answers, as the workers do it. */
import { expect, it } from "vitest";
import { cellText } from "#core/cell-value.ts";
import { ORCHARD_COLUMNS, orchardRows } from "#core/sample-orchard.ts";
import { tableOf } from "#core/table-columns.ts";
import { decodePart, PartBuilder } from "#core/table-part.ts";
import { splitRows } from "#core/table-split.ts";
import type { TrainTable } from "#labeling/learning-contract.ts";
import predictor from "#labeling/types/table/predictor.ts";
import { predictTable } from "#workers/predict-table.ts";
import { learned } from "./support/learned-table.ts";

const label = { name: "grade", type: "discrete" } as const;
const never = new AbortController().signal;
const nothing = (): void => undefined;
const unused = (): never => {
  throw new Error("Tables need no pictures");
};

function orchard(rows: number): TrainTable {
  const builder = new PartBuilder(ORCHARD_COLUMNS.map(({ type }) => type));
  for (const row of orchardRows(rows, 7)) builder.add(row);
  const table = tableOf(ORCHARD_COLUMNS, [decodePart(builder.bytes().buffer)]);
  const split = { trainRatio: 0.8, seed: 1, stratified: true };
  return { table, usage: splitRows(table, label, split), label };
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
  const { model, evaluation } = await learned(orchard(1200));
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
    { path: "new.csv", file: csvOf(300, 9), hasHeader: true },
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

  const wrong = {
    path: "other.csv",
    file: new Blob(["a,b\n1,2\n"]),
    hasHeader: true,
  };
  await expect(predictTable(loaded, wrong, nothing, never)).rejects.toThrow(
    /No column of the file/,
  );
}, 120_000);

/** A file of rows, answered by a model of tables in the worker that services predict in. */
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Progress } from "#core/job.ts";
import { PredictPool } from "#workers/predict.client.ts";
import { fresh } from "../support/backup-files.ts";
import { fieldsModel } from "../support/fields-model.ts";

const never = new AbortController().signal;
const nothing = (): void => undefined;

let pool: PredictPool;
beforeAll(async () => {
  await fresh();
  const modelId = await fieldsModel();
  pool = new PredictPool({ modelId, backend: "cpu", instances: 1 });
});
afterAll(() => pool.dispose());

const predicted = (
  text: string,
  report: (progress: Progress) => void = nothing,
) =>
  pool.predictTable(
    { path: "new.csv", file: new Blob([text]), hasHeader: true },
    report,
    never,
  );

/** Cells of the answered file, and what was predicted, to whole numbers. */
async function answersTo(text: string) {
  const { file, ...facts } = await predicted(text);
  const [head = "", ...lines] = (await file.text()).trim().split("\r\n");
  return {
    ...facts,
    head,
    cells: lines.map((line) => line.split(",").slice(0, -1).join(",")),
    answers: lines.map((line) => Math.round(Number(line.split(",").at(-1)))),
  };
}

it("answers each row behind its cells, columns in any order, and tells the rows it left out", async () => {
  const found = await answersTo("id,soil,rain\n7,loam,9\n8,sand\n9,,1.25\n");
  expect(found).toMatchObject({
    head: "id,soil,rain,predict",
    cells: ["7,loam,9", "9,,1.25"],
    answers: [20, 10],
    rows: 2,
    ignored: 1,
    lacking: [],
  });
  expect(found.problems.map(({ rule, line }) => [rule, line])).toEqual([
    ["table.row", 3],
  ]);
});

it("reads decimal commas as it does points, and writes points", async () => {
  const points = await answersTo(
    "rain,soil\n-1.5,loam\n3.75,sand\n3.25,sand\n",
  );
  const commas = await answersTo(
    "rain;soil\n-1,5;loam\n3,75;sand\n3,25;sand\n",
  );
  expect(points.answers).toEqual([10, 20, 10]);
  expect(commas.answers).toEqual(points.answers);
  expect(commas.cells).toEqual(points.cells);
});

it("tells columns that the file lacks, and refuses a file that has none of them", async () => {
  const { lacking, answers } = await answersTo("rain\n8\n");
  expect(lacking).toContain("soil");
  expect(answers).toEqual([20]);
  await expect(predicted("a,b\n1,2\n")).rejects.toMatchObject({
    code: "format",
    message: expect.stringContaining(
      "No column of the file is one of the model's",
    ) as string,
  });
  await expect(predicted("")).rejects.toMatchObject({ code: "format" });
});

it("tells how far it is in a long file, and answers all of it", async () => {
  const count = 20_000;
  const lines = Array.from(
    { length: count },
    (_, i) => `${String(i % 10)},5;sand`,
  );
  const told: Progress[] = [];
  const { rows } = await predicted(`rain;soil\n${lines.join("\n")}\n`, (one) =>
    told.push(one),
  );
  expect(rows).toBe(count);
  expect(told.length).toBeGreaterThan(0);
  for (const { done, total } of told) expect(done).toBeLessThanOrEqual(total);
});

it("ends when it is no longer wanted", async () => {
  const stop = new AbortController();
  const lines = Array.from({ length: 200_000 }, (_, i) => String(i % 10));
  const file = new Blob([`rain\n${lines.join("\n")}\n`]);
  const answer = pool.predictTable(
    { path: "new.csv", file, hasHeader: true },
    () => stop.abort(),
    stop.signal,
  );
  await expect(answer).rejects.toThrow();
});

it("takes columns by their places where the file has no header", async () => {
  const asked = {
    path: "bare.csv",
    file: new Blob(["9,loam\n1.25,sand\n"]),
    hasHeader: false,
  };
  const { file, rows, lacking } = await pool.predictTable(
    asked,
    nothing,
    never,
  );
  const lines = (await file.text()).trim().split("\r\n");
  const answers = lines.map((line) =>
    Math.round(Number(line.split(",").at(-1))),
  );
  expect({ rows, lacking, answers }).toEqual({
    rows: 2,
    lacking: [],
    answers: [20, 10],
  });
});

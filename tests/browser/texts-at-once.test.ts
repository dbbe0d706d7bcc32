/** Many texts in one transaction: what is there already is asked for by its range, or not at all. */
import { beforeEach, expect, it } from "vitest";
import type { BlobHash, LabelId } from "#core/ids.ts";
import type { ItemContent } from "#core/labeling-job.ts";
import { database } from "#storage/database.ts";
import { emptyStamp } from "#storage/dataset-stamp.ts";
import { UNLABELED } from "#storage/item-rows.ts";
import { applyEdits, undo } from "#storage/journal.ts";
import { addSamples, type NewSample } from "#storage/samples.ts";
import { emptyDatabase, newDataset } from "../support/stored-data.ts";

type Made = Awaited<ReturnType<typeof newDataset>>;
let dataset: Made["dataset"];
let job: Made["job"];

beforeEach(async () => {
  await emptyDatabase();
  const made = { dataType: "text", type: "text_classification" } as const;
  ({ dataset, job } = await newDataset(made));
});

const file = (path: string, text: string): NewSample => ({
  path,
  hash: `text-${text}` as BlobHash,
  bytes: text.length,
  mime: "text/plain",
  media: null,
  text,
});
const files = (from: number, count: number): NewSample[] =>
  Array.from({ length: count }, (_, i) =>
    file(`a.txt:${String(from + i)}`, String(from + i)),
  );
const paths = async (): Promise<string[]> =>
  (await database.samples.toArray()).map(({ path }) => path).sort();
const labeled = (name: string): ItemContent => ({
  ...UNLABELED,
  state: "labeled",
  labels: [name as LabelId],
});
const labels = async (): Promise<string[]> =>
  (await database.items.toArray()).map((row) => row.labels.join());

it("a path that is taken gets a suffix, near or far from the others", async () => {
  await addSamples(dataset.id, files(0, 60));
  await addSamples(dataset.id, [
    ...files(1000, 60),
    file("a.txt:59", "other"),
    file("a.txt:7", "another"),
  ]);
  const all = await paths();
  expect(all).toHaveLength(122);
  expect(all.filter((path) => /^a_\d+\.txt:(59|7)$/.test(path))).toHaveLength(
    2,
  );
  expect(all.filter((path) => /^a\.txt:(59|7)$/.test(path))).toHaveLength(2);
  expect(new Set(all).size).toBe(122);
});

it("content comes once, although nobody asked for it, when another page was faster", async () => {
  const stamp = await emptyStamp(dataset.id);
  const first = await addSamples(dataset.id, files(0, 60), stamp);
  const other = await addSamples(dataset.id, [file("b.txt:1", "60")]);
  const second = await addSamples(dataset.id, files(60, 60), first.stamp);
  expect([other.duplicates, second.duplicates]).toEqual([0, 1]);
  expect(await database.samples.count()).toBe(120);
  expect(await emptyStamp(dataset.id)).toBeNull();
});

it("items that are there keep what they have, and one undo takes back all", async () => {
  const { all } = await addSamples(dataset.id, files(0, 60));
  const [first] = all;
  if (!first) throw new Error("no sample");
  await applyEdits(job.id, "import", [], "human", [first]);
  const mine = [{ sampleId: first.id, after: labeled("mine") }];
  await applyEdits(job.id, "label", mine);
  // It arrives again, without a label.
  const changes = all
    .slice(1)
    .map(({ id }) => ({ sampleId: id, after: labeled("theirs") }));
  await applyEdits(job.id, "import", changes, "human", all);
  expect(await labels()).toEqual(["mine", ...Array<string>(59).fill("theirs")]);
  await undo(job.id);
  expect(await labels()).toEqual(["mine", ...Array<string>(59).fill("")]);
});

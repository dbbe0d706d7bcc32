import { beforeAll, expect, it } from "vitest";
import { EVERY_ITEM } from "#core/item-query.ts";
import type { BlobHash, SampleId } from "#core/ids.ts";
import { labelingStore } from "#state/labeling-store.ts";
import { cache } from "#storage/database.ts";
import {
  deleteLabelingJob,
  synchronizeSamples,
} from "#storage/labeling-jobs.ts";
import { addSamples, deleteSamples } from "#storage/samples.ts";
import type { LabelingStore } from "#labeling/labeling-store.ts";
import { emptyDatabase, newDataset } from "../support/stored-data.ts";

const COUNT = 12_000;
let store: LabelingStore;
let add: (texts: readonly string[]) => Promise<readonly SampleId[]>;
let removeJob: () => Promise<void>;
let remove: (ids: readonly SampleId[]) => Promise<number>;
let ids: readonly SampleId[];

/** Every 5,000th reads as one 100 before it does: the pair lies in two parts of what is read. */
const texts = Array.from({ length: COUNT }, (_, i) =>
  i > 0 && i % 5000 === 0
    ? `  TEXT number ${String(i - 100)}! `
    : `Text number ${String(i)}.`,
);

beforeAll(async () => {
  await emptyDatabase();
  await cache.copies.clear();
  const { dataset, job } = await newDataset({
    dataType: "text",
    type: "text_classification",
  });
  store = labelingStore(job.id, dataset.id, {
    dataType: "text",
    type: "text_classification",
  });
  add = async (given) => {
    const { added } = await addSamples(
      dataset.id,
      given.map((text) => ({
        path: `a.txt:${text}`,
        hash: `text-${text}` as BlobHash,
        bytes: text.length,
        mime: "text/plain",
        media: null,
        text,
      })),
    );
    await synchronizeSamples(job.id, added);
    return added.map(({ id }) => id);
  };
  remove = (gone) => deleteSamples(dataset.id, gone, { deleteFiles: false });
  removeJob = () => deleteLabelingJob(job.id);
  ids = await add(texts);
});

it("texts that read the same are found, listed together and alone", async () => {
  const pairs = [5000, 10_000].map((i) => [ids[i - 100], ids[i]]);
  expect(await store.copies()).toEqual(pairs);
  const alone = { ...EVERY_ITEM, copies: true };
  expect(await store.ids({ ...alone, order: "newest" })).toEqual(
    pairs.flat().reverse(),
  );
  expect(await store.ids({ ...alone, text: "TEXT", state: "labeled" })).toEqual(
    [],
  );
  const together = await store.ids({ ...EVERY_ITEM, order: "copies" });
  expect(together).toHaveLength(COUNT);
  expect(together.slice(4899, 4902)).toEqual([ids[4899], ids[4900], ids[5000]]);
  // What cannot come from an index alone is not asked for its beginning.
  expect(await store.firstIds(alone, 5)).toBeNull();
});

it("they are kept, and found again when texts come or go", async () => {
  await store.copies();
  const [kept] = await cache.copies.toArray();
  const groups = [[ids[1], ids[2]]] as SampleId[][];
  if (kept) await cache.copies.put({ ...kept, groups });
  expect(await store.copies()).toEqual(groups);
  const [third] = await add(["text NUMBER 5"]);
  expect(await store.copies()).toContainEqual([ids[5], third]);
  await remove([ids[5] ?? ("" as SampleId)]);
  expect(await store.copies()).toHaveLength(2);
});

it("they go with their labeling job", async () => {
  await store.copies();
  expect(await cache.copies.count()).toBe(1);
  await removeJob();
  expect(await cache.copies.count()).toBe(0);
});

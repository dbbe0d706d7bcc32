import { beforeEach, expect, it } from "vitest";
import { EVERY_ITEM } from "#core/item-query.ts";
import { writeBlobs } from "./blobs.ts";
import { database } from "./database.ts";
import { createDataset } from "./datasets.ts";
import { itemIds } from "./items.ts";
import { createLabelingJob, synchronizeNewData } from "./labeling-jobs.ts";
import { addSamples, deleteSamples, type NewSample } from "./samples.ts";

const COUNT = 300;

async function files(from: number): Promise<NewSample[]> {
  const contents = Array.from({ length: COUNT }, (_, i) =>
    Uint8Array.of((from + i) >> 8, (from + i) & 255),
  );
  const stored = await writeBlobs(contents);
  return stored.map((blob, i) => ({
    ...blob,
    path: `folder/${String(i)}.jpg`,
    mime: "image/jpeg",
    media: null,
  }));
}

let datasetId: Awaited<ReturnType<typeof createDataset>>["id"];

beforeEach(async () => {
  await database.delete();
  await database.open();
  const dataset = { name: "photos", description: "" };
  datasetId = (await createDataset({ ...dataset, dataType: "image" })).id;
});

it("adds hundreds of files in one transaction, and keeps names apart", async () => {
  const first = await addSamples(datasetId, await files(0));
  expect(first.added.map(({ path }) => path)).toEqual(
    (await files(0)).map(({ path }) => path),
  );
  const second = await addSamples(datasetId, await files(COUNT));
  expect(second.added).toHaveLength(COUNT);
  for (const { path } of second.added)
    expect(path).toMatch(/^folder\/\d+_\d+\.jpg$/);
  const all = [...first.added, ...second.added].map(({ path }) => path);
  expect(new Set(all).size).toBe(2 * COUNT);
});

it("keeps names of one call apart, and takes a content once", async () => {
  const [one, two] = await files(0);
  if (!one || !two) throw new Error("no files");
  const same = { ...two, path: one.path };
  const { added, all, duplicates } = await addSamples(datasetId, [
    one,
    same,
    { ...one, path: "elsewhere.jpg" },
  ]);
  expect(added).toHaveLength(2);
  expect(added[1]?.path).toMatch(/^folder\/0_\d+\.jpg$/);
  expect(duplicates).toBe(1);
  expect(all[2]?.id).toBe(added[0]?.id);
});

it("takes deleted samples out of every labeling job of the dataset, and out of no other", async () => {
  const other = { name: "others", description: "", dataType: "image" } as const;
  const { id: otherId } = await createDataset(other);
  const some = (await files(0)).slice(0, 5);
  const jobs = [];
  for (const [name, of] of [
    ["one", datasetId],
    ["two", datasetId],
    ["elsewhere", otherId],
  ] as const) {
    await addSamples(of, some);
    const job = { datasetId: of, type: "image_classification", name };
    const rest = { description: "", singleLabel: true, labels: [] };
    const { id } = await createLabelingJob({ ...job, ...rest });
    await synchronizeNewData(id);
    jobs.push(id);
  }
  const [one, two, elsewhere] = await Promise.all(
    jobs.map((id) => itemIds(id, EVERY_ITEM)),
  );
  const gone = [...(one ?? []).slice(0, 2), ...(elsewhere ?? []).slice(0, 1)];
  expect(await deleteSamples(datasetId, gone, { deleteFiles: false })).toBe(2);
  const left = await Promise.all(jobs.map((id) => itemIds(id, EVERY_ITEM)));
  expect(left).toEqual([one?.slice(2), two?.slice(2), elsewhere]);
});

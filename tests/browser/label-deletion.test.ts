/** Labels deleted in the three ways of the spec, on real rows and files. Source: data management 11.4. */
import { beforeEach, expect, it } from "vitest";
import type { LabelId } from "#core/ids.ts";
import type { LabelingJob } from "#core/labeling-job.ts";
import { labelingType } from "#labeling/registry.ts";
import { readBlob } from "#storage/blobs.ts";
import { database } from "#storage/database.ts";
import { getDataset } from "#storage/datasets.ts";
import {
  createLabelingJob,
  synchronizeNewData,
} from "#storage/labeling-jobs.ts";
import {
  addLabel,
  deleteLabels,
  listLabels,
  type LabelDeletion,
} from "#storage/labels.ts";
import { deleteSamples, sampleIds } from "#storage/samples.ts";
import { getThumbnail, putThumbnail } from "#storage/thumbnails.ts";
import { facts, label } from "../support/labeled-data.ts";
import {
  emptyDatabase,
  filesOf,
  importFiles,
  newDataset,
  publish,
  referenceCounts,
} from "../support/stored-data.ts";

beforeEach(emptyDatabase);

const TREE = { "1.jpg": 1, "2.jpg": 2, "3.jpg": 3, "4.jpg": 4, "5.jpg": 5 };
const unlabeled = { format: "unlabeled", labelingStatus: "unlabeled" } as const;

/** Two with `cat` alone, one of them proposed only; one with `cat` and `dog`, one with `dog`, one with none. */
async function labeled() {
  const made = await newDataset();
  await importFiles(made, await filesOf(TREE), unlabeled);
  await label(made.job, {
    "1.jpg": { labels: ["cat"], usage: "TRAIN" },
    "2.jpg": { labels: ["cat"], state: "to_be_confirmed" },
    "3.jpg": { labels: ["cat", "dog"] },
    "4.jpg": { labels: ["dog"] },
  });
  const other = await createLabelingJob({
    datasetId: made.dataset.id,
    type: "image_classification",
    name: "other",
    description: "",
    singleLabel: false,
    labels: [],
  });
  await synchronizeNewData(other.id);
  await label(other, { "1.jpg": { labels: ["red"] } });
  const [cat] = await listLabels(made.job.id);
  if (cat?.name !== "cat") throw new Error("There is no cat");
  const hashOf = Object.fromEntries(
    (await facts(made.job)).map(({ path, hash }) => [path, hash as never]),
  );
  return { ...made, other, cat, hashOf };
}

async function remove(
  job: LabelingJob,
  id: LabelId,
  mode: LabelDeletion,
): Promise<void> {
  const type = labelingType(job.type);
  await deleteLabels(job.id, [id], mode, (annotation, removed) => {
    const left = type.relabel(
      annotation,
      new Map([...removed].map((one) => [one, null])),
    );
    return { annotation: left, labels: type.labelsOf(left) };
  });
}

const told = async (job: LabelingJob) =>
  (await facts(job)).map(({ path, state, labels }) => [
    path,
    state,
    labels.join(),
  ]);
const isThere = async (hash: never): Promise<boolean> =>
  readBlob(hash).then(
    () => true,
    () => false,
  );

it("alone: samples stay, those without another label are unlabeled", async () => {
  const { dataset, job, other, cat } = await labeled();
  await remove(job, cat.id, "label");
  expect(await told(job)).toEqual([
    ["1.jpg", "unlabeled", ""],
    ["2.jpg", "unlabeled", ""],
    ["3.jpg", "labeled", "dog"],
    ["4.jpg", "labeled", "dog"],
    ["5.jpg", "unlabeled", ""],
  ]);
  expect((await listLabels(job.id)).map(({ name }) => name)).toEqual(["dog"]);
  expect((await getDataset(dataset.id))?.sampleCount).toBe(5);
  expect((await told(other))[0]).toEqual(["1.jpg", "labeled", "red"]);
});

it("with its objects: samples that have no other label go, from all labeling jobs; files stay", async () => {
  const { dataset, job, other, cat, hashOf } = await labeled();
  await remove(job, cat.id, "label_and_samples");
  expect(await told(job)).toEqual([
    ["3.jpg", "labeled", "dog"],
    ["4.jpg", "labeled", "dog"],
    ["5.jpg", "unlabeled", ""],
  ]);
  expect((await told(other)).map(([path]) => path)).toEqual([
    "3.jpg",
    "4.jpg",
    "5.jpg",
  ]);
  expect((await getDataset(dataset.id))?.sampleCount).toBe(3);
  expect(await isThere(hashOf["1.jpg"] as never)).toBe(true);
  const { counted, real } = await referenceCounts();
  expect(counted).toEqual(real);
});

it("with objects and files: bytes go at once, unless a version or another dataset needs them", async () => {
  const { dataset, job, cat, hashOf } = await labeled();
  const [first, second] = [hashOf["1.jpg"], hashOf["2.jpg"]] as [never, never];
  for (const hash of [first, second])
    await putThumbnail(hash, new Blob(["small"]));
  await importFiles(await newDataset(), await filesOf({ "x.jpg": 2 }));
  await remove(job, cat.id, "label_samples_and_files");
  expect((await told(job)).map(([path]) => path)).toEqual([
    "3.jpg",
    "4.jpg",
    "5.jpg",
  ]);
  expect(await isThere(first)).toBe(false);
  expect(await database.blobs.get(first)).toBeUndefined();
  expect(await getThumbnail(first)).toBeNull();
  expect(await isThere(second)).toBe(true);
  expect(await getThumbnail(second)).not.toBeNull();
  expect((await getDataset(dataset.id))?.sampleCount).toBe(3);
  for (const path of ["3.jpg", "4.jpg", "5.jpg"])
    expect(await isThere(hashOf[path] as never), path).toBe(true);

  await publish(job.id);
  const ids = await sampleIds(dataset.id, { search: "", order: "name" });
  await deleteSamples(dataset.id, ids, { deleteFiles: true });
  for (const path of ["3.jpg", "4.jpg", "5.jpg"])
    expect(await isThere(hashOf[path] as never), path).toBe(true);
  const { counted, real } = await referenceCounts();
  expect(counted).toEqual(real);
});

it("leaves the place of the deleted label empty: the next one comes last", async () => {
  const { job, cat } = await labeled();
  await remove(job, cat.id, "label");
  await addLabel(job.id, { name: "owl" });
  await addLabel(job.id, { name: "ant" });
  expect((await listLabels(job.id)).map(({ name }) => name)).toEqual([
    "dog",
    "owl",
    "ant",
  ]);
  const orders = (await listLabels(job.id)).map(({ order }) => order);
  expect(new Set(orders).size).toBe(3);
});

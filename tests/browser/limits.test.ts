/** The quotas of the spec at their edges; counts are put in place, not filled up. Source: data management 2.3, 11.2. */
import { beforeEach, expect, it } from "vitest";
import { newId, type LabelId, type LabelingJobId } from "#core/ids.ts";
import { writeBlobs } from "#storage/blobs.ts";
import { database } from "#storage/database.ts";
import { getDataset } from "#storage/datasets.ts";
import { copyLabelingJob, createLabelingJob } from "#storage/labeling-jobs.ts";
import { addLabel, addLabels } from "#storage/labels.ts";
import { addSamples, type NewSample } from "#storage/samples.ts";
import {
  emptyDatabase,
  filesOf,
  importFiles,
  newDataset,
  referenceCounts,
} from "../support/stored-data.ts";

beforeEach(emptyDatabase);

async function newSamples(...names: readonly string[]): Promise<NewSample[]> {
  const stored = await writeBlobs(names.map((name) => new Blob([name])));
  return stored.map((blob, i) => ({
    ...blob,
    path: names[i] ?? "",
    mime: "image/jpeg",
    media: null,
  }));
}

it("a dataset holds 1,000,000 samples and not one more", async () => {
  const { dataset, job } = await newDataset();
  await database.datasets.update(dataset.id, { sampleCount: 999_998 });
  await addSamples(dataset.id, await newSamples("a"));
  await expect(
    addSamples(dataset.id, await newSamples("b", "c")),
  ).rejects.toMatchObject({ code: "format", detail: { limit: 1_000_000 } });
  expect(await database.samples.count()).toBe(1);
  const { added } = await addSamples(dataset.id, await newSamples("b"));
  expect(added).toHaveLength(1);
  // What is there already takes no room.
  expect(
    (await addSamples(dataset.id, await newSamples("a", "b"))).duplicates,
  ).toBe(2);
  expect((await getDataset(dataset.id))?.sampleCount).toBe(1_000_000);

  const { job: failed } = await importFiles(
    { dataset, job },
    await filesOf({ "1.jpg": 1 }),
  );
  expect(failed).toMatchObject({
    state: "failed",
    error: { message: expect.stringContaining("1000000 samples") as string },
  });
  expect(await database.samples.count()).toBe(2);
  const { counted, real } = await referenceCounts();
  expect(counted).toEqual(real);
});

const rows = (jobId: LabelingJobId, count: number) =>
  Array.from({ length: count }, (_, order) => ({
    id: newId<LabelId>(),
    jobId,
    name: `label${String(order)}`,
    color: "#000000",
    shortcut: null,
    order,
  }));
const limit = { code: "format", detail: { limit: 10_000 } };

it("a labeling job holds 10,000 labels and not one more", async () => {
  const { dataset, job } = await newDataset();
  await database.labels.bulkAdd(rows(job.id, 9_998));
  await addLabel(job.id, { name: "cat" });
  await expect(
    addLabels(job.id, [{ name: "dog" }, { name: "owl" }]),
  ).rejects.toMatchObject(limit);
  expect(await database.labels.count()).toBe(9_999);

  // An import that brings two is told to have failed: no sample is there without its label.
  const { job: failed } = await importFiles(
    { dataset, job },
    await filesOf({ "dog/1.jpg": 1, "owl/2.jpg": 2 }),
  );
  expect(failed).toMatchObject({
    state: "failed",
    error: { message: expect.stringContaining("10000 labels") as string },
  });
  expect(await database.labels.count()).toBe(9_999);
  expect((await getDataset(dataset.id))?.sampleCount).toBe(0);
  expect(await database.samples.count()).toBe(0);

  await addLabel(job.id, { name: "dog" });
  await addLabels(job.id, [{ name: "dog" }, { name: "cat" }]);
  await expect(addLabel(job.id, { name: "owl" })).rejects.toMatchObject(limit);
  const copy = await copyLabelingJob(job.id, "copy", "");
  await expect(addLabel(copy.id, { name: "owl" })).rejects.toMatchObject(limit);
  await expect(
    createLabelingJob({ ...job, name: "more", labels: rows(job.id, 10_001) }),
  ).rejects.toMatchObject(limit);
});

it("there are 500 labeling jobs and not one more", async () => {
  const { job } = await newDataset();
  await database.labelingJobs.bulkAdd(
    Array.from({ length: 498 }, () => ({ ...job, id: newId<LabelingJobId>() })),
  );
  const last = await createLabelingJob({ ...job, name: "last", labels: [] });
  const tooMany = { code: "format", detail: { limit: 500 } };
  await expect(
    createLabelingJob({ ...job, name: "more", labels: [] }),
  ).rejects.toMatchObject(tooMany);
  await expect(copyLabelingJob(last.id, "copy", "")).rejects.toMatchObject(
    tooMany,
  );
  expect(await database.labelingJobs.count()).toBe(500);
});

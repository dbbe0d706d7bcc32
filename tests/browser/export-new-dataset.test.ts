/** An export into a new dataset: a copy with everything, that shares the files. */
import { beforeEach, expect, it, vi } from "vitest";
import type { ExportSource } from "#state/dataset.svelte.ts";
import { EVERY_ITEM } from "#core/item-query.ts";
import type { DatasetId, LabelingJobId } from "#core/ids.ts";
import { startExport, type ExportResult } from "#jobs/export.ts";
import { cancelJob, jobEnded } from "#jobs/runner.ts";
import { database } from "#storage/database.ts";
import { deleteDataset, getDataset } from "#storage/datasets.ts";
import { itemIds } from "#storage/items.ts";
import { getLabelingJob } from "#storage/labeling-jobs.ts";
import { listLabels, modifyLabel } from "#storage/labels.ts";
import { listLabelingJobs } from "#storage/overview.ts";
import { readBlob } from "#storage/blobs.ts";
import { everything, facts } from "../support/labeled-data.ts";
import { emptyDatabase, publish } from "../support/stored-data.ts";

beforeEach(emptyDatabase);

async function copied(
  datasetId: DatasetId,
  source: ExportSource,
  name: string,
) {
  const id = await startExport({
    datasetId,
    title: "copied",
    source,
    format: "manifest",
    target: { kind: "dataset", name },
  });
  const job = await jobEnded(id);
  expect(job.error).toBeNull();
  const result = job.result as ExportResult;
  const made = await getDataset(result.datasetId as DatasetId);
  const [labeling] = await listLabelingJobs(result.datasetId);
  const held = labeling ? await facts(labeling) : null;
  return { result, made, held, labelingJobId: labeling?.id };
}

it("a job's samples and labels, colours and keys among them, are in the new dataset", async () => {
  const { dataset, job } = await everything();
  for (const { id } of (await listLabels(job.id)).slice(0, 1))
    await modifyLabel(id, { color: "#123456", shortcut: "q" });
  const source = { labelingJobId: job.id, sampleIds: null };
  const { result, made, held, labelingJobId } = await copied(
    dataset.id,
    source,
    "copy",
  );
  expect(result).toMatchObject({ samples: 10, fileName: "copy/", saved: true });
  expect(made).toMatchObject({ sampleCount: 10, dataType: "image" });
  expect(held).toEqual(await facts(job));
  const labels = async (id: LabelingJobId | undefined) =>
    (id ? await listLabels(id) : []).map(
      ({ name, color, shortcut, order }) => ({
        name,
        color,
        shortcut,
        order,
      }),
    );
  expect(await labels(labelingJobId)).toEqual(await labels(job.id));
  // The files are there when the original is gone.
  await deleteDataset(dataset.id);
  const rows = await database.samples.toArray();
  expect(rows).toHaveLength(10);
  for (const { hash, bytes } of rows)
    expect((await readBlob(hash)).size).toBe(bytes);
});

it("a part is copied alone, and a version as it was published", async () => {
  const { dataset, job } = await everything();
  const before = await facts(job);
  const versionId = await publish(job.id);
  const ids = (await itemIds(job.id, { ...EVERY_ITEM, order: "name" })).slice(
    2,
    5,
  );
  const part = await copied(
    dataset.id,
    { labelingJobId: job.id, sampleIds: ids },
    "part",
  );
  expect(part.held).toEqual(before.slice(2, 5));
  const whole = await copied(dataset.id, { versionId }, "whole");
  expect(whole.held).toEqual(before);
});

it("samples without labels make a dataset without a labeling job", async () => {
  const { dataset } = await everything();
  const { made, held } = await copied(
    dataset.id,
    { datasetId: dataset.id, sampleIds: null },
    "plain",
  );
  expect(made?.sampleCount).toBe(10);
  expect(held).toBeNull();
});

it("a name that is taken is refused before anything is made", async () => {
  const { dataset, job } = await everything();
  const task = {
    datasetId: dataset.id,
    title: "",
    source: { labelingJobId: job.id, sampleIds: null },
    format: "manifest",
    target: { kind: "dataset", name: dataset.name },
  } as const;
  await expect(startExport(task)).rejects.toMatchObject({
    code: "format",
    detail: { field: "name" },
  });
  expect(await database.datasets.count()).toBe(1);
});

it("a copy that is cancelled leaves no dataset behind", async () => {
  const { dataset, job } = await everything();
  const id = await startExport({
    datasetId: dataset.id,
    title: "",
    source: { labelingJobId: job.id, sampleIds: null },
    format: "manifest",
    target: { kind: "dataset", name: "cancelled" },
  });
  await cancelJob(id);
  const { state } = await jobEnded(id);
  // The row says so at once; the work ends where it sees it.
  await vi.waitFor(async () => {
    const made = database.datasets.where("name").equals("cancelled");
    expect(await made.count()).toBe(state === "done" ? 1 : 0);
  });
  expect(await getLabelingJob(job.id)).toBeDefined();
});

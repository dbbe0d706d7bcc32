import { strToU8, zipSync } from "fflate";
import { beforeEach, describe, expect, it } from "vitest";
import type { ImportChoice, ImportReport, ImportResult } from "#core/import.ts";
import type { JobId } from "#core/ids.ts";
import type { Job } from "#core/job.ts";
import { drawFruit } from "#media/sample-fruit.ts";
import { blobUsage, readBlob } from "#storage/blobs.ts";
import { database } from "#storage/database.ts";
import { createDataset } from "#storage/datasets.ts";
import { getItems, itemIds } from "#storage/items.ts";
import { history, redo, undo } from "#storage/journal.ts";
import { createLabelingJob } from "#storage/labeling-jobs.ts";
import { countByLabel, listLabels } from "#storage/labels.ts";
import { getJob } from "#storage/jobs.ts";
import { EVERY_ITEM } from "#core/item-query.ts";
import { startExport, downloadResult } from "./export.ts";
import { startImport, type ImportedFile } from "./import.ts";
import { startPublish } from "./publish.ts";
import {
  cancelJob,
  confirmJob,
  jobEnded,
  pauseJob,
  resumeInterruptedJobs,
  resumeJob,
} from "./runner.ts";
import { countByState } from "#storage/overview.ts";

const pictures = await Promise.all(
  Array.from({ length: 12 }, (_, i) => drawFruit(i, 3)),
);
const bytes = await Promise.all(pictures.map(({ picture }) => picture.bytes()));

async function until(id: JobId, test: (job: Job) => boolean): Promise<Job> {
  for (;;) {
    const job = await getJob(id);
    if (job && test(job)) return job;
    if (job?.state === "failed") throw new Error(job.error?.message);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
const reviewed = (id: JobId) => until(id, (job) => job.waitingFor === "review");

async function emptyJob() {
  const dataset = await createDataset({
    name: `d${String(Math.random()).slice(2)}`,
    description: "",
    dataType: "image",
  });
  const job = await createLabelingJob({
    datasetId: dataset.id,
    type: "image_classification",
    name: "task",
    description: "",
    singleLabel: true,
    labels: [],
  });
  return { dataset, job };
}

const choiceOf = (
  format: string,
  labelingJobId: ImportChoice["labelingJobId"],
): ImportChoice => ({
  format,
  labelingStatus: format === "unlabeled" ? "unlabeled" : "labeled",
  onlyHard: false,
  toBeConfirmed: false,
  includedLabels: [],
  excludedLabels: [],
  labelingJobId,
});

function classFolders(): ImportedFile[] {
  return bytes.map((content, i) => ({
    path: `fruit/${pictures[i]?.label ?? ""}/${String(i)}.jpg`,
    file: new Blob([content]),
  }));
}

beforeEach(async () => {
  await Promise.all(database.tables.map((table) => table.clear()));
});

describe("import", () => {
  it("takes class folders out of a zip: report first, then samples, labels and thumbnails", async () => {
    const { dataset, job } = await emptyJob();
    const entries = Object.fromEntries(
      bytes.map((content, i) => [
        `${pictures[i]?.label ?? ""}/${String(i)}.jpg`,
        content,
      ]),
    );
    const zip = zipSync({
      ...entries,
      "ripe/broken.jpg": bytes[0]?.subarray(0, 900) ?? new Uint8Array(),
      "__MACOSX/x": strToU8("x"),
      "ripe/copy.jpg": bytes[1] ?? new Uint8Array(),
    });
    const id = await startImport({
      datasetId: dataset.id,
      labelingJobId: job.id,
      origin: "drop",
      files: [{ path: "fruit.zip", file: new Blob([zip]) }],
    });
    const waiting = await reviewed(id);
    const report = waiting.result as ImportReport;
    expect(report).toMatchObject({
      format: "MA_IMAGENET_V1",
      samples: 13,
      duplicates: 1,
    });
    expect(report.labels.map(({ name }) => name).sort()).toEqual([
      "overripe",
      "ripe",
      "unripe",
    ]);
    expect(waiting.problems.map(({ rule, file }) => `${rule} ${file}`)).toEqual(
      ["image.damaged ripe/broken.jpg"],
    );
    expect((await countByState(job.id)).all).toBe(0);

    await confirmJob(id, choiceOf("MA_IMAGENET_V1", job.id));
    const done = await jobEnded(id);
    expect(done.result as ImportResult).toEqual({
      samples: 13,
      imported: 12,
      labeled: 12,
      duplicates: 1,
    });
    expect(await countByState(job.id)).toMatchObject({ all: 12, labeled: 12 });
    const counts = await countByLabel(job.id);
    expect(
      (await listLabels(job.id))
        .map((label) => [label.name, counts.get(label.id)])
        .sort(),
    ).toEqual([
      ["overripe", 4],
      ["ripe", 4],
      ["unripe", 4],
    ]);
    const [item] = await getItems(
      job.id,
      (await itemIds(job.id, EVERY_ITEM)).slice(0, 1),
    );
    expect((await readBlob(item?.hash ?? ("" as never))).size).toBe(
      item?.bytes,
    );
    expect(await database.staged.count()).toBe(0);
  });

  it("is one gesture of the labeling job: undo takes the labels back, redo gives them again", async () => {
    const { dataset, job } = await emptyJob();
    const id = await startImport({
      datasetId: dataset.id,
      labelingJobId: job.id,
      origin: "folder",
      files: classFolders(),
    });
    await reviewed(id);
    await confirmJob(id, choiceOf("MA_IMAGENET_V1", job.id));
    await jobEnded(id);
    expect((await undo(job.id))?.edits).toHaveLength(12);
    expect(await countByState(job.id)).toMatchObject({
      unlabeled: 12,
      labeled: 0,
    });
    await redo(job.id);
    expect(await countByState(job.id)).toMatchObject({
      unlabeled: 0,
      labeled: 12,
    });
    expect(await history(job.id)).toMatchObject({
      canUndo: true,
      canRedo: false,
    });
  });

  it("goes on where it was after a pause, and leaves nothing behind when it is cancelled", async () => {
    const { dataset, job } = await emptyJob();
    const id = await startImport({
      datasetId: dataset.id,
      labelingJobId: job.id,
      origin: "files",
      files: classFolders(),
    });
    await reviewed(id);
    await pauseJob(id);
    await until(id, ({ state }) => state === "paused");
    await resumeJob(id);
    await reviewed(id);
    await cancelJob(id);
    expect((await jobEnded(id)).state).toBe("cancelled");
    expect(await database.samples.count()).toBe(0);
    expect(await database.staged.count()).toBe(0);
    expect(await database.scanned.count()).toBe(0);
  });

  it("is taken up again when its tab was killed while it waited", async () => {
    const { dataset, job } = await emptyJob();
    const id = await startImport({
      datasetId: dataset.id,
      labelingJobId: job.id,
      origin: "files",
      files: classFolders(),
    });
    await reviewed(id);
    await pauseJob(id);
    await until(id, ({ state }) => state === "paused");
    // What a killed tab leaves: a row that says it runs, and nobody who runs it.
    await database.jobs.update(id, { state: "running" });
    await resumeInterruptedJobs();
    await reviewed(id);
    await confirmJob(id, choiceOf("unlabeled", job.id));
    expect((await jobEnded(id)).result).toMatchObject({
      imported: 12,
      labeled: 0,
    });
  });
});

describe("publish and export", () => {
  it("freezes a version and brings all of it back in another dataset", async () => {
    const { dataset, job } = await emptyJob();
    const id = await startImport({
      datasetId: dataset.id,
      labelingJobId: job.id,
      origin: "folder",
      files: classFolders(),
    });
    await reviewed(id);
    await confirmJob(id, choiceOf("MA_IMAGENET_V1", job.id));
    await jobEnded(id);
    const published = await jobEnded(
      await startPublish({
        labelingJobId: job.id,
        name: null,
        description: "",
        split: { trainRatio: 0.75, seed: 5, stratified: true },
        writesHard: true,
      }),
    );
    const { versionId } = published.result as { versionId: never };
    const exported = await jobEnded(
      await startExport({
        datasetId: dataset.id,
        title: dataset.name,
        source: { versionId },
        format: "manifest",
        target: null,
      }),
    );
    expect(exported.error).toBeNull();
    const archive = await downloadResult(exported.id);
    expect(archive?.size).toBeGreaterThan(10_000);

    const again = await emptyJob();
    const back = await startImport({
      datasetId: again.dataset.id,
      labelingJobId: again.job.id,
      origin: "files",
      files: [{ path: "v.zip", file: archive ?? new Blob() }],
    });
    expect(((await reviewed(back)).result as ImportReport).format).toBe(
      "manifest",
    );
    await confirmJob(back, choiceOf("manifest", again.job.id));
    expect((await jobEnded(back)).result).toMatchObject({
      imported: 12,
      labeled: 12,
    });
    const before = await getItems(
      job.id,
      await itemIds(job.id, { ...EVERY_ITEM, order: "name" }),
    );
    const after = await getItems(
      again.job.id,
      await itemIds(again.job.id, { ...EVERY_ITEM, order: "name" }),
    );
    const names = new Map(
      [...(await listLabels(job.id)), ...(await listLabels(again.job.id))].map(
        (label) => [label.id, label.name],
      ),
    );
    const facts = (items: typeof before) =>
      items
        .map((item) => [
          item?.hash,
          item?.labels.map((label) => names.get(label)),
        ])
        .sort();
    expect(facts(after)).toEqual(facts(before));
    expect(after.filter((item) => item?.usage === "TRAIN")).toHaveLength(9);
    expect((await blobUsage()).blobs).toBeGreaterThan(12);
  });
});

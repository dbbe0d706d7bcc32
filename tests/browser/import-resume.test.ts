import { beforeEach, describe, expect, it, vi } from "vitest";
import { newId, type JobId } from "#core/ids.ts";
import { history } from "#storage/journal.ts";
import { writeBlobs } from "#storage/blobs.ts";
import { database } from "#storage/database.ts";
import { listLabels } from "#storage/labels.ts";
import { addScanned } from "#storage/staging.ts";
import { CHUNK, type CommitProgress } from "#workers/commit-chunk.ts";
import { startImport } from "#jobs/import.ts";
import { confirmJob, pauseJob, resumeInterruptedJobs } from "#jobs/runner.ts";
import { commitImport } from "#workers/import-commit.ts";
import {
  choiceOf,
  emptyDatabase,
  filesOf,
  importFiles,
  newDataset,
  reviewed,
  until,
} from "../support/stored-data.ts";

beforeEach(emptyDatabase);

const never = new AbortController().signal;
const nothing = (): void => undefined;

describe("a commit that stops on its way", () => {
  /** Small files as a scan leaves them: two chunks and a half. */
  const COUNT = 2.5 * CHUNK;
  async function scanned(jobId: JobId): Promise<void> {
    const texts = Array.from({ length: COUNT }, (_, i) => `file ${String(i)}`);
    const stored = await writeBlobs(texts.map((text) => new Blob([text])));
    await addScanned(
      stored.map(({ hash, bytes }, index) => {
        const path = `${String(index)}.bin`;
        const file = { path, hash, bytes, mime: "", media: null };
        const found = { file: { ...file, isLabelFile: false }, problems: [] };
        return { jobId, index, hash, found };
      }),
    );
  }

  it("goes on where it was, loses nothing, and tells the same figures", async () => {
    const { dataset } = await newDataset({ dataType: "free_format" });
    const jobId = newId<JobId>();
    await scanned(jobId);
    let saved: CommitProgress | null = null;
    const task = {
      jobId,
      datasetId: dataset.id,
      dataType: "free_format" as const,
      choice: choiceOf("unlabeled", null),
      at: 1,
    };
    const run = (save: (progress: CommitProgress) => Promise<void>) =>
      commitImport({ ...task, from: saved }, save, nothing, nothing, never);
    const keep = async (progress: CommitProgress): Promise<void> =>
      void (saved = progress);
    // Full while the second chunk is written: its transaction leaves nothing behind.
    const full = new DOMException("full", "QuotaExceededError");
    const add = vi.spyOn(database.blobs, "bulkPut");
    const failing = run(async (progress) => {
      await keep(progress);
      if (progress.next === CHUNK) add.mockRejectedValueOnce(full);
    });
    await expect(failing).rejects.toMatchObject({
      code: "storage",
      detail: { reason: "quota" },
    });
    expect(await database.samples.count()).toBe(CHUNK);
    expect(await database.blobs.where("refs").above(0).count()).toBe(CHUNK);
    // Killed when the second chunk was in, and nobody had noted that.
    const killed = run(async (progress) => {
      if (progress.next === 2 * CHUNK) throw new Error("killed");
      await keep(progress);
    });
    await expect(killed).rejects.toThrow("killed");
    expect(saved).toMatchObject({
      next: CHUNK,
      imported: CHUNK,
      fresh: CHUNK,
    });
    expect(await database.samples.count()).toBe(2 * CHUNK);
    expect(await run(keep)).toEqual({
      samples: COUNT,
      imported: COUNT,
      labeled: 0,
      duplicates: 0,
    });
    expect(await database.datasets.get(dataset.id)).toMatchObject({
      sampleCount: COUNT,
    });
  });

  it("begins again where an older version counted in another order", async () => {
    const { dataset } = await newDataset({ dataType: "free_format" });
    const jobId = newId<JobId>();
    await scanned(jobId);
    const task = {
      jobId,
      datasetId: dataset.id,
      dataType: "free_format" as const,
      choice: choiceOf("unlabeled", null),
      at: 1,
    };
    let saved: CommitProgress | null = null;
    const run = (save: (progress: CommitProgress) => Promise<void>) =>
      commitImport({ ...task, from: saved }, save, nothing, nothing, never);
    const killed = run(async (progress) => {
      if (progress.next === CHUNK) throw new Error("killed");
    });
    await expect(killed).rejects.toThrow("killed");
    // Its second chunk held other files than the second one of now.
    saved = { next: 2 * CHUNK, imported: CHUNK, labeled: 0, fresh: 0 };
    expect(await run(async () => undefined)).toEqual({
      samples: COUNT,
      imported: COUNT,
      labeled: 0,
      duplicates: 0,
    });
    expect(await database.samples.count()).toBe(COUNT);
  });

  it("reads label files again, and gives every picture its labels once", async () => {
    const made = await newDataset({ type: "object_detection" });
    const pictures = CHUNK + 500;
    const coco = JSON.stringify({
      categories: ["zebra", "ape", "unused"].map((name, id) => ({ id, name })),
      images: Array.from({ length: pictures }, (_, id) => ({
        id,
        file_name: `${String(id)}.jpg`,
      })),
      annotations: Array.from({ length: 2 * pictures }, (_, id) => ({
        id,
        image_id: (id * 7) % pictures,
        category_id: id % 2,
        bbox: [id, 2, 3, 4],
      })),
    });
    const texts = Array.from({ length: pictures }, (_, i) => `${String(i)}`);
    // The last picture is a copy of another one.
    const contents = [...texts.with(-1, "5"), coco];
    const stored = await writeBlobs(contents.map((text) => new Blob([text])));
    const jobId = newId<JobId>();
    await addScanned(
      stored.map(({ hash, bytes }, index) => {
        const isLabelFile = index === pictures;
        const path = isLabelFile ? "coco.json" : `${String(index)}.jpg`;
        const file = { path, hash, bytes, mime: "", media: null, isLabelFile };
        return { jobId, index, hash, found: { file, problems: [] } };
      }),
    );
    let saved: CommitProgress | null = null;
    const choice = choiceOf("COCO", made.job.id);
    const task = {
      jobId,
      datasetId: made.dataset.id,
      dataType: "image" as const,
      choice,
      at: 1,
    };
    const run = (save: (progress: CommitProgress) => Promise<void>) =>
      commitImport({ ...task, from: saved }, save, nothing, nothing, never);
    const killed = run(async (progress) => {
      if (progress.next === CHUNK) throw new Error("killed");
      saved = progress;
    });
    await expect(killed).rejects.toThrow("killed");
    expect(await run(async () => undefined)).toEqual({
      samples: pictures,
      imported: pictures - 1,
      labeled: pictures - 1,
      duplicates: 1,
    });
    const labels = await listLabels(made.job.id);
    expect(labels.map(({ name }) => name)).toEqual(["zebra", "ape", "unused"]);
    const items = await database.items.toArray();
    const boxes = items.map(
      ({ annotation }) => (annotation as { objects: unknown[] }).objects.length,
    );
    // The copies are one picture with the boxes of both.
    expect(boxes.sort()).toEqual([
      ...Array.from({ length: pictures - 2 }, () => 2),
      4,
    ]);
  });

  it("labels again what it labeled before as no new step", async () => {
    const made = await newDataset();
    const tree = await filesOf({
      "t/Cat/1.jpg": 1,
      "t/Dog/2.jpg": 2,
      "t/Dog/3.jpg": 3,
    });
    const { job } = await importFiles(made, tree);
    expect(job.state).toBe("done");
    const jobId = newId<JobId>();
    const rows = await database.samples.toArray();
    await addScanned(
      rows.map(({ path, hash, bytes, mime, media }, index) => ({
        jobId,
        index,
        hash,
        found: {
          file: { path, hash, bytes, mime, media, isLabelFile: false },
          problems: [],
        },
      })),
    );
    const task = {
      jobId,
      datasetId: made.dataset.id,
      dataType: "image" as const,
      choice: choiceOf("MA_IMAGENET_V1", made.job.id),
      at: job.startedAt ?? 0,
      from: null,
    };
    await commitImport(task, async () => undefined, nothing, nothing, never);
    expect((await history(made.job.id)).seq).toBe(1);
  });
});

it("an answer that is given before the killed import is taken up again is not lost", async () => {
  const to = await newDataset();
  const id = await startImport({
    datasetId: to.dataset.id,
    labelingJobId: to.job.id,
    origin: "files",
    files: await filesOf({ "cat/1.jpg": 1, "dog/2.jpg": 2 }),
  });
  const waiting = await reviewed(id);
  // As after a kill: the row asks, on the screen, too, and nobody runs the job.
  await pauseJob(id);
  await until(id, ({ state }) => state === "paused");
  await database.jobs.put(waiting);
  await confirmJob(id, choiceOf("MA_IMAGENET_V1", to.job.id));
  await resumeInterruptedJobs();
  const { state } = await until(id, (job) => job.state === "done");
  expect(state).toBe("done");
  expect(await database.samples.count()).toBe(2);
});

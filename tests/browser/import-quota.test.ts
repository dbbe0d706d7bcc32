import { afterEach, beforeEach, expect, it } from "vitest";
import { cdp } from "vitest/browser";
import type { ImportResult } from "#core/import.ts";
import { startImport } from "#jobs/import.ts";
import { cancelJob, confirmJob, jobEnded, resumeJob } from "#jobs/runner.ts";
import { sweepBlobs } from "#storage/blob-sweep.ts";
import { readBlob } from "#storage/blobs.ts";
import { database } from "#storage/database.ts";
import {
  choiceOf,
  emptyDatabase,
  newDataset,
  reviewed,
  until,
} from "../support/stored-data.ts";

const MEGABYTE = 1024 * 1024;
const FILES = 24;

/** The real limit of the browser, set through its DevTools. */
async function setQuota(quotaSize: number | null): Promise<void> {
  const params = {
    origin: location.origin,
    ...(quotaSize === null ? {} : { quotaSize }),
  };
  const session = cdp() as {
    send(method: string, params: object): Promise<unknown>;
  };
  await session.send("Storage.overrideQuotaForOrigin", params);
}

beforeEach(async () => {
  await emptyDatabase();
  await sweepBlobs(0);
});
afterEach(() => setQuota(null));

/** Random, so that nothing on the way makes them smaller. */
function noise(): Blob {
  const bytes = new Uint8Array(MEGABYTE);
  for (let at = 0; at < bytes.length; at += 65_536)
    crypto.getRandomValues(bytes.subarray(at, at + 65_536));
  return new Blob([bytes]);
}

async function isSame(a: Blob, b: Blob): Promise<boolean> {
  const [left, right] = [await a.bytes(), await b.bytes()];
  return (
    left.length === right.length && left.every((byte, i) => byte === right[i])
  );
}

async function fullImport() {
  const { dataset } = await newDataset({ dataType: "free_format" });
  const files = Array.from({ length: FILES }, (_, i) => ({
    path: `${String(i)}.bin`,
    file: noise(),
  }));
  const { usage = 0 } = await navigator.storage.estimate();
  // Room for the files as they are handed over, and for a part of what is kept of them.
  await setQuota(usage + FILES * 1.4 * MEGABYTE);
  const id = await startImport({
    datasetId: dataset.id,
    labelingJobId: null,
    origin: "files",
    files,
  });
  const job = await until(
    id,
    ({ state }) => state === "waiting" || state === "failed",
  );
  return { dataset, id, job, files };
}

it("an import on a full device waits, says what is free and needed, and goes on when there is room", async () => {
  const { dataset, id, job, files } = await fullImport();
  expect([job.state, job.waitingFor]).toEqual(["waiting", "space"]);
  expect(job.error).toMatchObject({
    code: "storage",
    detail: { reason: "quota" },
  });
  // What the browser estimates: the override limits writes, and leaves the estimate as it was.
  expect(job.error?.detail["free"]).toBeGreaterThan(0);
  expect(job.error?.detail["quota"]).toBeGreaterThan(0);
  expect(job.input).toMatchObject({ files: FILES, bytes: FILES * MEGABYTE });
  // Nothing is in the dataset, nothing is half there, nothing is lost.
  expect(await database.samples.count()).toBe(0);
  for (const { hash, bytes } of await database.blobs.toArray())
    expect((await readBlob(hash)).size).toBe(bytes);
  expect(await database.staged.count()).toBe(FILES);
  await setQuota(null);
  await resumeJob(id);
  await reviewed(id);
  await confirmJob(id, choiceOf("unlabeled", null));
  expect((await jobEnded(id)).result as ImportResult).toEqual({
    samples: FILES,
    imported: FILES,
    labeled: 0,
    duplicates: 0,
  });
  const samples = await database.samples
    .where("[datasetId+path]")
    .between([dataset.id, ""], [dataset.id, "\uffff"])
    .toArray();
  for (const { path, hash } of samples) {
    const given = files.find((file) => file.path === path)?.file;
    const [kept, wanted] = [await readBlob(hash), given ?? new Blob()];
    // Not `toEqual`, which takes seconds for a megabyte.
    expect(await isSame(kept, wanted)).toBe(true);
  }
});

it("an import that is cancelled on a full device gives its room back", async () => {
  const { id } = await fullImport();
  await cancelJob(id);
  expect((await jobEnded(id)).state).toBe("cancelled");
  expect(await database.staged.count()).toBe(0);
  await sweepBlobs(0);
  expect(await database.blobs.count()).toBe(0);
});

/** Backups of a database with some of everything, and ways to damage them. */
import { unzipSync, zipSync } from "fflate";
import { expect } from "vitest";
import { newId, type ModelId, type ServiceId } from "#core/ids.ts";
import type { Job } from "#core/job.ts";
import type { Model } from "#core/model.ts";
import type { Service } from "#core/service.ts";
import { startBackup } from "#jobs/backup.ts";
import { downloadResult } from "#jobs/export.ts";
import { startRestore } from "#jobs/restore.ts";
import { jobEnded } from "#jobs/runner.ts";
import { sweepBlobs } from "#storage/blob-sweep.ts";
import { readBlob, writeBlob } from "#storage/blobs.ts";
import { addCall } from "#storage/calls.ts";
import { database } from "#storage/database.ts";
import { redo, undo } from "#storage/journal.ts";
import { addModel } from "#storage/models.ts";
import { BACKED_UP } from "#storage/records.ts";
import { addService } from "#storage/services.ts";
import {
  emptyDatabase,
  filesOf,
  importFiles,
  newDataset,
  publish,
} from "./stored-data.ts";

/** A labeled dataset with a journal, a version, a model, a service and its calls. */
export async function everything() {
  const made = await newDataset();
  await importFiles(
    made,
    await filesOf({
      "d/cat/1.jpg": 1,
      "d/cat/2.jpg": 2,
      "d/cat/3.jpg": 3,
      "d/dog/1.jpg": 4,
      "d/dog/2.jpg": 5,
      "d/dog/3.jpg": 6,
    }),
  );
  await undo(made.job.id);
  await redo(made.job.id);
  await publish(made.job.id);
  const { hash } = await writeBlob(new Blob(["weights"]));
  const modelId = newId<ModelId>();
  const model = {
    id: modelId,
    name: "m",
    version: "0.0.1",
    files: { a: hash },
  };
  await addModel(model as unknown as Model);
  const serviceId = newId<ServiceId>();
  const service = { id: serviceId, name: "s", modelId, createdAt: 1 };
  await addService(service as unknown as Service);
  for (let at = 1; at < 4; at += 1)
    await addCall({
      serviceId,
      modelId,
      at,
      status: 200,
      durationMs: 1,
      bytesIn: 2,
      bytesOut: 3,
    });
  return made;
}

/** All rows a person made, and all files. */
export async function dump(): Promise<Record<string, unknown>> {
  const tables: Record<string, unknown> = {};
  for (const name of BACKED_UP) {
    const rows = (await database.table(name).toArray()) as { key?: number }[];
    tables[name] = rows.map(({ key: _key, ...row }) => row);
  }
  const files = await database.blobs.where("refs").above(0).toArray();
  const contents = await Promise.all(
    files.map(async ({ hash, refs }) => [
      hash,
      refs,
      (await readBlob(hash)).size,
    ]),
  );
  return { ...tables, files: contents };
}

export async function backedUp(): Promise<File> {
  const job = await jobEnded(await startBackup("Backup", null));
  expect(job.error).toBeNull();
  return new File([(await downloadResult(job.id)) ?? ""], "backup.zip");
}

export const restored = async (file: File): Promise<Job> =>
  jobEnded(await startRestore("Restore", file));

export const fresh = async (): Promise<void> => {
  await emptyDatabase();
  await sweepBlobs(0);
  expect(await database.blobs.count()).toBe(0);
};

export async function edited(
  file: File,
  edit: (entries: Record<string, Uint8Array>) => void,
): Promise<File> {
  const entries: Record<string, Uint8Array> = unzipSync(await file.bytes());
  edit(entries);
  return new File(
    [new Uint8Array(zipSync(entries, { level: 0 }))],
    "backup.zip",
  );
}

/** Changes one byte of an entry, without its checksum. */
export async function damaged(file: File, name: string): Promise<File> {
  const bytes = await file.bytes();
  const wanted = new TextEncoder().encode(name);
  const at = bytes.findIndex((_, i) =>
    wanted.every((byte, k) => bytes[i + k] === byte),
  );
  expect(at).toBeGreaterThan(0);
  bytes[at + wanted.length + 5] = (bytes[at + wanted.length + 5] ?? 0) ^ 0xff;
  return new File([bytes], "backup.zip");
}

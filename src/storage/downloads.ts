/** Archives ready to be saved: files of the origin, or blobs in the settings where files cannot be written. */
import type { JobId } from "#core/ids.ts";
import { canWriteFiles } from "./blob-files.ts";
import { guarded } from "./errors.ts";
import { database } from "./database.ts";
import { streamTo } from "./file-handles.ts";
import { fromKept, toKept, type KeptBytes } from "./kept-bytes.ts";
import { getSetting, setSetting } from "./settings.ts";

const FOLDER = "downloads";
const key = (jobId: JobId): string => `download:${jobId}`;

async function folder(): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory();
  return root.getDirectoryHandle(FOLDER, { create: true });
}

/** An empty file to write the archive to, as a stream. A worker writes it in place, without a second copy. */
export async function openDownload(
  jobId: JobId,
): Promise<WritableStream<Uint8Array<ArrayBuffer>>> {
  return guarded(async () => {
    const handle = await (
      await folder()
    ).getFileHandle(jobId, { create: true });
    return streamTo(handle);
  });
}

export async function keepDownload(jobId: JobId, file: Blob): Promise<void> {
  await setSetting(key(jobId), await toKept(file));
}

/** The archive a job made, or null when it was cleared or saved elsewhere. */
export async function readDownload(jobId: JobId): Promise<Blob | null> {
  const kept = await getSetting<KeptBytes | null>(key(jobId), null);
  if (kept) return fromKept(kept);
  if (!(await canWriteFiles())) return null;
  try {
    return await (await (await folder()).getFileHandle(jobId)).getFile();
  } catch {
    return null;
  }
}

/** Archives can be made again; they go when space is wanted. */
export async function clearDownloads(): Promise<void> {
  await guarded(async () => {
    await database.settings.where("key").startsWith("download:").delete();
    if (!(await canWriteFiles())) return;
    const root = await navigator.storage.getDirectory();
    await root.removeEntry(FOLDER, { recursive: true }).catch(() => undefined);
  });
}

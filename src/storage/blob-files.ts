/**
 * Bytes in the origin private file system, one file per content hash in 256 folders.
 * Whether it can be written is found out by writing: WebKitGTK has no `navigator.storage` at all,
 * older Safari has it without `createWritable`, and workers have faster synchronous handles.
 */
import type { BlobHash } from "#core/ids.ts";

interface SyncHandle {
  write(bytes: AllowSharedBufferSource, options?: { at?: number }): number;
  truncate(size: number): void;
  flush(): void;
  close(): void;
}
type WithSync = FileSystemFileHandle & {
  createSyncAccessHandle?: () => Promise<SyncHandle>;
};

const CHUNK_BYTES = 8 * 1024 * 1024;
const folders = new Map<string, Promise<FileSystemDirectoryHandle>>();

async function rootFolder(): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory();
  return root.getDirectoryHandle("blobs", { create: true });
}

function folderOf(hash: BlobHash): Promise<FileSystemDirectoryHandle> {
  const name = hash.slice(0, 2);
  const known = folders.get(name);
  if (known) return known;
  const opened = rootFolder().then((root) =>
    root.getDirectoryHandle(name, { create: true }),
  );
  folders.set(name, opened);
  opened.catch(() => folders.delete(name));
  return opened;
}

async function writeTo(handle: WithSync, bytes: Blob): Promise<void> {
  // Only workers have the synchronous handle; the window's stream writes to a swap file first.
  if (handle.createSyncAccessHandle && !("document" in globalThis)) {
    const access = await handle.createSyncAccessHandle();
    try {
      access.truncate(0);
      for (let at = 0; at < bytes.size; at += CHUNK_BYTES) {
        access.write(
          new Uint8Array(await bytes.slice(at, at + CHUNK_BYTES).arrayBuffer()),
          { at },
        );
      }
      access.flush();
    } finally {
      access.close();
    }
    return;
  }
  const stream = await handle.createWritable();
  await stream.write(bytes);
  await stream.close();
}

let writable: Promise<boolean> | null = null;

/** Whether files can be written here; tried once per thread. */
export function canWriteFiles(): Promise<boolean> {
  writable ??= (async () => {
    try {
      const root = await rootFolder();
      const name = `probe-${String(Math.random()).slice(2)}`;
      const handle = await root.getFileHandle(name, { create: true });
      await writeTo(handle, new Blob(["x"]));
      const { size } = await handle.getFile();
      await root.removeEntry(name);
      return size === 1;
    } catch {
      return false;
    }
  })();
  return writable;
}

export async function writeFile(hash: BlobHash, bytes: Blob): Promise<void> {
  const folder = await folderOf(hash);
  await writeTo(await folder.getFileHandle(hash, { create: true }), bytes);
}

/** The file, read lazily; null when it is not there. */
export async function readFile(hash: BlobHash): Promise<File | null> {
  try {
    const folder = await folderOf(hash);
    return await (await folder.getFileHandle(hash)).getFile();
  } catch (error) {
    if (error instanceof DOMException && error.name === "NotFoundError")
      return null;
    throw error;
  }
}

export async function removeFile(hash: BlobHash): Promise<void> {
  const folder = await folderOf(hash);
  await folder.removeEntry(hash).catch(() => undefined);
}

/** Hashes of all files there are, rows or not. */
export async function* fileHashes(): AsyncGenerator<BlobHash> {
  const root = await rootFolder();
  for await (const folder of root.values()) {
    if (folder.kind !== "directory") continue;
    for await (const name of folder.keys()) yield name as BlobHash;
  }
}

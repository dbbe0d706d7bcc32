/**
 * Bytes in the origin private file system, one file per content hash in 256 folders.
 * Whether it can be written is found out by writing: WebKitGTK has no `navigator.storage` at all,
 * older Safari has it without `createWritable`, and workers have faster synchronous handles.
 */
import type { BlobHash } from "#core/ids.ts";

interface SyncHandle {
  write(bytes: AllowSharedBufferSource, options?: { at?: number }): number;
  getSize(): number;
  truncate(size: number): void;
  flush(): void;
  close(): void;
}
type WithSync = FileSystemFileHandle & {
  createSyncAccessHandle?: () => Promise<SyncHandle>;
};

const CHUNK_BYTES = 8 * 1024 * 1024;
const folders = new Map<string, Promise<FileSystemDirectoryHandle>>();

let root: Promise<FileSystemDirectoryHandle> | null = null;

function rootFolder(): Promise<FileSystemDirectoryHandle> {
  if (root) return root;
  const opened = navigator.storage
    .getDirectory()
    .then((all) => all.getDirectoryHandle("blobs", { create: true }));
  root = opened;
  opened.catch(() => (root = null));
  return opened;
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

type Content = Blob | Uint8Array<ArrayBuffer>;

/** In place from the first byte on: who writes the same content again never shows less of it. */
async function writeInPlace(
  access: SyncHandle,
  content: Content,
): Promise<void> {
  if (content instanceof Uint8Array) {
    access.write(content, { at: 0 });
    return;
  }
  for (let at = 0; at < content.size; at += CHUNK_BYTES) {
    const piece = await content.slice(at, at + CHUNK_BYTES).arrayBuffer();
    access.write(new Uint8Array(piece), { at });
  }
}

async function writeTo(handle: WithSync, content: Content): Promise<void> {
  // Only workers have the synchronous handle; the window's stream writes to a swap file first.
  if (handle.createSyncAccessHandle && !("document" in globalThis)) {
    const access = await handle.createSyncAccessHandle();
    const size = content instanceof Blob ? content.size : content.length;
    try {
      await writeInPlace(access, content);
      if (access.getSize() !== size) access.truncate(size);
      access.flush();
    } finally {
      access.close();
    }
    return;
  }
  const stream = await handle.createWritable();
  await stream.write(content);
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
      await writeTo(handle, new Uint8Array([1]));
      const { size } = await handle.getFile();
      await root.removeEntry(name);
      return size === 1;
    } catch {
      return false;
    }
  })();
  return writable;
}

/** @throws DOMException NoModificationAllowedError while another thread writes the same file. */
export async function writeFile(
  hash: BlobHash,
  content: Content,
): Promise<void> {
  const folder = await folderOf(hash);
  await writeTo(await folder.getFileHandle(hash, { create: true }), content);
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

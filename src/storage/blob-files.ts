/**
 * Bytes in the origin private file system, one file per content hash in 256 folders.
 * Whether it can be written is found out by writing: WebKitGTK has no `navigator.storage` at all,
 * older Safari has it without `createWritable`, and workers have faster synchronous handles.
 */
import type { BlobHash } from "#core/ids.ts";
import { holding, writeTo, type Content } from "./file-handles.ts";

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

let writable: Promise<boolean> | null = null;

/** Whether files can be written here; tried once per thread. */
export function canWriteFiles(): Promise<boolean> {
  writable ??= (async () => {
    try {
      const root = await rootFolder();
      const name = `probe-${String(Math.random()).slice(2)}`;
      const handle = await root.getFileHandle(name, { create: true });
      await writeTo(handle, [new Uint8Array([1])], true);
      const { size } = await handle.getFile();
      await root.removeEntry(name);
      return size === 1;
    } catch {
      return false;
    }
  })();
  return writable;
}

/**
 * @param mayLinger the bytes may wait in the system's memory before they go to the disk, which a
 * killed tab or browser does not lose, but a cut of power does: waiting for the disk takes longer
 * than everything else about a small file.
 * @throws DOMException NoModificationAllowedError while another thread writes the same file.
 */
export async function writeFile(
  hash: BlobHash,
  content: Content,
  mayLinger = false,
): Promise<void> {
  const folder = await folderOf(hash);
  const handle = await folder.getFileHandle(hash, { create: true });
  await writeTo(handle, [content], mayLinger);
}

/** The file, read lazily; null when it is not there. */
export async function readFile(hash: BlobHash): Promise<File | null> {
  try {
    const folder = await folderOf(hash);
    const handle = await folder.getFileHandle(hash);
    return await holding(handle, () => handle.getFile());
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

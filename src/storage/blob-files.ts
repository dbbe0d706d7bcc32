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
/** As workers have it; the types of the window lack it. */
type WithSync = FileSystemFileHandle & {
  createSyncAccessHandle: () => Promise<SyncHandle>;
};

/** Only workers have the synchronous handle; the window's stream writes to a swap file first. */
const hasSync = (handle: FileSystemFileHandle): boolean =>
  "createSyncAccessHandle" in handle && !("document" in globalThis);

const openSync = (handle: FileSystemFileHandle): Promise<SyncHandle> =>
  (handle as WithSync).createSyncAccessHandle();

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

/** @throws DOMException QuotaExceededError where the browser only tells by the count. */
function writeAll(
  access: SyncHandle,
  bytes: Uint8Array<ArrayBuffer>,
  at: number,
): void {
  if (access.write(bytes, { at }) < bytes.length)
    throw new DOMException("The disk is full", "QuotaExceededError");
}

/** In place from the first byte on: who writes the same content again never shows less of it. */
async function writeInPlace(
  access: SyncHandle,
  content: Content,
): Promise<void> {
  if (content instanceof Uint8Array) return writeAll(access, content, 0);
  for (let at = 0; at < content.size; at += CHUNK_BYTES) {
    const piece = await content.slice(at, at + CHUNK_BYTES).arrayBuffer();
    writeAll(access, new Uint8Array(piece), at);
  }
}

/**
 * Handles that were asked for something. Chromium answers never when a handle is collected while
 * the question is under way, and the variable it came in does not keep it alive.
 */
const asked = new Set<FileSystemFileHandle>();

async function holding<T>(
  handle: FileSystemFileHandle,
  ask: () => Promise<T>,
): Promise<T> {
  asked.add(handle);
  try {
    return await ask();
  } finally {
    asked.delete(handle);
  }
}

async function writeSync(
  handle: FileSystemFileHandle,
  content: Content,
  mayLinger: boolean,
): Promise<void> {
  const access = await openSync(handle);
  const size = content instanceof Blob ? content.size : content.length;
  try {
    await writeInPlace(access, content);
    if (access.getSize() !== size) access.truncate(size);
    if (!mayLinger) access.flush();
  } finally {
    access.close();
  }
}

async function writeStream(
  handle: FileSystemFileHandle,
  content: Content,
): Promise<void> {
  const stream = await handle.createWritable();
  await stream.write(content);
  await stream.close();
}

const writeTo = (
  handle: FileSystemFileHandle,
  content: Content,
  mayLinger: boolean,
): Promise<void> =>
  holding(handle, () =>
    hasSync(handle)
      ? writeSync(handle, content, mayLinger)
      : writeStream(handle, content),
  );

/** The file from its beginning on; what was in it is gone. Call it in a worker where that is possible. */
export async function streamTo(
  handle: FileSystemFileHandle,
): Promise<WritableStream<Uint8Array<ArrayBuffer>>> {
  if (!hasSync(handle)) return handle.createWritable();
  const access = await holding(handle, () => openSync(handle));
  access.truncate(0);
  let at = 0;
  return new WritableStream({
    write: (chunk) => {
      writeAll(access, chunk, at);
      at += chunk.length;
    },
    close: () => {
      access.flush();
      access.close();
    },
    abort: () => access.close(),
  });
}

let writable: Promise<boolean> | null = null;

/** Whether files can be written here; tried once per thread. */
export function canWriteFiles(): Promise<boolean> {
  writable ??= (async () => {
    try {
      const root = await rootFolder();
      const name = `probe-${String(Math.random()).slice(2)}`;
      const handle = await root.getFileHandle(name, { create: true });
      await writeTo(handle, new Uint8Array([1]), true);
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
  await writeTo(handle, content, mayLinger);
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

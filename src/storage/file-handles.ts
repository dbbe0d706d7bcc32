/** Writing through the handles of the origin private file system. */

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

export type Content = Blob | Uint8Array<ArrayBuffer>;

/** @throws DOMException QuotaExceededError where the browser only tells by the count. */
function writeAll(
  access: SyncHandle,
  bytes: Uint8Array<ArrayBuffer>,
  at: number,
): void {
  if (access.write(bytes, { at }) < bytes.length)
    throw new DOMException("The disk is full", "QuotaExceededError");
}

/** Bytes. */
export const sizeOf = (content: Content): number =>
  content instanceof Blob ? content.size : content.length;

/** In place, from `start` on. */
async function writeInPlace(
  access: SyncHandle,
  content: Content,
  start: number,
): Promise<void> {
  if (content instanceof Uint8Array) return writeAll(access, content, start);
  for (let at = 0; at < content.size; at += CHUNK_BYTES) {
    const piece = await content.slice(at, at + CHUNK_BYTES).arrayBuffer();
    writeAll(access, new Uint8Array(piece), start + at);
  }
}

/**
 * Handles that were asked for something. Chromium answers never when a handle is collected while
 * the question is under way, and the variable it came in does not keep it alive.
 */
const asked = new Set<FileSystemFileHandle>();

export async function holding<T>(
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

const BUSY_MS = 10;

/**
 * Tries again as long as somebody else has the file open.
 * @param maxWaitMs about; then the DOMException NoModificationAllowedError is thrown.
 */
export async function whenFree<T>(
  maxWaitMs: number,
  work: () => Promise<T>,
): Promise<T> {
  for (let waited = 0; ; waited += BUSY_MS) {
    try {
      return await work();
    } catch (error) {
      const isBusy =
        error instanceof DOMException &&
        error.name === "NoModificationAllowedError";
      if (!isBusy || waited >= maxWaitMs) throw error;
      await new Promise((resolve) => setTimeout(resolve, BUSY_MS));
    }
  }
}

async function writeSync(
  handle: FileSystemFileHandle,
  contents: readonly Content[],
  mayLinger: boolean,
): Promise<void> {
  const access = await openSync(handle);
  let size = 0;
  try {
    // Over what is there: who writes the same content again never shows less of it.
    for (const content of contents) {
      await writeInPlace(access, content, size);
      size += sizeOf(content);
    }
    if (access.getSize() !== size) access.truncate(size);
    if (!mayLinger) access.flush();
  } finally {
    access.close();
  }
}

async function writeStream(
  handle: FileSystemFileHandle,
  contents: readonly Content[],
): Promise<void> {
  const stream = await handle.createWritable();
  try {
    for (const content of contents) await stream.write(content);
  } catch (error) {
    // What is open cannot be removed.
    await stream.abort().catch(() => undefined);
    throw error;
  }
  await stream.close();
}

/**
 * The contents one behind the other, and nothing else.
 * @param mayLinger see `writeFile` (blob-files.ts).
 */
export const writeTo = (
  handle: FileSystemFileHandle,
  contents: readonly Content[],
  mayLinger: boolean,
): Promise<void> =>
  holding(handle, () =>
    hasSync(handle)
      ? writeSync(handle, contents, mayLinger)
      : writeStream(handle, contents),
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

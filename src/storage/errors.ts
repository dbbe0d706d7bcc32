import { AppError, toAppError } from "#core/errors.ts";

interface DexieLike {
  readonly name?: string;
  readonly message?: string;
  readonly inner?: unknown;
}

/** The first error in the chain that has the name: Dexie hides QuotaExceededError in AbortError.inner. */
function find(error: unknown, name: string): DexieLike | null {
  for (
    let at = error as DexieLike | undefined, depth = 0;
    at && depth < 5;
    depth += 1
  ) {
    if (at.name === name) return at;
    at = at.inner as DexieLike | undefined;
  }
  return null;
}

/** Ours, wrapped by Dexie where the database was refused when it was opened. */
function findOwn(error: unknown): AppError | null {
  for (let at = error, depth = 0; at && depth < 5; depth += 1) {
    if (at instanceof AppError) return at;
    at = (at as DexieLike).inner;
  }
  return null;
}

/** Bytes free and allowed, where the browser tells; null where it does not. */
async function space(): Promise<{ free: number | null; quota: number | null }> {
  const estimate = await globalThis.navigator?.storage
    ?.estimate?.()
    .catch(() => null);
  if (!estimate || estimate.quota === undefined)
    return { free: null, quota: null };
  return {
    free: Math.max(0, estimate.quota - (estimate.usage ?? 0)),
    quota: estimate.quota,
  };
}

/**
 * Chromium takes a transaction back and closes the database when the disk refuses it, and cannot open
 * it again until there is room. Only what comes out of the database has the cause within.
 */
const isRefusedByDisk = (error: unknown): boolean =>
  Boolean(find(error, "AbortError")?.inner) ||
  find(error, "UnknownError") !== null;

/** Any failure of the database or the file system as an AppError; ours pass through. */
export async function toStorageError(error: unknown): Promise<AppError> {
  const own = findOwn(error);
  if (own) return own;
  if (find(error, "QuotaExceededError")) {
    const { free, quota } = await space();
    return new AppError(
      "storage",
      "The device has no space left for this site",
      { reason: "quota", free, quota },
      { cause: error },
    );
  }
  if (isRefusedByDisk(error))
    return new AppError(
      "storage",
      "The browser could not write to this device: its disk may be full. What was saved is kept",
      { reason: "quota", free: null, quota: null },
      { cause: error },
    );
  for (const name of [
    "DatabaseClosedError",
    "InvalidStateError",
    "VersionError",
    "OpenFailedError",
    "MissingAPIError",
  ]) {
    const found = find(error, name);
    if (found) {
      const message = `The database could not be used: ${found.message ?? name}`;
      return new AppError(
        "storage",
        message,
        { reason: name },
        { cause: error },
      );
    }
  }
  return toAppError(error);
}

/** Runs storage work; what it throws is an AppError. */
export async function guarded<T>(work: () => PromiseLike<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw await toStorageError(error);
  }
}

/** Whether it says that the device, or what it grants this site, is full. */
export const isQuotaError = (error: AppError): boolean =>
  error.code === "storage" && error.detail["reason"] === "quota";

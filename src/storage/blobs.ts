/**
 * Files by content hash, counted by the rows that refer to them.
 *
 * Order that survives a kill: bytes first, then the row (refs 0), then the reference in the
 * transaction that needs it. What a kill leaves between these is an unreferenced blob, which
 * `sweepBlobs` (blob-sweep.ts) removes once it is an hour old; never a row without bytes.
 */
import Dexie from "dexie";
import { mapConcurrent } from "#core/async.ts";
import { AppError } from "#core/errors.ts";
import type { BlobHash } from "#core/ids.ts";
import { placeAlone, placedBytes, placeFiles } from "./blob-places.ts";
import { contentHash } from "./content-hash.ts";
import { database, type BlobRow } from "./database.ts";
import { guarded } from "./errors.ts";
import { sizeOf, type Content } from "./file-handles.ts";

export interface StoredBlob {
  readonly hash: BlobHash;
  readonly bytes: number;
}

/** Rows that another thread has made meanwhile are no failure; all else is. */
function ignoreThere(error: InstanceType<typeof Dexie.BulkError>): void {
  const other = error.failures.find(({ name }) => name !== "ConstraintError");
  // The failure itself: a full device is told by its name.
  if (other) throw other;
}

/** Lost files looked for at once. */
const LANES = 4;

/**
 * Notes the rows, and renews the time of those that were there without a reference, so that no
 * clean-up takes what somebody is about to refer to.
 * @param known hashes that had a row.
 * @param mended those of them whose bytes were placed again.
 * @returns whether all are there; false when a clean-up took one in between.
 */
async function noteRows(
  known: readonly BlobHash[],
  mended: readonly BlobRow[],
  placed: readonly BlobRow[],
): Promise<boolean> {
  return database.transaction("rw", database.blobs, async () => {
    // Not put: a row that another thread has made meanwhile keeps its references.
    const [there] = await Promise.all([
      database.blobs.bulkGet([...known]),
      database.blobs.bulkAdd([...placed]).catch(Dexie.BulkError, ignoreThere),
    ]);
    const again = new Map(mended.map((row) => [row.hash, row]));
    const writtenAt = Date.now();
    const renewed = there.flatMap((row): BlobRow[] => {
      if (!row) return [];
      const { refs } = row;
      // What was placed again may lie elsewhere than before.
      const now = again.get(row.hash);
      if (now) return [{ ...now, refs }];
      return refs === 0 ? [{ ...row, writtenAt }] : [];
    });
    if (renewed.length > 0) await database.blobs.bulkPut(renewed);
    return there.every((row) => row !== undefined);
  });
}

/**
 * Whether all bytes of a row are there. A file that cannot be read is as good as lost: its bytes are
 * at hand to be placed again.
 */
const isWhole = (row: BlobRow): Promise<boolean> =>
  placedBytes(row).then(
    (bytes) => bytes !== null,
    () => false,
  );

/**
 * Stores files unless they are there already, with one database transaction for all of them.
 * Unreferenced until `retainBlobs`.
 * @param mayLinger a cut of power in the next seconds may take the files: only for those that the
 * user has elsewhere too and can bring again, never for what a camera, a microphone or the clipboard
 * gave. The files need then not be waited for until they are on the disk.
 */
export async function writeBlobs(
  contents: readonly Content[],
  { mayLinger = false } = {},
): Promise<StoredBlob[]> {
  return guarded(async () => {
    const hashes = await Promise.all(contents.map(contentHash));
    const unique = new Map(hashes.map((hash, i) => [hash, contents[i]]));
    for (let isNoted = hashes.length === 0; !isNoted;) {
      const known = (await database.blobs.bulkGet([...unique.keys()])).filter(
        (row) => row !== undefined,
      );
      const there = new Set(known.map(({ hash }) => hash));
      const mended = await mapConcurrent(known, LANES, async (row) => {
        const content = unique.get(row.hash);
        return content && !(await isWhole(row))
          ? [await placeAlone({ hash: row.hash, content }, mayLinger)]
          : [];
      });
      const missing = [...unique].flatMap(([hash, content]) =>
        content && !there.has(hash) ? [{ hash, content }] : [],
      );
      const placed = await placeFiles(missing, mayLinger);
      isNoted = await noteRows([...there], mended.flat(), placed);
    }
    return contents.map((content, i) => ({
      hash: hashes[i] ?? ("" as BlobHash),
      bytes: sizeOf(content),
    }));
  });
}

export async function writeBlob(content: Content): Promise<StoredBlob> {
  const [stored] = await writeBlobs([content]);
  if (!stored) throw new AppError("bug", "The file was not stored");
  return stored;
}

const gone = (hash: BlobHash): AppError =>
  new AppError(
    "storage",
    `The file ${hash.slice(0, 12)} is not on this device any more`,
    { reason: "missing", hash },
  );

/** @throws AppError('storage') when the bytes are gone or not all there, detail.hash = which. */
export async function readBlob(hash: BlobHash): Promise<Blob> {
  return guarded(async () => {
    const row = await database.blobs.get(hash);
    const blob = row && (await placedBytes(row));
    if (!blob) throw gone(hash);
    return blob;
  });
}

async function changeRefs(
  hashes: readonly BlobHash[],
  by: 1 | -1,
): Promise<void> {
  const counts = new Map<BlobHash, number>();
  for (const hash of hashes) counts.set(hash, (counts.get(hash) ?? 0) + by);
  const keys = [...counts.keys()];
  const rows = await database.blobs.bulkGet(keys);
  const changed = keys.flatMap((hash, i): BlobRow[] => {
    const row = rows[i];
    // Nothing may come to refer to a file that is not there; letting go of one is harmless.
    if (!row && by > 0) throw gone(hash);
    if (!row) return [];
    return [{ ...row, refs: Math.max(0, row.refs + (counts.get(hash) ?? 0)) }];
  });
  await database.blobs.bulkPut(changed);
}

/**
 * One more reference for each entry of the list. Call it inside a transaction that includes `blobs`.
 * @throws AppError('storage') when a file is not there.
 */
export function retainBlobs(hashes: readonly BlobHash[]): Promise<void> {
  return changeRefs(hashes, 1);
}

/** One reference fewer; the bytes go with the next sweep. Call it inside a transaction. */
export function releaseBlobs(hashes: readonly BlobHash[]): Promise<void> {
  return changeRefs(hashes, -1);
}

/** How many files, and how many bytes, of them how many that nothing refers to. */
export async function blobUsage(): Promise<{
  blobs: number;
  bytes: number;
  unusedBytes: number;
}> {
  return guarded(async () => {
    let blobs = 0;
    let bytes = 0;
    let unusedBytes = 0;
    await database.blobs.each((row) => {
      blobs += 1;
      bytes += row.bytes;
      if (row.refs === 0) unusedBytes += row.bytes;
    });
    return { blobs, bytes, unusedBytes };
  });
}

/** Bytes of each file, 0 for one that is not here. */
export async function blobSizes(
  hashes: readonly BlobHash[],
): Promise<number[]> {
  const rows = await guarded(() => database.blobs.bulkGet([...hashes]));
  return rows.map((row) => row?.bytes ?? 0);
}

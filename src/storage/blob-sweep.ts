/** Removes files that nothing refers to. */
import type { BlobHash, PackId } from "#core/ids.ts";
import {
  canWriteFiles,
  fileHashes,
  readFile,
  removeFile,
} from "./blob-files.ts";
import { countOwners, OWNER_TABLES, scannedBlobs } from "./blob-owners.ts";
import { packIds, readPack, removePack } from "./blob-packs.ts";
import { repackBlobs } from "./blob-repack.ts";
import { database, type BlobRow } from "./database.ts";
import { guarded } from "./errors.ts";
import { deleteThumbnails } from "./thumbnails.ts";

const GRACE_MS = 3_600_000;

/**
 * Takes the rows out. A count of zero is only a hint: rows that do refer to the file keep it, and
 * so does an import that waits for its user, however long that takes.
 */
async function takeUnused(
  candidates: () => Promise<readonly BlobRow[]>,
): Promise<readonly BlobRow[]> {
  const tables = OWNER_TABLES.map((name) => database.table(name));
  return database.transaction("rw", tables, async () => {
    const unused = await candidates();
    if (unused.length === 0) return [];
    const [counts, waiting] = await Promise.all([
      countOwners(),
      scannedBlobs(),
    ]);
    await database.blobs.bulkUpdate(
      unused.flatMap(({ hash }) => {
        const refs = counts.get(hash);
        return refs ? [{ key: hash, changes: { refs } }] : [];
      }),
    );
    const free = unused.filter(
      ({ hash }) => !counts.has(hash) && !waiting.has(hash),
    );
    await database.blobs.bulkDelete(free.map(({ hash }) => hash));
    return free;
  });
}

/**
 * Files without a row of their own: a kill between the bytes and the row leaves them, and so does
 * `takeUnused`; a content that came again since may lie in a pack.
 */
async function removeStrays(before: number): Promise<void> {
  if (!(await canWriteFiles())) return;
  const rows = new Set<BlobHash>(
    await database.blobs.toCollection().primaryKeys(),
  );
  for (const hash of await database.blobs.orderBy("pack").primaryKeys())
    rows.delete(hash);
  for await (const hash of fileHashes()) {
    if (rows.has(hash)) continue;
    const file = await readFile(hash);
    // One that came back in the meantime has a row by now, or was written a moment ago.
    if (
      file &&
      file.lastModified <= before &&
      (await database.blobs.get(hash))?.place !== "opfs"
    )
      await removeFile(hash);
  }
}

/** Packs that no row lies in: a kill leaves them, and so do `takeUnused` and `repackBlobs`. */
async function removeStrayPacks(before: number): Promise<void> {
  if (!(await canWriteFiles())) return;
  const used = new Set(await database.blobs.orderBy("pack").uniqueKeys());
  for await (const pack of packIds()) {
    if (used.has(pack)) continue;
    const file = await readPack(pack);
    if (
      file &&
      file.lastModified <= before &&
      (await database.blobs.where("pack").equals(pack).count()) === 0
    )
      await removePack(pack);
  }
}

const packsOf = (rows: readonly BlobRow[]): PackId[] => [
  ...new Set(rows.flatMap(({ pack }) => pack ?? [])),
];

/**
 * Removes what nothing refers to. Blobs younger than `graceMs` stay, since an import under way
 * may be about to refer to them.
 */
export async function sweepBlobs(
  graceMs: number = GRACE_MS,
): Promise<{ blobs: number; bytes: number }> {
  const before = Date.now() - graceMs;
  return guarded(async () => {
    const taken = await takeUnused(() =>
      database.blobs
        .where("refs")
        .equals(0)
        .and(({ writtenAt }) => writtenAt <= before)
        .toArray(),
    );
    await removeStrays(before);
    await removeStrayPacks(before);
    await repackBlobs(packsOf(taken));
    return {
      blobs: taken.length,
      bytes: taken.reduce((sum, { bytes }) => sum + bytes, 0),
    };
  });
}

/** Removes those of these files that nothing refers to, however young they are: the user wants them gone. */
export async function sweepFiles(hashes: readonly BlobHash[]): Promise<void> {
  await guarded(async () => {
    const taken = await takeUnused(() =>
      database.blobs
        .where("hash")
        .anyOf(hashes)
        .and(({ refs }) => refs === 0)
        .toArray(),
    );
    for (const { hash, place } of taken)
      if (place === "opfs" && !(await database.blobs.get(hash)))
        await removeFile(hash);
    await repackBlobs(packsOf(taken));
    await deleteThumbnails(taken.map(({ hash }) => hash));
  });
}

/**
 * Files by content hash, counted by the rows that refer to them.
 *
 * Order that survives a kill: bytes first, then the row (refs 0), then the reference in the
 * transaction that needs it. What a kill leaves between these is an unreferenced blob, which
 * `sweepBlobs` removes once it is an hour old; never a row without bytes.
 */
import { AppError } from "#core/errors.ts";
import type { BlobHash } from "#core/ids.ts";
import {
  canWriteFiles,
  fileHashes,
  readFile,
  removeFile,
  writeFile,
} from "./blob-files.ts";
import { contentHash } from "./content-hash.ts";
import { database, type BlobRow } from "./database.ts";
import { guarded } from "./errors.ts";

export interface StoredBlob {
  readonly hash: BlobHash;
  readonly bytes: number;
}

type Content = Blob | Uint8Array<ArrayBuffer>;

/**
 * Stores files unless they are there already, with one database transaction for all of them.
 * Unreferenced until `retainBlobs`.
 */
export async function writeBlobs(
  contents: readonly Content[],
): Promise<StoredBlob[]> {
  return guarded(async () => {
    const blobs = contents.map((content) =>
      content instanceof Blob ? content : new Blob([content]),
    );
    const hashes = await Promise.all(contents.map(contentHash));
    const known = await database.blobs.bulkGet(hashes);
    const inFiles = await canWriteFiles();
    const rows = new Map<BlobHash, BlobRow>();
    for (const [i, hash] of hashes.entries()) {
      const blob = blobs[i];
      if (!blob || known[i] || rows.has(hash)) continue;
      if (inFiles) await writeFile(hash, blob);
      const place = inFiles ? ("opfs" as const) : ("database" as const);
      const row = {
        hash,
        bytes: blob.size,
        refs: 0,
        place,
        writtenAt: Date.now(),
      };
      rows.set(hash, inFiles ? row : { ...row, data: blob });
    }
    if (rows.size > 0) {
      await database.transaction("rw", database.blobs, async () => {
        const there = await database.blobs.bulkGet([...rows.keys()]);
        const added = [...rows.values()].filter((_, i) => !there[i]);
        await database.blobs.bulkAdd(added);
      });
    }
    return hashes.map((hash, i) => ({ hash, bytes: blobs[i]?.size ?? 0 }));
  });
}

export async function writeBlob(content: Content): Promise<StoredBlob> {
  const [stored] = await writeBlobs([content]);
  if (!stored) throw new AppError("bug", "The file was not stored");
  return stored;
}

/** @throws AppError('storage') when the bytes are gone, detail.hash = which. */
export async function readBlob(hash: BlobHash): Promise<Blob> {
  return guarded(async () => {
    const row = await database.blobs.get(hash);
    const blob =
      row?.place === "database" ? row.data : row ? await readFile(hash) : null;
    if (!blob)
      throw new AppError(
        "storage",
        `The file ${hash.slice(0, 12)} is not on this device any more`,
        { reason: "missing", hash },
      );
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
  await database.blobs.bulkPut(
    rows.flatMap((row) =>
      row
        ? [
            {
              ...row,
              refs: Math.max(0, row.refs + (counts.get(row.hash) ?? 0)),
            },
          ]
        : [],
    ),
  );
}

/** One more reference for each entry of the list. Call it inside a transaction that includes `blobs`. */
export function retainBlobs(hashes: readonly BlobHash[]): Promise<void> {
  return changeRefs(hashes, 1);
}

/** One reference fewer; the bytes go with the next sweep. Call it inside a transaction. */
export function releaseBlobs(hashes: readonly BlobHash[]): Promise<void> {
  return changeRefs(hashes, -1);
}

const GRACE_MS = 3_600_000;

/**
 * Removes what nothing refers to. Blobs younger than `graceMs` stay, since an import under way
 * may be about to refer to them.
 */
export async function sweepBlobs(
  graceMs: number = GRACE_MS,
): Promise<{ blobs: number; bytes: number }> {
  return guarded(async () => {
    const unused = (
      await database.blobs.where("refs").equals(0).toArray()
    ).filter((row) => row.writtenAt <= Date.now() - graceMs);
    await database.transaction("rw", database.blobs, async () => {
      const still = await database.blobs.bulkGet(unused.map((row) => row.hash));
      await database.blobs.bulkDelete(
        still.flatMap((row) => (row?.refs === 0 ? [row.hash] : [])),
      );
    });
    if (await canWriteFiles()) {
      const rows = new Set(await database.blobs.toCollection().primaryKeys());
      for await (const hash of fileHashes()) {
        if (rows.has(hash)) continue;
        const file = await readFile(hash);
        if (file && file.lastModified <= Date.now() - graceMs)
          await removeFile(hash);
      }
    }
    return {
      blobs: unused.length,
      bytes: unused.reduce((sum, row) => sum + row.bytes, 0),
    };
  });
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

/** Every file something refers to, with its count. */
export async function blobReferences(): Promise<
  { readonly hash: BlobHash; readonly refs: number }[]
> {
  const rows = await guarded(() =>
    database.blobs.where("refs").above(0).toArray(),
  );
  return rows.map(({ hash, refs }) => ({ hash, refs }));
}

/** Sets counts as a backup knew them, never below what this device counts. */
export async function retainExactly(
  counts: ReadonlyMap<BlobHash, number>,
): Promise<void> {
  await guarded(() =>
    database.transaction("rw", database.blobs, async () => {
      const rows = await database.blobs.bulkGet([...counts.keys()]);
      await database.blobs.bulkPut(
        rows.flatMap((row) =>
          row
            ? [
                {
                  ...row,
                  refs: Math.max(row.refs, counts.get(row.hash) ?? 0),
                },
              ]
            : [],
        ),
      );
    }),
  );
}

/** Bytes of each file, 0 for one that is not here. */
export async function blobSizes(
  hashes: readonly BlobHash[],
): Promise<number[]> {
  const rows = await guarded(() => database.blobs.bulkGet([...hashes]));
  return rows.map((row) => row?.bytes ?? 0);
}

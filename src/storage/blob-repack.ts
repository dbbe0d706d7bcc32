/** Packs of which much was deleted, written anew without it, so that its room is free again. */
import type { PackId } from "#core/ids.ts";
import { readPack } from "./blob-packs.ts";
import { placeFiles } from "./blob-places.ts";
import { database, type BlobRow } from "./database.ts";
import { isQuotaError, toStorageError } from "./errors.ts";

/** Of a pack's bytes: with less than this deleted, it stays. */
const MIN_DELETED = 0.25;

/** What is left of a pack, each with its bytes; null when the pack stays as it is. */
async function leftIn(pack: PackId) {
  const rows = await database.blobs.where("pack").equals(pack).toArray();
  const left = rows.reduce((sum, { bytes }) => sum + bytes, 0);
  const file = rows.length > 0 ? await readPack(pack) : null;
  if (!file || left > file.size * (1 - MIN_DELETED)) return null;
  const whole = new Uint8Array(await file.arrayBuffer());
  const isWhole = ({ offset = 0, bytes }: BlobRow): boolean =>
    offset + bytes <= whole.length;
  return rows.filter(isWhole).map(({ hash, offset = 0, bytes }) => ({
    hash,
    content: whole.subarray(offset, offset + bytes),
  }));
}

/** The rows go over to their new places, those that are still there and in the old one. */
async function move(from: PackId, placed: readonly BlobRow[]): Promise<void> {
  await database.transaction("rw", database.blobs, async () => {
    const now = await database.blobs.bulkGet(placed.map(({ hash }) => hash));
    await database.blobs.bulkPut(
      placed.flatMap((row, i): BlobRow[] => {
        const old = now[i];
        if (old?.pack !== from) return [];
        return [{ ...row, refs: old.refs, writtenAt: old.writtenAt }];
      }),
    );
  });
}

/**
 * Packs that nothing lies in any more go with the next sweep: somebody may be about to read what he
 * was given of them. A full device leaves the rest as it is.
 */
export async function repackBlobs(packs: readonly PackId[]): Promise<void> {
  for (const pack of packs) {
    try {
      const left = await leftIn(pack);
      if (left) await move(pack, await placeFiles(left, false));
    } catch (error) {
      const found = await toStorageError(error);
      if (!isQuotaError(found)) throw found;
      return;
    }
  }
}

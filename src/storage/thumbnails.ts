import type { BlobHash } from "#core/ids.ts";
import { cache } from "./database.ts";
import { fromKept, toKept } from "./kept-bytes.ts";

export interface Thumbnail {
  readonly hash: BlobHash;
  readonly image: Blob;
}

/** Caches small pictures. A full disk is no failure: they can be made again. */
export async function putThumbnails(
  thumbnails: readonly Thumbnail[],
): Promise<void> {
  const rows = thumbnails.map(async ({ hash, image }) => ({
    hash,
    image: await toKept(image),
  }));
  await cache.thumbnails
    .bulkPut(await Promise.all(rows))
    .catch(() => undefined);
}

export async function getThumbnail(hash: BlobHash): Promise<Blob | null> {
  const row = await cache.thumbnails.get(hash).catch(() => undefined);
  return row ? fromKept(row.image) : null;
}

import type { BlobHash } from "#core/ids.ts";
import { cache } from "./database.ts";

export interface Thumbnail {
  readonly hash: BlobHash;
  readonly image: Blob;
}

/** Caches small pictures. A full disk is no failure: they can be made again. */
export async function putThumbnails(
  thumbnails: readonly Thumbnail[],
): Promise<void> {
  await cache.thumbnails.bulkPut([...thumbnails]).catch(() => undefined);
}

export async function getThumbnail(hash: BlobHash): Promise<Blob | null> {
  const row = await cache.thumbnails.get(hash).catch(() => undefined);
  return row?.image ?? null;
}

import type { BlobHash } from "#core/ids.ts";
import { cache } from "./database.ts";

/** Bytes, not a blob: browsers write each blob of a database into a file of its own. */
export interface Thumbnail {
  readonly hash: BlobHash;
  readonly mime: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Caches small pictures. A full disk is no failure: they can be made again. */
export async function putThumbnails(
  thumbnails: readonly Thumbnail[],
): Promise<void> {
  await cache.thumbnails.bulkPut([...thumbnails]).catch(() => undefined);
}

export async function putThumbnail(hash: BlobHash, image: Blob): Promise<void> {
  const bytes = new Uint8Array(await image.arrayBuffer());
  await putThumbnails([{ hash, mime: image.type, bytes }]);
}

export async function getThumbnail(hash: BlobHash): Promise<Blob | null> {
  const row = await cache.thumbnails.get(hash).catch(() => undefined);
  return row ? new Blob([row.bytes], { type: row.mime }) : null;
}

export async function deleteThumbnails(
  hashes: readonly BlobHash[],
): Promise<void> {
  await cache.thumbnails.bulkDelete([...hashes]).catch(() => undefined);
}

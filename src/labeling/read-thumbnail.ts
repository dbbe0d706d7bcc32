import type { DataType } from "#core/data-type.ts";
import type { BlobHash } from "#core/ids.ts";
import { shrinkPicture } from "#ui/image/shrink-picture.ts";
import type { LabelingStore } from "./labeling-store.ts";

/** Pixels of the longer side: sharp at 320 CSS pixels on a tablet without weighing more than a list can bear. */
const SIDE = 320;

/** The stored thumbnail; when the cache lost it, a new one, which is stored. Null when there is no picture to show. */
async function readThumbnail(
  store: LabelingStore,
  hash: BlobHash,
): Promise<Blob | null> {
  const stored = await store.thumbnail(hash);
  if (stored) return stored;
  const made = await shrinkPicture(await store.picture(hash), SIDE);
  if (made) await store.keepThumbnail(hash, made);
  return made;
}

/** What lists show of a sample, whatever it is. */
export const thumbnailReader = (
  store: LabelingStore,
  dataType: DataType,
): ((hash: BlobHash) => Promise<Blob | null>) =>
  dataType === "audio"
    ? store.sounds.thumbnail
    : (hash) => readThumbnail(store, hash);

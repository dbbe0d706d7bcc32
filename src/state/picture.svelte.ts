/** Small pictures by content hash, as addresses that a page can show; made when there is none yet. */
import type { BlobHash } from "#core/ids.ts";
import { readBlob } from "#storage/blobs.ts";
import { getThumbnail } from "#storage/thumbnails.ts";

const MOST = 600;
const urls = new Map<BlobHash, Promise<string | null>>();

/** What reaches its worker is no part of the first screen, which shows pictures most of the time. */
async function soundPicture(hash: BlobHash): Promise<Blob> {
  const { soundThumbnail } = await import("#workers/sound.client.ts");
  return soundThumbnail(hash);
}

async function load(hash: BlobHash, mime: string): Promise<string | null> {
  const make = mime.startsWith("audio/") ? soundPicture : readBlob;
  const thumbnail = await getThumbnail(hash);
  const file = thumbnail ?? (await make(hash).catch(() => null));
  return file ? URL.createObjectURL(file) : null;
}

/**
 * The address of a small picture; null when its file is gone. The oldest ones are released.
 * @param mime of the file.
 */
export function thumbnailUrl(
  hash: BlobHash,
  mime = "image/",
): Promise<string | null> {
  const known = urls.get(hash);
  if (known) {
    urls.delete(hash);
    urls.set(hash, known);
    return known;
  }
  const loading = load(hash, mime);
  urls.set(hash, loading);
  const [oldest] = urls;
  if (urls.size > MOST && oldest) {
    urls.delete(oldest[0]);
    void oldest[1].then(
      (url) => url && setTimeout(() => URL.revokeObjectURL(url), 10_000),
    );
  }
  return loading;
}

/** The file itself, for a large view. Revoke the address of it when it is not shown any more. */
export const pictureFile = readBlob;

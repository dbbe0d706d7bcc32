/** Draws the sample project's pictures and stores them, checked like any import. */
import type { NewSample } from "#storage/samples.ts";
import type { Progress } from "#core/job.ts";
import { checkImage } from "#media/image-check.ts";
import { drawFruit } from "#media/sample-fruit.ts";
import { writeBlobs } from "#storage/blobs.ts";
import { putThumbnails } from "#storage/thumbnails.ts";

export interface DrawnSample extends NewSample {
  readonly label: string;
}

/** @returns `count` pictures, stored but not yet in a dataset; the same seed draws the same ones. */
export async function drawSamples(
  count: number,
  seed: number,
  report: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<DrawnSample[]> {
  const drawn: DrawnSample[] = [];
  for (let i = 0; i < count; i += 1) {
    signal.throwIfAborted();
    const { label, picture } = await drawFruit(i, seed);
    const path = `fruit-${String(i + 1).padStart(3, "0")}.jpg`;
    const { image } = await checkImage(picture, path);
    const [stored] = await writeBlobs([picture]);
    if (image && stored) {
      await putThumbnails([{ hash: stored.hash, ...image.thumbnail }]);
      drawn.push({
        path,
        ...stored,
        mime: image.mime,
        media: image.media,
        label,
      });
    }
    report({ done: i + 1, total: count, unit: "files" });
  }
  return drawn;
}

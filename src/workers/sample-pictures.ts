/** Draws the sample projects' pictures and stores them, checked like any import. */
import type { NewSample } from "#storage/samples.ts";
import type { Progress } from "#core/job.ts";
import type { ManifestAnnotation } from "#labeling/contract.ts";
import { checkImage } from "#media/image-check.ts";
import { drawBasket } from "#media/sample-basket.ts";
import { drawFruit } from "#media/sample-fruit.ts";
import { writeBlobs } from "#storage/blobs.ts";
import { putThumbnails } from "#storage/thumbnails.ts";

/** `fruit`: one state of ripeness a picture; `baskets`: a box for each fruit. */
export type SampleKind = "fruit" | "baskets";

export interface DrawnSample extends NewSample {
  /** As importers hand them over, but without their `type`. */
  readonly annotations: readonly (ManifestAnnotation & {
    readonly name: string;
  })[];
}

type Drawn = Pick<DrawnSample, "annotations"> & { readonly picture: Blob };

const DRAW: Readonly<
  Record<SampleKind, (index: number, seed: number) => Promise<Drawn>>
> = {
  fruit: async (index, seed) => {
    const { label, picture } = await drawFruit(index, seed);
    return { picture, annotations: [{ name: label }] };
  },
  baskets: async (index, seed) => {
    const { objects, picture } = await drawBasket(index, seed);
    const annotations = objects.map(({ kind, box }) => ({
      name: kind,
      object: { shape: { kind: "bndbox", ...box } },
    }));
    return { picture, annotations };
  },
};

/** @returns `count` pictures, stored but not yet in a dataset; the same seed draws the same ones. */
export async function drawSamples(
  kind: SampleKind,
  count: number,
  seed: number,
  report: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<DrawnSample[]> {
  const drawn: DrawnSample[] = [];
  for (let i = 0; i < count; i += 1) {
    signal.throwIfAborted();
    const { annotations, picture } = await DRAW[kind](i, seed);
    const path = `${kind}-${String(i + 1).padStart(3, "0")}.jpg`;
    const { image } = await checkImage(picture, path);
    const [stored] = await writeBlobs([picture]);
    if (image && stored) {
      await putThumbnails([{ hash: stored.hash, ...image.thumbnail }]);
      drawn.push({
        path,
        ...stored,
        mime: image.mime,
        media: image.media,
        annotations,
      });
    }
    report({ done: i + 1, total: count, unit: "files" });
  }
  return drawn;
}

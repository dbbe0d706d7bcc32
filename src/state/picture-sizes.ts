import { pictureOf } from "#core/dataset.ts";
import type { SampleId } from "#core/ids.ts";
import type { PictureSize } from "#core/shape-geometry.ts";
import { getSamples } from "#storage/samples.ts";

/** Oriented sizes of pictures, pixels; those that are not known are left out. */
export async function pictureSizes(
  ids: readonly SampleId[],
): Promise<ReadonlyMap<SampleId, PictureSize>> {
  return new Map(
    (await getSamples(ids)).flatMap(({ id, media }) => {
      const picture = pictureOf(media);
      return picture ? [[id, picture]] : [];
    }),
  );
}

/** The guide's XML beside each picture, and the mask that its colors mean. Source: data management 6.5. */
import { pixelsOf } from "#core/region-mask.ts";
import type { RegionShape } from "#core/shape.ts";
import { colorValue } from "#formats/mask-names.ts";
import type { PictureObject, PictureSize } from "#formats/picture-labels.ts";
import { setValue } from "#formats/value-picture.ts";
import { maskColorOf, vocXml } from "#formats/voc-write.ts";
import { eachAlone } from "#labeling/export-formats.ts";
import { fileName } from "#labeling/media-files.ts";
import {
  type ObjectExport,
  pictureOf,
  withHard,
  withoutSuffix,
} from "#labeling/objects/exported-picture.ts";

async function maskPng(
  objects: readonly PictureObject<RegionShape>[],
  { width, height }: PictureSize,
): Promise<Uint8Array<ArrayBuffer>> {
  const { colorPng } = await import("#formats/png-values.ts");
  const picture = { width, height, values: new Uint32Array(width * height) };
  objects.forEach(({ shape }, place) =>
    setValue(
      picture,
      pixelsOf(shape, { width, height }),
      colorValue(maskColorOf(place)),
    ),
  );
  return colorPng(picture);
}

export const modelArtsExport: ObjectExport<RegionShape> = {
  id: "MA_IMAGE_SEGMENTATION_V1",
  name: "ModelArts image segmentation 1.0",
  losses: [
    "largestPolygon",
    "numberedNames",
    "noColorsNorOrder",
    "noParts",
    "noHistory",
  ],
  canWriteHard: true,
  begin: eachAlone(async (sample) => {
    const { objects: drawn, size, isLabeled } = await pictureOf(sample);
    const objects = withHard(drawn, sample.hard);
    const stem = withoutSuffix(sample.path);
    const path = `${stem}.xml`;
    const maskOf = (picture: string): string =>
      `segmentationClassRaw/${withoutSuffix(picture)}.png`;
    const text = (mediaPath: string): string =>
      vocXml(
        { filename: fileName(mediaPath), size, objects },
        {
          takesRegions: true,
          ...(size ? { maskSource: maskOf(mediaPath) } : {}),
        },
      );
    const files = [
      { path, text },
      ...(size
        ? [{ path: maskOf(sample.path), bytes: await maskPng(objects, size) }]
        : []),
    ];
    return {
      mediaPaths: [sample.path],
      files: isLabeled ? files : [],
      reserved: isLabeled ? [] : [path],
    };
  }),
};

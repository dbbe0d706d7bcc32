/** PASCAL VOC's folders of masks, with the list of labels and colors that Datumaro and CVAT read. */
import { pixelsOf } from "#core/region-mask.ts";
import type { RegionShape } from "#core/shape.ts";
import { colorOfNumber } from "#formats/color-map.ts";
import { GrowingText } from "#formats/growing-text.ts";
import { colorValue } from "#formats/mask-names.ts";
import type { PictureObject, PictureSize } from "#formats/picture-labels.ts";
import { setValue } from "#formats/value-picture.ts";
import { ClassList } from "#labeling/objects/class-list.ts";
import {
  type ObjectExport,
  partOf,
  pictureOf,
  withoutSuffix,
} from "#labeling/objects/exported-picture.ts";

type Regions = readonly PictureObject<RegionShape>[];

/** A palette has this many places; 0 is the background, and the last means no class. */
const MOST_IN_PALETTE = 254;

/** Later regions lie on top. @param numberOf from 1, of the region of this place. */
async function maskPng(
  regions: Regions,
  { width, height }: PictureSize,
  numberOf: (place: number) => number,
): Promise<Uint8Array<ArrayBuffer>> {
  const { colorPng, palettePng } = await import("#formats/png-values.ts");
  const values = new Uint32Array(width * height);
  const numbers = regions.map((_, place) => numberOf(place));
  const isColor = Math.max(0, ...numbers) > MOST_IN_PALETTE;
  const picture = { width, height, values };
  regions.forEach(({ shape }, place) => {
    const number = numbers[place] ?? 0;
    const value = isColor ? colorValue(colorOfNumber(number)) : number;
    setValue(picture, pixelsOf(shape, { width, height }), value);
  });
  const palette = Array.from({ length: 256 }, (_, n) => colorOfNumber(n));
  return isColor ? colorPng(picture) : palettePng(picture, palette);
}

export const pngExport: ObjectExport<RegionShape> = {
  id: "PNG_MASKS",
  name: "PNG masks",
  losses: [
    "pixels",
    "noFields",
    "numberedNames",
    "noColors",
    "noInference",
    "noHistory",
  ],
  begin: (labels) => {
    const classes = new ClassList(labels);
    const parts = new Map<string, GrowingText>();
    return {
      place: async (sample) => {
        const { objects, size, isLabeled } = await pictureOf(sample);
        const stem = withoutSuffix(sample.path);
        const paths = ["SegmentationClass", "SegmentationObject"].map(
          (folder) => `${folder}/${stem}.png`,
        );
        const [ofClasses = "", ofObjects = ""] = paths;
        const files =
          isLabeled && size
            ? [
                {
                  path: ofClasses,
                  bytes: await maskPng(
                    objects,
                    size,
                    (i) => classes.numberOf(objects[i]?.name ?? "") + 1,
                  ),
                },
                {
                  path: ofObjects,
                  bytes: await maskPng(objects, size, (i) => i + 1),
                },
              ]
            : [];
        return {
          mediaPaths: [`JPEGImages/${sample.path}`],
          files,
          reserved: files.length > 0 ? [] : paths,
          placed: (path) => {
            if (!sample.usage || sample.usage === "INFERENCE") return;
            const part = partOf(sample.usage);
            const list = parts.get(part) ?? new GrowingText();
            parts.set(part, list);
            list.add(`${withoutSuffix(path.slice("JPEGImages/".length))}\n`);
          },
        };
      },
      end: () => [
        {
          path: "labelmap.txt",
          content: new Blob([
            "# label:color_rgb:parts:actions\n",
            ...["background", ...classes.names].map(
              (name, n) => `${name}:${colorOfNumber(n).join(",")}::\n`,
            ),
          ]),
        },
        ...[...parts].map(([part, list]) => ({
          path: `ImageSets/Segmentation/${part}.txt`,
          content: list.blob(),
        })),
      ],
    };
  },
};

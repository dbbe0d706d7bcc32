/** Photos that are stored turned: regions are of the picture as it is shown, pixel by pixel, in every format. */
import { describe, expect, it } from "vitest";
import type { LabelId } from "#core/ids.ts";
import { asMask, pixelsOf } from "#core/region-mask.ts";
import type { RegionShape } from "#core/shape.ts";
import { unitedAll } from "#core/spans.ts";
import { drawn } from "#labeling/objects/edits.ts";
import imageSegmentation from "#labeling/types/image_segmentation/type.ts";
import { hasData, importedFrom } from "./support/data-folder.ts";
import { exportedFiles } from "./support/exported-files.ts";
import { square } from "./support/plain-shapes.ts";
import { turnedPhoto } from "./support/turned-photo.ts";

/** At the far edges of what is shown: as it is stored, it does not fit in. None covers another. */
function regionsIn(size: { readonly width: number; readonly height: number }) {
  const { width, height } = size;
  const corner: RegionShape = {
    kind: "polygon",
    points: [
      { x: 0, y: height - 12 },
      { x: 20, y: height },
      { x: 0, y: height },
    ],
  };
  const wedge: RegionShape = {
    kind: "polygon",
    points: [
      { x: width - 30, y: 3 },
      { x: width, y: 9 },
      { x: width - 4, y: 31 },
    ],
  };
  const ring: RegionShape = {
    kind: "multipolygon",
    polygons: [[square(2, 2, 24), square(7, 9, 8).reverse()]],
  };
  const spots: RegionShape = {
    kind: "multipolygon",
    polygons: [
      [square(width - 14, height - 14, 14)],
      [square(width - 40, height - 9, 5)],
    ],
  };
  return { corner, mask: asMask(wedge, size) as RegionShape, ring, spots };
}

describe.skipIf(!hasData).each([1, 2, 3, 4, 5, 6, 7, 8])(
  "a photo of orientation %i (test data at hand)",
  (orientation) => {
    const { photo, size } = turnedPhoto(orientation);
    const { corner, mask, ring, spots } = regionsIn(size);
    const crowd = {
      ...drawn("d" as LabelId, mask),
      attributes: { iscrowd: "1" },
    };
    const objects = [
      drawn("a" as LabelId, corner),
      drawn("b" as LabelId, ring),
      drawn("c" as LabelId, spots),
      crowd,
    ];

    it.each(imageSegmentation.exporters.map(({ id }) => id))(
      "has its regions where they are shown: %s",
      async (id) => {
        const exporter = imageSegmentation.exporters.find(
          (one) => one.id === id,
        );
        const importer = imageSegmentation.importers.find(
          (one) => one.id === (exporter?.readAs ?? id),
        );
        if (!exporter || !importer) throw new Error(`There is no ${id}`);
        const sample = { path: "1.jpg", ...size };
        const file = new Blob([photo]);
        // A hole is not written by YOLO.
        const written = objects.filter(
          ({ shape }) => id !== "YOLO_SEGMENT" || shape !== ring,
        );
        const files = await exportedFiles(
          imageSegmentation,
          exporter,
          [{ sample, annotation: { objects: written, extra: {} }, file }],
          ["a", "b", "c", "d"],
        );
        const { samples, problems } = await importedFrom(
          imageSegmentation,
          importer,
          files,
        );
        expect(problems).toEqual([]);
        expect(samples).toHaveLength(1);
        const found = samples[0]?.annotation.objects ?? [];
        for (const { label } of written) {
          const pixels = (all: typeof found) =>
            unitedAll(
              all.flatMap((one) =>
                one.label === label ? [pixelsOf(one.shape, size)] : [],
              ),
            );
          expect(pixels(found), label).toEqual(pixels(written));
        }
      },
    );
  },
);

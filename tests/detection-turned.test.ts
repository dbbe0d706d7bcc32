/** Photos that are stored turned: places are of the picture as it is shown, in every format. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { LabelId } from "#core/ids.ts";
import { plainObject } from "#formats/picture-labels.ts";
import objectDetection, {
  type DetectedObjects,
} from "#labeling/types/object_detection/type.ts";
import { probeImage } from "#media/image-check.ts";
import { dataFolder, hasData, importedFrom } from "./support/data-folder.ts";
import { exportedFiles } from "./support/exported-files.ts";

/** Orientation, an unsigned short of the first directory, high byte first. */
const TAG = [0x01, 0x12, 0x00, 0x03, 0x00, 0x00, 0x00, 0x01];

/** The photo with another orientation in its header: a decoder turns what is shown. */
function turnedPhoto(orientation: number): Uint8Array<ArrayBuffer> {
  const photo = new Uint8Array(
    readFileSync(join(dataFolder, "odd_images/orientation_rectangle.jpg")),
  );
  const at = photo.findIndex((_, i) =>
    TAG.every((byte, n) => photo[i + n] === byte),
  );
  photo[at + TAG.length + 1] = orientation;
  return photo;
}

describe.skipIf(!hasData).each([1, 2, 3, 4, 5, 6, 7, 8])(
  "a photo of orientation %i (test data at hand)",
  (orientation) => {
    it("has its box where it is shown, in all formats", async () => {
      const photo = turnedPhoto(orientation);
      const stored = probeImage(photo).structure;
      if (!stored) throw new Error("The photo cannot be read");
      expect(stored.orientation).toBe(orientation);
      expect(stored.width).not.toBe(stored.height);
      const [width, height] =
        orientation > 4
          ? [stored.height, stored.width]
          : [stored.width, stored.height];
      // Fits in only as it is shown.
      const shape = {
        kind: "bndbox",
        xMin: 0,
        yMin: 0.5,
        xMax: width,
        yMax: height,
      } as const;
      const { name, ...rest } = plainObject("cat", shape);
      const annotation: DetectedObjects = {
        objects: [{ label: name as LabelId, ...rest }],
        extra: {},
      };
      const sample = { path: "1.jpg", width, height };
      for (const exporter of objectDetection.exporters) {
        const file = new Blob([photo]);
        const files = await exportedFiles(
          objectDetection,
          exporter,
          [{ sample, annotation, file }],
          ["cat"],
        );
        const id = exporter.readAs ?? exporter.id;
        const importer = objectDetection.importers.find((one) => one.id === id);
        if (!importer) throw new Error(`There is no ${id}`);
        const { samples, problems } = await importedFrom(
          objectDetection,
          importer,
          files,
        );
        expect(problems, exporter.id).toEqual([]);
        const found = samples[0]?.annotation.objects[0]?.shape;
        expect(found, exporter.id).toEqual(
          Object.fromEntries(
            Object.entries(shape).map(([key, value]) => [
              key,
              typeof value === "number" ? expect.closeTo(value, 4) : value,
            ]),
          ),
        );
        // The bytes are the photo's own, so that the other decoder turns it the same way.
        const written = files.find(({ path }) => path.endsWith("1.jpg"));
        expect(
          new Uint8Array(
            await ((await written?.blob?.()) ?? new Blob()).arrayBuffer(),
          ),
        ).toEqual(photo);
      }
    });
  },
);

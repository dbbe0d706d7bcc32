/** Photos that are stored turned: places are of the picture as it is shown, in every format. */
import { describe, expect, it } from "vitest";
import type { LabelId } from "#core/ids.ts";
import { plainObject } from "#formats/picture-labels.ts";
import objectDetection, {
  type DetectedObjects,
} from "#labeling/types/object_detection/type.ts";
import { cornersInText } from "./support/corners-in-text.ts";
import { hasData, importedFrom } from "./support/data-folder.ts";
import { exportedFiles } from "./support/exported-files.ts";
import { turnedPhoto } from "./support/turned-photo.ts";

describe.skipIf(!hasData).each([1, 2, 3, 4, 5, 6, 7, 8])(
  "a photo of orientation %i (test data at hand)",
  (orientation) => {
    it("has its box where it is shown, in all formats", async () => {
      const { photo, size } = turnedPhoto(orientation);
      const { width, height } = size;
      // Fits in only as it is shown, and lies elsewhere when it is mirrored.
      const shape = {
        kind: "bndbox",
        xMin: 8.25,
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
        const labels = files.filter(({ path }) => !path.endsWith(".jpg"));
        const texts = await Promise.all(
          labels.map(async ({ blob }) => (await blob?.())?.text() ?? ""),
        );
        expect(cornersInText(exporter.id, texts, size), exporter.id).toEqual(
          [8.25, 0.5, width, height].map(
            (at) => expect.closeTo(at, 3) as number,
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

/** Real data sets, read by the format that their content speaks for. */
import { describe, expect, it } from "vitest";
import imageClassification from "#labeling/types/image_classification/type.ts";
import objectDetection from "#labeling/types/object_detection/type.ts";
import { sets } from "./detection-data.table.ts";
import { filesIn, hasData, importedFrom } from "./support/data-folder.ts";
import { unique } from "./support/raw-counts.ts";

const formats = [
  ...imageClassification.importers,
  ...objectDetection.importers,
];

/** Of other kinds, or laid out in ways that no format here knows. */
const others = [
  "trashnet",
  "flowers5",
  "odd_images",
  "datumaro_assets/camvid_dataset",
  "datumaro_assets/imagenet_dataset",
  "datumaro_assets/kitti_dataset/kitti_segmentation",
  "datumaro_assets/mnist_csv_dataset",
  "datumaro_assets/open_images_dataset",
  "datumaro_assets/tabular_dataset",
];

describe.skipIf(!hasData)(
  "data sets without objects (test data at hand)",
  () => {
    it.each(others)("%s is claimed by no format of objects", async (set) => {
      const files = filesIn(set);
      for (const format of objectDetection.importers)
        if (format.id !== "unlabeled")
          expect(await format.detect(files), format.id).toBe(0);
    });
  },
);

describe.skipIf(!hasData)("data sets of objects (test data at hand)", () => {
  it.each(sets)(
    "$name",
    async ({ files: read, format, counts, rules = [] }) => {
      const files = await read();
      const scores = await Promise.all(
        formats.map(async (one) => ({
          id: one.id,
          score: await one.detect(files),
        })),
      );
      scores.sort((a, b) => b.score - a.score);
      expect(scores[0]?.id, JSON.stringify(scores)).toBe(format);
      const importer =
        objectDetection.importers.find(({ id }) => id === format) ??
        objectDetection.importers.find(({ id }) => id === "unlabeled");
      if (!importer) throw new Error("There is no importer");
      const { samples, problems } = await importedFrom(
        objectDetection,
        importer,
        files,
      );
      const found = samples.flatMap(({ annotation }) => annotation.objects);
      expect({
        samples: samples.length,
        objects: found.length,
        labels: unique(found.map(({ label }) => label)),
        rules: unique(problems.map(({ rule }) => rule)),
      }).toEqual({ ...(await counts()), rules });
    },
  );
});

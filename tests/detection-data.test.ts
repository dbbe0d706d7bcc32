/**
 * Real data sets, read by the format that the content speaks for. What each holds is counted from
 * the raw files, by nothing but patterns.
 */
import { describe, expect, it } from "vitest";
import imageClassification from "#labeling/types/image_classification/type.ts";
import objectDetection from "#labeling/types/object_detection/type.ts";
import { hasData, importedFrom } from "./support/data-folder.ts";
import { sets } from "./support/detection-sets.ts";
import { unique } from "./support/raw-counts.ts";

const formats = [
  ...imageClassification.importers,
  ...objectDetection.importers,
];

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

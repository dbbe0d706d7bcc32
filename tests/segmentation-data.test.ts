/** Real data sets of regions, read by the format that their content speaks for. */
import { describe, expect, it } from "vitest";
import { isWorthKeeping } from "#core/shape-geometry.ts";
import imageSegmentation from "#labeling/types/image_segmentation/type.ts";
import { sets } from "./segmentation-data.table.ts";
import { filesIn, hasData, importedFrom } from "./support/data-folder.ts";
import { unique } from "./support/raw-counts.ts";

const formats = imageSegmentation.importers;

describe.skipIf(!hasData)("data sets of regions (test data at hand)", () => {
  it.each(sets)(
    "$name",
    async ({ files: read, format, counts, rules = [] }) => {
      const files = read();
      const scores = await Promise.all(
        formats.map(async (one) => ({
          id: one.id,
          score: await one.detect(files),
        })),
      );
      scores.sort((a, b) => b.score - a.score);
      expect(scores[0]?.id, JSON.stringify(scores)).toBe(format);
      const importer = formats.find(({ id }) => id === format);
      if (!importer) throw new Error("There is no importer");
      const { samples, problems } = await importedFrom(
        imageSegmentation,
        importer,
        files,
      );
      const found = samples.flatMap(({ annotation }) => annotation.objects);
      expect(found.every(({ shape }) => isWorthKeeping(shape))).toBe(true);
      expect({
        samples: samples.length,
        objects: found.length,
        labels: unique(found.map(({ label }) => label)),
        rules: unique(problems.map(({ rule }) => rule)),
      }).toEqual({ ...counts(), rules });
    },
  );

  it.each(["trashnet", "flowers5", "raccoon", "facemask_coco"])(
    "%s has no masks",
    async (set) => {
      const png = formats.find(({ id }) => id === "PNG_MASKS");
      expect(await png?.detect(filesIn(set))).toBe(0);
    },
  );
});

import { beforeEach, describe, expect, it } from "vitest";
import type { LabelingJob } from "#core/labeling-job.ts";
import { labelingType } from "#labeling/registry.ts";
import { losses } from "#messages/en/losses.ts";
import {
  everything,
  facts,
  label,
  TREE,
  type Facts,
} from "../support/labeled-data.ts";
import {
  emptyDatabase,
  exported,
  filesOf,
  importFiles,
  newDataset,
  publish,
} from "../support/stored-data.ts";

beforeEach(emptyDatabase);

const archived = (archive: Blob) => [{ path: "archive.zip", file: archive }];

describe.each(["job", "version"])(
  "an export of a %s and its import",
  (source) => {
    const sourceOf = async (job: LabelingJob) =>
      source === "job"
        ? { labelingJobId: job.id, sampleIds: null }
        : { versionId: await publish(job.id) };

    it("as a manifest tree give back paths, labels, states, marks and parts exactly", async () => {
      const { dataset, job } = await everything();
      const { archive } = await exported(
        dataset.id,
        await sourceOf(job),
        "manifest",
      );
      const again = await newDataset();
      const { report, job: done } = await importFiles(again, archived(archive));
      expect(report.format).toBe("manifest");
      expect(done.problems).toEqual([]);
      expect(await facts(again.job)).toEqual(await facts(job));
    });

    it("as label texts give back pictures and labels; what is left out is told", async () => {
      const { dataset, job } = await everything();
      const { archive } = await exported(
        dataset.id,
        await sourceOf(job),
        "MA_IMAGE_CLASSIFICATION_V1",
      );
      const again = await newDataset();
      const { report, job: done } = await importFiles(again, archived(archive));
      expect(report.format).toBe("MA_IMAGE_CLASSIFICATION_V1");
      expect(done.problems).toEqual([]);
      const told = labelingType("image_classification")
        .exporters.find(({ id }) => id === "MA_IMAGE_CLASSIFICATION_V1")
        ?.losses.map((loss) => losses[loss])
        .join(" ");
      for (const word of [
        "Hard-example marks",
        "split",
        "wait for confirmation",
        "upper and lower case",
      ])
        expect(told).toContain(word);
      const by = (list: Facts[]) =>
        list.map(({ hash, labels }) => [hash, labels]).sort();
      const wanted = (await facts(job)).map((one) =>
        one.state === "labeled" ? one : { ...one, labels: [] },
      );
      expect(by(await facts(again.job))).toEqual(by(wanted));
      // 1.jpeg has no labels and must not find those of 1.jpg; B/1.jpg differs from b/1.jpg in case only.
      const paths = (await facts(again.job)).map(({ path }) => path);
      expect(paths.filter((path) => path in TREE)).toHaveLength(8);
    });

    it("as folders give back pictures and labels; what is left out is told", async () => {
      const { dataset, job } = await everything();
      const { archive } = await exported(
        dataset.id,
        await sourceOf(job),
        "MA_IMAGENET_V1",
      );
      const again = await newDataset();
      const { report, job: done } = await importFiles(again, archived(archive));
      expect(report.format).toBe("MA_IMAGENET_V1");
      expect(done.problems).toEqual([]);
      const told = labelingType("image_classification")
        .exporters.find(({ id }) => id === "MA_IMAGENET_V1")
        ?.losses.map((loss) => losses[loss])
        .join(" ");
      for (const word of [
        "several labels",
        "without a label",
        "Folders that",
        "Characters",
        "Hard-example",
      ])
        expect(told).toContain(word);
      const folder = (name: string): string =>
        ({ "c/d\\e": "c-d-e", 'it\'s "x"': "it's -x-", "..": "-" })[name] ??
        name;
      const by = (list: Facts[]) =>
        list.map(({ hash, labels }) => [hash, [...labels].sort()]).sort();
      const wanted = (await facts(job)).map((one) => ({
        ...one,
        labels: one.state === "labeled" ? one.labels.map(folder) : [],
      }));
      expect(by(await facts(again.job))).toEqual(by(wanted));
    });
  },
);

it("a split comes back as it was drawn", async () => {
  const made = await newDataset({ single: true });
  const tree = Object.fromEntries(
    Array.from({ length: 20 }, (_, i) => [
      `t/${i % 2 ? "x" : "y"}/${String(i)}.jpg`,
      i + 20,
    ]),
  );
  await importFiles(made, await filesOf(tree));
  await label(made.job, {
    "t/x/1.jpg": { labels: ["x"], usage: "EVAL" },
    "t/y/0.jpg": { labels: ["y"], usage: "TRAIN" },
  });
  const { archive } = await exported(
    made.dataset.id,
    { versionId: await publish(made.job.id) },
    "manifest",
  );
  const again = await newDataset({ single: true });
  await importFiles(again, archived(archive));
  expect(await facts(again.job)).toEqual(await facts(made.job));
  expect(
    (await facts(again.job)).filter(({ usage }) => usage === "EVAL"),
  ).toHaveLength(1);
});

/** A labeling job with everything that can be hard to bring from one place to another. */
import type { Dataset } from "#core/dataset.ts";
import { EVERY_ITEM } from "#core/item-query.ts";
import type { LabelingItem, LabelingJob } from "#core/labeling-job.ts";
import { classesOf } from "#labeling/whole-labels/annotation.ts";
import { getItems, itemIds } from "#storage/items.ts";
import { applyEdits, type ItemChange } from "#storage/journal.ts";
import { addLabels } from "#storage/labels.ts";
import { contentsOf, filesOf, importFiles, newDataset } from "./stored-data.ts";

/** Path -> picture. Equal names in different folders, and names that are hard to write. */
export const TREE = {
  "a/1.jpg": 1,
  "b/1.jpg": 2,
  "b/1.jpeg": 3,
  "b/c/d/1.jpg": 4,
  "猫/写真 #1 (2).jpg": 5,
  "x,y;z'\"&%20.jpg": 6,
  "plain.jpg": 7,
  "B/1.jpg": 8,
  "never opened.jpg": 9,
  "proposed.jpg": 10,
};

const ODD = [
  "a, b",
  "c/d\\e",
  "黑 猫",
  "😀👩‍👩‍👧",
  'it\'s "x"',
  "..",
  "con",
  "a-b",
  "été%20",
];

interface Content {
  readonly labels?: readonly string[];
  readonly state?: LabelingItem["state"];
  readonly hard?: LabelingItem["hard"];
  readonly usage?: LabelingItem["usage"];
}

/** Labels pictures by their paths, in one gesture. */
export async function label(
  job: LabelingJob,
  contents: Readonly<Record<string, Content>>,
): Promise<void> {
  const names = Object.values(contents).flatMap(({ labels = [] }) => labels);
  const rows = await addLabels(
    job.id,
    [...new Set(names)].map((name) => ({ name })),
  );
  const idOf = new Map(rows.map(({ id, name }) => [name, id]));
  const ids = await itemIds(job.id, EVERY_ITEM);
  const items = await getItems(job.id, ids);
  const changes = Object.entries(contents).map(
    ([path, content]): ItemChange => {
      const item = items.find((one) => one?.path === path);
      if (!item) throw new Error(`There is no ${path}`);
      const labels = (content.labels ?? []).flatMap(
        (name) => idOf.get(name) ?? [],
      );
      const { hard = null, usage = null } = content;
      const isLabeled = labels.length > 0;
      return {
        sampleId: item.sampleId,
        after: {
          state: isLabeled ? (content.state ?? "labeled") : "unlabeled",
          annotation: isLabeled ? classesOf(labels) : null,
          labels,
          hard,
          usage,
          provenance: isLabeled
            ? { by: "human", at: 1_700_000_000_000, confidence: null }
            : null,
        },
      };
    },
  );
  await applyEdits(job.id, "label", changes);
}

/** Everything a labeling job can hold, on pictures nobody looked at. */
export async function everything(): Promise<{
  dataset: Dataset;
  job: LabelingJob;
}> {
  const made = await newDataset();
  await importFiles(made, await filesOf(TREE), {
    format: "unlabeled",
    labelingStatus: "unlabeled",
  });
  await label(made.job, {
    "a/1.jpg": { labels: ["cat"], usage: "TRAIN" },
    "b/1.jpg": { labels: ODD, usage: "EVAL" },
    "b/c/d/1.jpg": { labels: ["cat", "dog"], usage: "TEST" },
    "猫/写真 #1 (2).jpg": {
      labels: ["黑 猫"],
      hard: { coefficient: 0.25, reasons: "1-20-2" },
    },
    "x,y;z'\"&%20.jpg": {
      labels: ["a, b"],
      hard: { coefficient: null, reasons: null },
    },
    "plain.jpg": {
      hard: { coefficient: 0, reasons: null },
      usage: "INFERENCE",
    },
    "B/1.jpg": { labels: ["c/d\\e"], usage: "TRAIN" },
    "proposed.jpg": { labels: ["dog"], state: "to_be_confirmed" },
  });
  return made;
}

export type Facts = {
  path: string;
  hash: string;
  state: string;
  labels: string[];
  hard: unknown;
  usage: unknown;
};
/** What the job holds, by path. */
export const facts = async (job: LabelingJob): Promise<Facts[]> =>
  (await contentsOf(job.id)) as Facts[];

import type { LabelId } from "#core/ids.ts";
import type { LabelingItem } from "#core/labeling-job.ts";
import { database } from "#storage/database.ts";
import { toItem, UNLABELED } from "#storage/item-rows.ts";
import type { ItemChange } from "#storage/journal.ts";
import { synchronizeNewData } from "#storage/labeling-jobs.ts";
import { addSamples } from "#storage/samples.ts";
import { newDataset } from "./stored-data.ts";

/** The only item of a new labeling job. */
export async function oneItem(): Promise<LabelingItem> {
  const { dataset, job } = await newDataset({
    dataType: "text",
    type: "text_classification",
  });
  await addSamples(dataset.id, [
    {
      path: "a.txt:1",
      hash: "text-1" as LabelingItem["hash"],
      bytes: 1,
      mime: "text/plain",
      media: null,
      text: "one",
    },
  ]);
  await synchronizeNewData(job.id);
  return storedItem();
}

export async function storedItem(): Promise<LabelingItem> {
  const [row] = await database.items.toArray();
  if (!row) throw new Error("no item");
  return toItem(row);
}

/** What gives the item that label, on top of what is known of it. */
export const labeled = (item: LabelingItem, label: string): ItemChange[] => [
  {
    sampleId: item.sampleId,
    item,
    after: {
      ...UNLABELED,
      state: "labeled",
      annotation: { classes: [{ label, extra: {} }] },
      labels: [label as LabelId],
    },
  },
];

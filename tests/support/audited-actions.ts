/** What a person can do to data, and the trace that it must leave. */
import type { LabelId } from "#core/ids.ts";
import { startExport } from "#jobs/export.ts";
import { startImport } from "#jobs/import.ts";
import { cancelJob, jobEnded } from "#jobs/runner.ts";
import { classesOf } from "#labeling/whole-labels/annotation.ts";
import { database } from "#storage/database.ts";
import { deleteDataset, modifyDataset } from "#storage/datasets.ts";
import { EVERY_ITEM } from "#core/item-query.ts";
import { getItems, itemIds } from "#storage/items.ts";
import { applyEdits } from "#storage/journal.ts";
import {
  deleteLabelingJob,
  modifyLabelingJob,
} from "#storage/labeling-jobs.ts";
import { addLabel, deleteLabels, modifyLabel } from "#storage/labels.ts";
import { deleteSamples, sampleIds } from "#storage/samples.ts";
import { traceGestures } from "#storage/gesture-traces.ts";
import { deleteVersion, listVersions } from "#storage/versions.ts";
import { tableAsCsv } from "#state/table.svelte.ts";
import { imported, newTable } from "./imported-tables.ts";
import {
  filesOf,
  importFiles,
  newDataset,
  publish,
  reviewed,
} from "./stored-data.ts";

const never = new AbortController().signal;

type Made = Awaited<ReturnType<typeof newDataset>>;

export async function withPictures(): Promise<Made> {
  const made = await newDataset();
  await importFiles(made, await filesOf({ "1.jpg": 1, "2.jpg": 2 }));
  return made;
}

/** Gives every picture the label, one gesture each. */
async function labelAll({ job }: Made, label: LabelId): Promise<void> {
  const items = await getItems(job.id, await itemIds(job.id, EVERY_ITEM));
  for (const item of items)
    if (item)
      await applyEdits(job.id, "label", [
        {
          sampleId: item.sampleId,
          after: {
            state: "labeled",
            annotation: classesOf([label]),
            labels: [label],
            hard: null,
            usage: null,
            provenance: null,
          },
        },
      ]);
}

const newLabel = (made: Made) => addLabel(made.job.id, { name: "cat" });

export async function labeled(): Promise<Made> {
  const made = await withPictures();
  await labelAll(made, (await newLabel(made)).id);
  return made;
}

/** The trace, its resource type, and what is done. */
export type AuditedAction = readonly [
  trace: string,
  resourceType: string,
  action: () => Promise<unknown>,
];

/** Each leaves its trace as the newest one. Source: ExeML 6. */
export const dataActions: readonly AuditedAction[] = [
  ["createLabelingJob", "Dataset", newDataset],
  [
    "updateDataset",
    "Dataset",
    async () => {
      const { dataset } = await newDataset();
      await modifyDataset(dataset.id, { description: "new" });
    },
  ],
  [
    "deleteDataset",
    "Dataset",
    async () => deleteDataset((await withPictures()).dataset.id),
  ],
  ["uploadSamples", "Dataset", withPictures],
  [
    "importSamplesToDataset",
    "Dataset",
    async () =>
      importFiles(
        await newDataset(),
        await filesOf({ "d/cat/1.jpg": 1, "d/dog/2.jpg": 2 }),
      ),
  ],
  [
    "deleteSamples",
    "Dataset",
    async () => {
      const { dataset } = await withPictures();
      const [id] = await sampleIds(dataset.id, {
        search: "",
        order: "name",
      });
      if (id) await deleteSamples(dataset.id, [id], { deleteFiles: true });
    },
  ],
  [
    "stopTask",
    "Dataset",
    async () => {
      const { dataset, job } = await newDataset();
      const id = await startImport({
        datasetId: dataset.id,
        labelingJobId: job.id,
        origin: "files",
        files: await filesOf({ "1.jpg": 1 }),
      });
      await reviewed(id);
      await cancelJob(id);
      await jobEnded(id);
    },
  ],
  ["createLabel", "Dataset", async () => newLabel(await newDataset())],
  [
    "updateLabel",
    "Dataset",
    async () => {
      const label = await newLabel(await newDataset());
      await modifyLabel(label.id, { name: "dog" });
    },
  ],
  [
    "deleteLabel",
    "Dataset",
    async () => {
      const made = await newDataset();
      const label = await newLabel(made);
      await deleteLabels(made.job.id, [label.id], "label", () => ({
        annotation: null,
        labels: [],
      }));
    },
  ],
  [
    "updateSamples",
    "Dataset",
    async () => {
      await labeled();
      await traceGestures();
    },
  ],
  [
    "updateLabelingJob",
    "Dataset",
    async () => modifyLabelingJob((await newDataset()).job.id, { name: "t2" }),
  ],
  [
    "deleteLabelingJob",
    "Dataset",
    async () => deleteLabelingJob((await newDataset()).job.id),
  ],
  [
    "publishDatasetVersion",
    "Dataset",
    async () => publish((await labeled()).job.id),
  ],
  [
    "deleteDatasetVersion",
    "Dataset",
    async () => {
      const { dataset, job } = await labeled();
      await publish(job.id);
      for (const { id } of await listVersions(dataset.id))
        await deleteVersion(id);
    },
  ],
  [
    "exportDataFromDataset",
    "Dataset",
    async () => {
      const { dataset, job } = await labeled();
      const source = { labelingJobId: job.id, sampleIds: null };
      const id = await startExport({
        datasetId: dataset.id,
        title: dataset.name,
        source,
        format: "manifest",
        target: null,
      });
      await jobEnded(id);
    },
  ],
  [
    "exportDataFromDataset",
    "Dataset",
    async () => {
      const id = await newTable();
      await imported(id, { "a.csv": "a,b\n1,2\n" }, {});
      const dataset = await database.datasets.get(id);
      if (dataset?.table)
        await tableAsCsv(dataset, dataset.table, () => undefined, never);
    },
  ],
];

/** Real datasets in the real database, for tests that run in a browser. */
import { vi } from "vitest";
import type { ImportChoice, ImportReport } from "#core/import.ts";
import type { BlobHash, DatasetId, JobId, LabelingJobId } from "#core/ids.ts";
import { EVERY_ITEM } from "#core/item-query.ts";
import type { Job } from "#core/job.ts";
import type { Dataset } from "#core/dataset.ts";
import type { LabelingJob } from "#core/labeling-job.ts";
import { drawFruit } from "#media/sample-fruit.ts";
import { downloadResult, startExport, type NewExport } from "#jobs/export.ts";
import { startImport, type ImportedFile } from "#jobs/import.ts";
import { startPublish } from "#jobs/publish.ts";
import { confirmJob, jobEnded } from "#jobs/runner.ts";
import { countOwners, OWNER_TABLES } from "#storage/blob-owners.ts";
import { database } from "#storage/database.ts";
import { createDataset } from "#storage/datasets.ts";
import { getItems, itemIds } from "#storage/items.ts";
import { getJob } from "#storage/jobs.ts";
import { createLabelingJob } from "#storage/labeling-jobs.ts";
import { listLabels } from "#storage/labels.ts";

export async function emptyDatabase(): Promise<void> {
  await database.open();
  await Promise.all(database.tables.map((table) => table.clear()));
}

const drawn = new Map<number, Promise<Uint8Array<ArrayBuffer>>>();

/** A small JPEG; another number, another picture. */
export async function picture(number: number): Promise<Blob> {
  const known =
    drawn.get(number) ??
    drawFruit(number, 3).then(({ picture: blob }) => blob.bytes());
  drawn.set(number, known);
  return new Blob([await known], { type: "image/jpeg" });
}

/** Path -> number of a picture, or text. */
export async function filesOf(
  tree: Readonly<Record<string, number | string | Blob>>,
): Promise<ImportedFile[]> {
  return Promise.all(
    Object.entries(tree).map(async ([path, content]) => ({
      path,
      file:
        typeof content === "number"
          ? await picture(content)
          : new Blob([content]),
    })),
  );
}

export async function newDataset({
  single = false,
  dataType = "image",
  type = dataType === "image" ? "image_classification" : "free_format",
}: {
  readonly single?: boolean;
  readonly dataType?: Dataset["dataType"];
  readonly type?: string;
} = {}): Promise<{ dataset: Dataset; job: LabelingJob }> {
  const dataset = await createDataset({
    name: `d${String(Math.random()).slice(2)}`,
    description: "",
    dataType,
  });
  const job = await createLabelingJob({
    datasetId: dataset.id,
    type,
    name: "task",
    description: "",
    singleLabel: single,
    labels: [],
  });
  return { dataset, job };
}

export async function until(
  id: JobId,
  test: (job: Job) => boolean,
): Promise<Job> {
  return vi.waitFor(
    async () => {
      const job = await getJob(id);
      if (job && test(job)) return job;
      throw new Error(
        `The job is ${job?.state ?? "gone"}: ${job?.error?.message ?? ""}`,
      );
    },
    { timeout: 50_000, interval: 20 },
  );
}

export const reviewed = (id: JobId): Promise<Job> =>
  until(id, ({ waitingFor }) => waitingFor === "review");

export const choiceOf = (
  format: string,
  labelingJobId: LabelingJobId | null,
  rest: Partial<ImportChoice> = {},
): ImportChoice => ({
  format,
  labelingStatus: format === "unlabeled" ? "unlabeled" : "labeled",
  onlyHard: false,
  toBeConfirmed: false,
  includedLabels: [],
  excludedLabels: [],
  labelingJobId,
  ...rest,
});

/** Imports as a user does who takes what the dry run suggests. */
export async function importFiles(
  to: { readonly dataset: Dataset; readonly job: LabelingJob | null },
  files: readonly ImportedFile[],
  rest: Partial<ImportChoice> = {},
): Promise<{ report: ImportReport; job: Job }> {
  const id = await startImport({
    datasetId: to.dataset.id,
    labelingJobId: to.job?.id ?? null,
    origin: "files",
    files,
  });
  const report = (await reviewed(id)).result as ImportReport;
  const { format, typeId } = report;
  await confirmJob(
    id,
    choiceOf(format, to.job?.id ?? null, { typeId, ...rest }),
  );
  return { report, job: await jobEnded(id) };
}

export async function publish(labelingJobId: LabelingJobId): Promise<never> {
  const id = await startPublish({
    labelingJobId,
    name: null,
    description: "",
    split: null,
    writesHard: true,
  });
  const { result, error } = await jobEnded(id);
  if (error) throw new Error(error.message);
  return (result as { versionId: never }).versionId;
}

/** The archive of an export. */
export async function exported(
  datasetId: DatasetId,
  source: NewExport["source"],
  format: string,
): Promise<{ archive: Blob; job: Job }> {
  const id = await startExport({
    datasetId,
    title: "export",
    source,
    format,
    target: null,
  });
  const job = await jobEnded(id);
  if (job.error) throw new Error(job.error.message);
  return { archive: (await downloadResult(id)) ?? new Blob(), job };
}

/** What a labeling job holds, by names and contents, so that two datasets can be compared. */
export async function contentsOf(jobId: LabelingJobId): Promise<unknown[]> {
  const names = new Map(
    (await listLabels(jobId)).map(({ id, name }) => [id, name]),
  );
  const ids = await itemIds(jobId, { ...EVERY_ITEM, order: "name" });
  return (await getItems(jobId, ids)).map((item) => ({
    path: item?.path,
    hash: item?.hash,
    state: item?.state,
    labels: item?.labels.map((id) => names.get(id)),
    hard: item?.hard,
    usage: item?.usage,
  }));
}

/** File -> references, as counted, and as the rows say. */
export async function referenceCounts(): Promise<{
  counted: Record<BlobHash, number>;
  real: Record<BlobHash, number>;
}> {
  const rows = await database.blobs.toArray();
  const tables = OWNER_TABLES.map((name) => database.table(name));
  const real = await database.transaction("r", tables, countOwners);
  return {
    counted: Object.fromEntries(
      rows.filter(({ refs }) => refs > 0).map(({ hash, refs }) => [hash, refs]),
    ),
    real: Object.fromEntries(real),
  };
}

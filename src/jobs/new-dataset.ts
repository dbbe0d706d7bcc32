/** The dataset that an export makes, empty as yet: a copy of where its samples come from. Source: data management 10. */
import { AppError } from "#core/errors.ts";
import type { DatasetId, LabelingJobId } from "#core/ids.ts";
import { createDataset, getDataset } from "#storage/datasets.ts";
import {
  createLabelingJob,
  getLabelingJob,
  type NewLabelingJob,
} from "#storage/labeling-jobs.ts";
import { listLabels } from "#storage/labels.ts";
import { listLabelingJobs } from "#storage/overview.ts";
import { getVersion } from "#storage/versions.ts";
import type { ExportTask } from "#workers/transfer.client.ts";

/** Where to: a dataset on this device. */
export interface DatasetTarget {
  readonly kind: "dataset";
  readonly name: string;
  readonly datasetId: DatasetId;
}

type LabeledAs = Pick<
  NewLabelingJob,
  "type" | "name" | "description" | "singleLabel" | "labels"
>;

async function labeledAs(
  source: ExportTask["source"],
): Promise<LabeledAs | null> {
  if ("datasetId" in source) return null;
  if ("labelingJobId" in source) {
    const job = await getLabelingJob(source.labelingJobId);
    if (!job) return null;
    const { type, name, description, singleLabel } = job;
    const labels = await listLabels(job.id);
    return { type, name, description, singleLabel, labels };
  }
  const version = await getVersion(source.versionId);
  if (!version || version.jobId === null) return null;
  const job = await getLabelingJob(version.jobId);
  return {
    type: version.labelingType,
    name: job?.name ?? version.name,
    description: "",
    singleLabel: job?.singleLabel ?? false,
    labels: version.labels,
  };
}

/**
 * Made once: a run after a kill finds what an earlier one made.
 * @param from the dataset that the samples are of.
 * @returns the job that gets the labels; null where the source has none.
 * @throws AppError('format') for a name against the rules, or one that is taken.
 */
export async function makeNewDataset(
  { name, datasetId }: DatasetTarget,
  from: DatasetId,
  source: ExportTask["source"],
): Promise<LabelingJobId | null> {
  const original = await getDataset(from);
  if (!original)
    throw new AppError("storage", "The dataset was deleted", {
      reason: "missing",
    });
  const { dataType } = original;
  if (!(await getDataset(datasetId)))
    await createDataset({ id: datasetId, name, description: "", dataType });
  const [made] = await listLabelingJobs(datasetId);
  if (made) return made.id;
  const labeled = await labeledAs(source);
  if (!labeled) return null;
  return (await createLabelingJob({ ...labeled, datasetId })).id;
}

import type { Dataset } from "#core/dataset.ts";
import type { LabelingJob } from "#core/labeling-job.ts";
import type { LabelingJobId } from "#core/ids.ts";
import {
  copyLabelingJob,
  createLabelingJob,
  deleteLabelingJob,
  modifyLabelingJob,
  synchronizeNewData,
} from "#storage/labeling-jobs.ts";
import { checkLabelName } from "#storage/labels.ts";
import { LabelingRows } from "./labeling-rows.svelte.ts";
import { Live } from "./live.svelte.ts";
import { listDatasets } from "#storage/overview.ts";

/** Spec: data management 2.3, "Labeling jobs per account". */
export const MAX_LABELING_JOBS = 500;

/** Labeling jobs and the datasets they can be made on; null until read. */
export class LabelingJobs extends LabelingRows {
  #datasets = new Live<Dataset[] | null>(listDatasets, null);

  get datasets(): Dataset[] | null {
    return this.#datasets.current;
  }

  /** Creates the job and takes in the dataset's samples. @returns how many. */
  readonly create = async (
    input: Parameters<typeof createLabelingJob>[0],
  ): Promise<{ readonly job: LabelingJob; readonly samples: number }> => {
    const job = await createLabelingJob(input);
    return { job, samples: await synchronizeNewData(job.id) };
  };

  readonly modify = modifyLabelingJob;
  readonly delete = (id: LabelingJobId): Promise<void> => deleteLabelingJob(id);
  readonly copy = async (
    id: LabelingJobId,
    {
      name,
      description,
    }: { readonly name: string; readonly description: string },
  ): Promise<LabelingJob> => copyLabelingJob(id, name, description);
}

const LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

/** Four random letters or digits, as the guide's `task-xxxx`. */
export function randomSuffix(): string {
  return Array.from(
    crypto.getRandomValues(new Uint8Array(4)),
    (byte) => LETTERS[byte % LETTERS.length],
  ).join("");
}

/** The rule a label's name breaks, in words, or null. */
export const labelNameProblem: typeof checkLabelName = (name, dataType) =>
  checkLabelName(name, dataType);

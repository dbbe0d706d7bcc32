import type { Dataset } from "#core/dataset.ts";
import type { LabelId, LabelingJobId, SampleId } from "#core/ids.ts";
import { isFiltered } from "#core/item-query.ts";
import type { Label } from "#core/label.ts";
import type { LabelingJob } from "#core/labeling-job.ts";
import type { LabelingType } from "#labeling/contract.ts";
import type { LabelingStore } from "#labeling/labeling-store.ts";
import { labelingType } from "#labeling/registry.ts";
import { LabelingSession } from "#labeling/session.svelte.ts";
import { getDataset } from "#storage/datasets.ts";
import { getLabelingJob, synchronizeNewData } from "#storage/labeling-jobs.ts";
import {
  addLabel,
  deleteLabels,
  type LabelDeletion,
  modifyLabel,
} from "#storage/labels.ts";
import { moveLabel } from "#storage/label-order.ts";
import { deleteSamples } from "#storage/samples.ts";
import type { ExportChoice } from "./dataset.svelte.ts";
import { labelingStore } from "./labeling-store.ts";
import { pictureSizes } from "./picture-sizes.ts";
import { reportError } from "./toasts.svelte.ts";

/** One labeling job as a page works on it: the session of its view, and what is done around it. */
export class LabelingWork {
  readonly session: LabelingSession;
  readonly dataset: Dataset;
  readonly type: LabelingType;
  readonly #id: LabelingJobId;
  readonly #store: LabelingStore;

  constructor(job: LabelingJob, dataset: Dataset, type: LabelingType) {
    this.#id = job.id;
    this.dataset = dataset;
    this.type = type;
    this.#store = labelingStore(job.id, dataset.id, {
      dataType: dataset.dataType,
      type: job.type,
    });
    this.session = new LabelingSession({
      type,
      job,
      store: this.#store,
      report: reportError,
      now: Date.now,
    });
  }

  /** Takes in samples that the dataset got after the job was made. @returns how many. */
  async synchronize(): Promise<number> {
    const added = await synchronizeNewData(this.#id);
    this.session.state.refresh();
    return added;
  }

  /** Removes samples from the dataset, and so from all its jobs. */
  async deleteSamples(
    ids: readonly SampleId[],
    options: { readonly deleteFiles: boolean },
  ): Promise<void> {
    await this.session.queue.idle();
    await deleteSamples(this.dataset.id, ids, options);
    this.session.state.refresh();
  }

  /** What is selected, and what the filter lets through: all of it, read or not. */
  async exportChoice(): Promise<ExportChoice> {
    await this.session.queue.idle();
    const { list, selection } = this.session;
    return {
      selected: [...selection.ids],
      filtered: isFiltered(list.query)
        ? await this.#store.ids(list.query)
        : null,
      labelingJobId: this.#id,
    };
  }

  readonly sizesOf = pictureSizes;

  readonly addLabel = (input: Parameters<typeof addLabel>[1]): Promise<Label> =>
    addLabel(this.#id, input);

  readonly modifyLabel = modifyLabel;

  readonly moveLabel = moveLabel;

  async deleteLabels(
    ids: readonly LabelId[],
    mode: LabelDeletion,
  ): Promise<void> {
    await this.session.queue.idle();
    await deleteLabels(this.#id, ids, mode, (annotation, removed) => {
      const left = this.type.relabel(
        annotation,
        new Map([...removed].map((id) => [id, null])),
      );
      return { annotation: left, labels: this.type.labelsOf(left) };
    });
    this.session.state.refresh();
  }

  close(): void {
    this.session.close();
  }
}

/**
 * Null when the job or its dataset is not there (any more).
 * @throws AppError('unsupported') for a job of a type that this product does not have.
 */
export async function openLabeling(
  id: LabelingJobId,
): Promise<LabelingWork | null> {
  const job = await getLabelingJob(id);
  const dataset = job ? await getDataset(job.datasetId) : undefined;
  if (!job || !dataset) return null;
  const work = new LabelingWork(job, dataset, labelingType(job.type));
  work.session.start();
  return work;
}

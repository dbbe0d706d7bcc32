/** What projects can be created on: datasets with a labeling job of the project's type. */
import type { DatasetId } from "#core/ids.ts";
import { templates } from "#exeml/templates.ts";
import { listDatasets } from "#storage/datasets.ts";
import { countByState } from "#storage/items.ts";
import { listLabelingJobs } from "#storage/labeling-jobs.ts";
import { listLabels } from "#storage/labels.ts";
import { Live } from "./live.svelte.ts";

export interface TrainableDataset {
  readonly id: DatasetId;
  readonly name: string;
  /** Labeled samples, and labels, of the labeling job that the project would take. */
  readonly labeled: number;
  readonly labels: number;
}

type ByType = ReadonlyMap<string, readonly TrainableDataset[]>;

async function readAll(): Promise<ByType> {
  const [datasets, jobs] = await Promise.all([
    listDatasets(),
    listLabelingJobs(),
  ]);
  const ofType = async (type: string): Promise<TrainableDataset[]> => {
    const found: TrainableDataset[] = [];
    for (const { id, name, sampleCount } of datasets) {
      const job = jobs.find((one) => one.datasetId === id && one.type === type);
      if (!job || sampleCount === 0) continue;
      const { labeled } = await countByState(job.id);
      const labels = (await listLabels(job.id)).length;
      found.push({ id, name, labeled, labels });
    }
    return found;
  };
  return new Map(
    await Promise.all(
      templates.map(async ({ id }) => [id, await ofType(id)] as const),
    ),
  );
}

export class TrainableDatasets {
  readonly #byType = new Live<ByType | null>(readAll, null);

  /** Those of a project type, newest change first; null until read. */
  of(type: string): readonly TrainableDataset[] | null {
    return this.#byType.current?.get(type) ?? null;
  }
}

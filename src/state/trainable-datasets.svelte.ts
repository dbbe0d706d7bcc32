/** What projects can be created on: datasets with a labeling job of the project's type, or with rows. */
import type { DatasetId } from "#core/ids.ts";
import type { StoredTable } from "#core/stored-table.ts";
import { isLabeledTemplate, templates } from "#exeml/templates.ts";
import { listLabels } from "#storage/labels.ts";
import { Live } from "./live.svelte.ts";
import {
  countByState,
  listDatasets,
  listLabelingJobs,
} from "#storage/overview.ts";

export interface TrainableDataset {
  readonly id: DatasetId;
  readonly name: string;
  /** Labeled samples, and labels, of the labeling job that the project would take. */
  readonly labeled: number;
  readonly labels: number;
  /** The rows, where nothing is labeled but a column is predicted. */
  readonly table?: StoredTable;
}

type ByType = ReadonlyMap<string, readonly TrainableDataset[]>;

async function readAll(): Promise<ByType> {
  const [datasets, jobs] = await Promise.all([
    listDatasets(),
    listLabelingJobs(),
  ]);
  const tables = datasets.flatMap(({ id, name, table }) =>
    table ? [{ id, name, labeled: table.rows, labels: 0, table }] : [],
  );
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
      templates.map(
        async (template) =>
          [
            template.id,
            isLabeledTemplate(template) ? await ofType(template.id) : tables,
          ] as const,
      ),
    ),
  );
}

export class TrainableDatasets {
  readonly #byType = new Live<ByType | null>(readAll, null);

  get areRead(): boolean {
    return this.#byType.current !== null;
  }

  /** Those of a project type, newest change first; none until read. */
  of(type: string): readonly TrainableDataset[] {
    return this.#byType.current?.get(type) ?? [];
  }
}

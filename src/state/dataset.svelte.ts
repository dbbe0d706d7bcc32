/** One dataset as its page shows it. */
import type { Dataset, Sample } from "#core/dataset.ts";
import {
  newId,
  type DatasetId,
  type LabelingJobId,
  type SampleId,
  type VersionId,
} from "#core/ids.ts";
import type { Job } from "#core/job.ts";
import type { Label } from "#core/label.ts";
import type { LabelingJob } from "#core/labeling-job.ts";
import type { Version } from "#core/version.ts";
import type { ExportFormat } from "#labeling/contract.ts";
import { labelingTypes, labelingTypesFor } from "#labeling/registry.ts";
import {
  startExport,
  type ExportInput,
  type ExportResult,
  type NewExport,
} from "#jobs/export.ts";
import { startPublish } from "#jobs/publish.ts";
import { getDataset } from "#storage/datasets.ts";
import {
  createLabelingJob,
  synchronizeNewData,
} from "#storage/labeling-jobs.ts";
import { countByLabel, listLabels } from "#storage/labels.ts";
import { listJobs } from "#storage/jobs.ts";
import {
  deleteSamples,
  getSamples,
  sampleIds,
  type SampleListQuery,
} from "#storage/samples.ts";
import { publishTable, type NewTableVersion } from "#storage/tables.ts";
import { listVersions, nextVersionName } from "#storage/versions.ts";
import { suggestedName } from "./datasets.svelte.ts";
import { Live } from "./live.svelte.ts";
import { LiveCounts } from "./live-counts.svelte.ts";
import { countByState, listLabelingJobs } from "#storage/overview.ts";

export interface JobSummary {
  readonly job: LabelingJob;
  readonly labeled: number;
  readonly total: number;
  readonly labels: readonly { readonly label: Label; readonly count: number }[];
}

async function summaries(id: DatasetId): Promise<JobSummary[]> {
  return Promise.all(
    (await listLabelingJobs(id)).map(async (job) => {
      const [counts, labels, uses] = await Promise.all([
        countByState(job.id),
        listLabels(job.id),
        countByLabel(job.id),
      ]);
      return {
        job,
        labeled: counts.labeled,
        total: counts.all,
        labels: labels.map((label) => ({
          label,
          count: uses.get(label.id) ?? 0,
        })),
      };
    }),
  );
}

/** Whether there is anything to label in data of the kind. */
export const isLabeled = ({ dataType }: Pick<Dataset, "dataType">): boolean =>
  dataType !== "free_format" && dataType !== "table";

/** Whether versions of it can be published. */
export const isPublished = ({ dataType }: Pick<Dataset, "dataType">): boolean =>
  dataType !== "free_format";

export class DatasetState {
  readonly id: DatasetId;
  readonly #dataset: Live<Dataset | null | undefined>;
  readonly #jobs: LiveCounts<readonly JobSummary[] | null>;
  readonly #history: Live<readonly Job[]>;
  readonly #versions: Live<readonly Version[]>;

  constructor(id: string) {
    this.id = id as DatasetId;
    this.#dataset = new Live<Dataset | null | undefined>(
      async () => (await getDataset(this.id)) ?? null,
      undefined,
    );
    this.#jobs = new LiveCounts<readonly JobSummary[] | null>(
      ["labelingJobs", "labels", "items"],
      () => summaries(this.id),
      null,
    );
    this.#history = new Live<readonly Job[]>(
      async () => (await listJobs()).filter((job) => job.datasetId === this.id),
      [],
    );
    this.#versions = new Live<readonly Version[]>(
      () => listVersions(this.id),
      [],
    );
  }

  /** Undefined until read, null when it was deleted. */
  get dataset(): Dataset | null | undefined {
    return this.#dataset.current;
  }

  get labelingJobs(): readonly JobSummary[] | null {
    return this.#jobs.current;
  }

  get versionCount(): number {
    return this.#versions.current.length;
  }

  get currentVersion(): Version | undefined {
    const id = this.dataset?.currentVersionId;
    return this.#versions.current.find((version) => version.id === id);
  }

  /** Imports or exports of this dataset, newest first. */
  history(kind: "import" | "export"): readonly Job[] {
    return this.#history.current.filter((job) => job.kind === kind);
  }

  /** With the dataset's samples in it. @returns null for data that is not labeled. */
  readonly createLabelingJob = async ({
    typeId,
    several = false,
  }: NewLabelingJob = {}): Promise<LabelingJob | null> => {
    const dataset = await getDataset(this.id);
    const types = dataset ? labelingTypesFor(dataset.dataType) : [];
    const type = types.find(({ id }) => id === typeId) ?? types[0];
    if (!dataset || !type || !isLabeled(dataset)) return null;
    const job = await createLabelingJob({
      datasetId: dataset.id,
      type: type.id,
      name: suggestedName("task"),
      description: "",
      singleLabel: type.labelsWhole === true && !several,
      labels: [],
    });
    await synchronizeNewData(job.id);
    return job;
  };

  readonly publish = startPublish;
  readonly publishTable = (task: NewTableVersion): Promise<Version> =>
    publishTable(task, newId<VersionId>());
  readonly nextVersionName = (): Promise<string> => nextVersionName(this.id);
  readonly export = (
    task: Omit<NewExport, "datasetId" | "title">,
  ): Promise<string> =>
    startExport({
      ...task,
      datasetId: this.id,
      title: this.dataset?.name ?? "dataset",
    });

  readonly listSamples = (query: SampleListQuery): Promise<SampleId[]> =>
    sampleIds(this.id, query);
  readonly getSamples = (ids: readonly SampleId[]): Promise<Sample[]> =>
    getSamples(ids);
  readonly deleteSamples = (
    ids: readonly SampleId[],
    deleteFiles: boolean,
  ): Promise<number> => deleteSamples(this.id, ids, { deleteFiles });
}

/** A labeling job made on the way. */
export interface NewLabelingJob {
  /** Left out = the first type that the dataset's data takes. */
  readonly typeId?: string;
  /** A sample may have several labels. */
  readonly several?: boolean;
}

export type ExportSource = NewExport["source"];
export type ExportTarget = NewExport["target"];

/** What was chosen where an export is asked for. Spec: data management 10, Export Content. */
export interface ExportChoice {
  readonly selected: readonly SampleId[];
  /** All that meet the filtering criteria; null where there are none. */
  readonly filtered: readonly SampleId[] | null;
  /** Where it was chosen; null = among the dataset's samples. */
  readonly labelingJobId: LabelingJobId | null;
}

/** An export as its job row holds it; the result is there once it is done. */
export type ExportedJob = Job & {
  readonly input: ExportInput;
  readonly result: ExportResult | null;
};

/** The name of a format for people; of one this version does not know, its id. */
export function exportFormatName(id: string): string {
  for (const { exporters } of labelingTypes)
    for (const format of exporters) if (format.id === id) return format.name;
  return id;
}

/**
 * The export formats of a labeling type, with what each loses.
 * @param typeId null for data without labels: what its first type has.
 */
export function exportFormats(
  dataType: Dataset["dataType"],
  typeId: string | null,
): readonly Pick<ExportFormat, "id" | "name" | "losses" | "canWriteHard">[] {
  const types = labelingTypesFor(dataType);
  const type = types.find(({ id }) => id === typeId) ?? types[0];
  return type?.exporters ?? [];
}

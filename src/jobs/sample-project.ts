/** A project to try everything on: pictures, sounds and texts the app makes itself, a part of them labeled, or a table. */
import { proxy } from "comlink";
import {
  newId,
  type DatasetId,
  type JobId,
  type LabelId,
  type LabelingJobId,
} from "#core/ids.ts";
import type { DataType } from "#core/data-type.ts";
import type { Dataset } from "#core/dataset.ts";
import { labelingType, type LabelingTypeId } from "#labeling/registry.ts";
import { createDataset } from "#storage/datasets.ts";
import { applyEdits } from "#storage/journal.ts";
import {
  createLabelingJob,
  synchronizeSamples,
} from "#storage/labeling-jobs.ts";
import { listLabels } from "#storage/labels.ts";
import { addSamples } from "#storage/samples.ts";
import { withTransfer, type SampleKind } from "#workers/transfer.client.ts";
import type { RunJob } from "./kind.ts";
import { startJob } from "./runner.ts";
import { fillSampleTable } from "./sample-table.ts";
import { listDatasets, listLabelingJobs } from "#storage/overview.ts";

interface Sample {
  readonly type: LabelingTypeId;
  /** The dataset's name. */
  readonly name: string;
  readonly samples: number;
  /** One label per sample. */
  readonly singleLabel: boolean;
}

const SAMPLES: Readonly<Record<SampleKind, Sample>> = {
  fruit: {
    type: "image_classification",
    name: "sample-fruit",
    samples: 150,
    singleLabel: true,
  },
  // Two thirds are labeled, and the guide advises more than 100.
  baskets: {
    type: "object_detection",
    name: "sample-baskets",
    samples: 159,
    singleLabel: false,
  },
  // Two thirds are labeled: the guide advises 20 of each of the four.
  sounds: {
    type: "sound_classification",
    name: "sample-sounds",
    samples: 120,
    singleLabel: true,
  },
  // Two thirds are labeled: the guide advises 20 of each of the three.
  notes: {
    type: "text_classification",
    name: "sample-notes",
    samples: 240,
    singleLabel: true,
  },
};
/** Of nine samples in a row, which hold every label, the last three are left for the user to label. */
const ROUND = 9;
const LABELED = 6;

export interface SampleProjectResult {
  readonly datasetId: DatasetId;
  /** Null for a table, which has nothing to label. */
  readonly labelingJobId: LabelingJobId | null;
}

/** A table, or samples of a kind. */
export type SampleProject = SampleKind | "orchard";

const TABLE_NAME = "sample-orchard";

export async function startSampleProject(
  kind: SampleProject,
  title: string,
): Promise<JobId> {
  return startJob("sample_project", { title, input: { kind, seed: 7 } });
}

async function freeName(base: string): Promise<string> {
  const taken = new Set((await listDatasets()).map(({ name }) => name));
  for (let n = 1; ; n += 1) {
    const name = n === 1 ? base : `${base}-${String(n)}`;
    if (!taken.has(name)) return name;
  }
}

/** The dataset of this job: a kill in the middle finds it again by its name, which is stored first. */
async function datasetOf(
  base: string,
  dataType: DataType,
  cursor: unknown,
  save: (cursor: unknown) => Promise<void>,
): Promise<Dataset> {
  const stored = cursor as { readonly name: string } | null;
  const name = stored?.name ?? (await freeName(base));
  if (!stored) await save({ name });
  return (
    (await listDatasets()).find((dataset) => dataset.name === name) ??
    (await createDataset({
      name,
      description: "",
      dataType,
      isSample: true,
    }))
  );
}

const run: RunJob = async ({
  job,
  signal,
  report,
  save,
}): Promise<SampleProjectResult> => {
  const { kind, seed } = job.input as {
    readonly kind: SampleProject;
    readonly seed: number;
  };
  if (kind === "orchard") {
    const made = await datasetOf(TABLE_NAME, "table", job.cursor, save);
    const cursor = { name: made.name };
    await fillSampleTable(made, { jobId: job.id, cursor }, seed);
    return { datasetId: made.id, labelingJobId: null };
  }
  const sample = SAMPLES[kind];
  const drawn = await withTransfer(
    (api) => api.drawSamples(kind, sample.samples, seed, proxy(report), signal),
    signal,
  );
  const type = labelingType(sample.type);
  const dataset = await datasetOf(sample.name, type.dataType, job.cursor, save);
  const names = [
    ...new Set(
      drawn.flatMap(({ annotations }) => annotations.map(({ name }) => name)),
    ),
  ];
  const labelingJob =
    (await listLabelingJobs(dataset.id))[0] ??
    (await createLabelingJob({
      datasetId: dataset.id,
      type: type.id,
      name: `${dataset.name}-labels`,
      description: "",
      singleLabel: sample.singleLabel,
      labels: names.map((name, i) => ({ name, shortcut: String(i + 1) })),
    }));
  const { all } = await addSamples(
    dataset.id,
    drawn.map(({ annotations: _annotations, ...row }) => row),
  );
  await synchronizeSamples(labelingJob.id, all);
  const rows = await listLabels(labelingJob.id);
  const idOf = (name: string): LabelId =>
    rows.find((row) => row.name === name)?.id ?? newId<LabelId>();
  const context = {
    names: { nameOf: (id: LabelId) => id, idOf },
    readSideFile: async () => null,
    report: () => undefined,
  };
  // Not the time now: done twice, it must be the same edit.
  const at = job.createdAt;
  const changes = await Promise.all(
    all.map(async (row, i) => {
      const entries = (drawn[i]?.annotations ?? []).map((entry) => ({
        ...entry,
        type: type.manifestTypes[0],
      }));
      const info = { path: row.path, width: null, height: null };
      const annotation = await type.decode(entries, {
        ...context,
        sample: info,
      });
      const after = {
        state: "labeled" as const,
        annotation,
        labels: type.labelsOf(annotation),
        hard: null,
        usage: null,
        provenance: { by: "human", at, confidence: null },
      };
      return { sampleId: row.id, after };
    }),
  );
  await applyEdits(
    labelingJob.id,
    "import",
    changes.filter((_, i) => i % ROUND < LABELED),
  );
  return { datasetId: dataset.id, labelingJobId: labelingJob.id };
};

export default run;

/** What an export can take, and how the dialog names it. Spec: data management 10, Export Content. */
import type {
  DatasetId,
  LabelingJobId,
  SampleId,
  VersionId,
} from "#core/ids.ts";
import { m } from "#messages/messages.ts";
import type { ExportChoice, ExportSource } from "#state/dataset.svelte.ts";

export const NO_CHOICE: ExportChoice = {
  selected: [],
  filtered: null,
  labelingJobId: null,
};

export type ExportContent = "selected" | "filtered" | "all";

/** The narrowest first. */
export const contentsOf = ({
  selected,
  filtered,
}: ExportChoice): readonly ExportContent[] => [
  ...(selected.length > 0 ? (["selected"] as const) : []),
  ...(filtered === null ? [] : (["filtered"] as const)),
  "all",
];

/** Null = all samples. */
export function idsOf(
  { selected, filtered }: ExportChoice,
  content: ExportContent,
): readonly SampleId[] | null {
  if (content === "all") return null;
  return content === "selected" ? selected : (filtered ?? []);
}

interface Named<Id> {
  readonly id: Id;
  readonly name: string;
}

/** @returns options of a select, the one to suggest first. Versions are whole: no part of one is exported. */
export function sourceOptions(
  content: ExportContent,
  { labelingJobId }: Pick<ExportChoice, "labelingJobId">,
  versions: readonly Named<VersionId>[],
  jobs: readonly Named<LabelingJobId>[],
): { readonly value: string; readonly label: string }[] {
  const texts = m.datasets.exportDialog;
  const isChosenIn = (job: Named<LabelingJobId>): boolean =>
    job.id === labelingJobId;
  const ofJobs = [
    ...jobs.filter(isChosenIn),
    ...jobs.filter((job) => !isChosenIn(job)),
  ].map(({ id, name }) => ({
    value: `job:${id}`,
    label: texts.labelsOf(name),
  }));
  const ofVersions =
    content === "all"
      ? versions.map(({ id, name }) => ({
          value: `version:${id}`,
          label: texts.version(name),
        }))
      : [];
  const plain = { value: "dataset:", label: texts.noLabels };
  return labelingJobId === null
    ? [...ofVersions, ...ofJobs, plain]
    : [...ofJobs, ...ofVersions, plain];
}

export function sourceOf(
  value: string,
  datasetId: DatasetId,
  sampleIds: readonly SampleId[] | null,
): ExportSource {
  const [kind, id = ""] = value.split(":");
  if (kind === "version") return { versionId: id as VersionId };
  return kind === "job"
    ? { labelingJobId: id as LabelingJobId, sampleIds }
    : { datasetId, sampleIds };
}

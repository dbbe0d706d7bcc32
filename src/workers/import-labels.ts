/** Gives the samples of an import their labels in a labeling job. */
import type { Sample } from "#core/dataset.ts";
import type { LabelId, LabelingJobId, SampleId } from "#core/ids.ts";
import type { FoundFile, ImportChoice } from "#core/import.ts";
import type { ItemContent } from "#core/labeling-job.ts";
import type { Problem } from "#core/problems.ts";
import { parseManifestTime } from "#formats/manifest.ts";
import type {
  FoundSample,
  LabelNames,
  ManifestAnnotation,
} from "#labeling/contract.ts";
import { labelingType } from "#labeling/registry.ts";
import {
  isUsableLabel,
  labelName,
  usableAnnotations,
} from "#labeling/usable-annotations.ts";
import { getItems } from "#storage/items.ts";
import { UNLABELED } from "#storage/item-rows.ts";
import { applyEdits } from "#storage/journal.ts";
import { addLabels, listLabels } from "#storage/labels.ts";

/** One file on its way into the dataset, with what the format found for it. */
export interface Wanted {
  readonly file: FoundFile;
  readonly found: FoundSample;
}

export interface LabelTarget {
  readonly jobId: LabelingJobId;
  readonly typeId: string;
  /** One label per sample. */
  readonly single: boolean;
  readonly choice: ImportChoice;
  /** When a label was given whose source does not say, milliseconds since 1970. */
  readonly at: number;
}

type Report = (problem: Problem) => void;
type Entries = readonly ManifestAnnotation[];

export const labelNames = (entries: Entries): string[] => [
  ...new Set(entries.flatMap((entry) => labelName(entry) ?? [])),
];

function isKept(label: string, choice: ImportChoice): boolean {
  const { includedLabels: included, excludedLabels: excluded } = choice;
  const isIncluded = included.length === 0 || included.includes(label);
  return isIncluded && !excluded.includes(label);
}

/** The annotation objects that stay after excluded and not included labels are left out. */
function keptAnnotations(entries: Entries, choice: ImportChoice): Entries {
  if (choice.labelingStatus === "unlabeled") return [];
  return entries.filter((entry) => {
    const label = labelName(entry);
    return label === null || isKept(label, choice);
  });
}

/** Gives the job the labels that the files list, in their order, before any is used. */
export async function addClasses(
  names: readonly string[],
  { jobId, choice }: LabelTarget,
): Promise<void> {
  if (choice.labelingStatus === "unlabeled") return;
  const kept = names.filter(
    (name) => isUsableLabel(name) && isKept(name, choice),
  );
  if (kept.length > 0)
    await addLabels(
      jobId,
      [...new Set(kept)].map((name) => ({ name })),
    );
}

/** The entries that are used: a job that takes one label per sample uses the first. */
function usedEntries(
  { file, found }: Wanted,
  { choice, single }: LabelTarget,
  report: Report,
): Entries {
  const entries = keptAnnotations(usableAnnotations(found, report), choice);
  const names = labelNames(entries);
  if (!single || names.length < 2) return entries;
  report({
    severity: "warning",
    rule: "label.single",
    file: file.path,
    message:
      "The labeling job takes one label per sample; the first one was used",
    value: names.join(", "),
  });
  return entries.filter((entry) => labelName(entry) === names[0]);
}

async function namesOf(
  jobId: LabelingJobId,
  wanted: readonly string[],
): Promise<LabelNames> {
  await addLabels(
    jobId,
    wanted.map((name) => ({ name })),
  );
  const rows = await listLabels(jobId);
  const ids = new Map(rows.map((row) => [row.name, row.id]));
  const names = new Map(rows.map((row) => [row.id, row.name]));
  return {
    nameOf: (id) => names.get(id) ?? id,
    idOf: (name) => ids.get(name) ?? (name as LabelId),
  };
}

/** Who labeled it and when, as the source says; an import by a person otherwise. */
function provenanceOf(
  entry: ManifestAnnotation | undefined,
  at: number,
): ItemContent["provenance"] {
  const [by, confidence] = [entry?.["annotated-by"], entry?.["confidence"]];
  return {
    by: typeof by === "string" ? by : "human",
    at: parseManifestTime(entry?.["creation-time"]) ?? at,
    confidence: typeof confidence === "number" ? confidence : null,
  };
}

/** @param item as it is: labels that the import does not bring stay. Null = nothing to change. */
async function contentOf(
  { file: { path, media }, found }: Wanted,
  used: Entries,
  item: ItemContent,
  names: LabelNames,
  { typeId, choice, at }: LabelTarget,
  report: Report,
): Promise<ItemContent | null> {
  const { hard, usage } = found;
  const type = labelingType(typeId);
  const annotation = await type.decode(used, {
    names,
    sample: {
      path,
      width: media?.width ?? null,
      height: media?.height ?? null,
    },
    readSideFile: found.readSideFile ?? (async () => null),
    report: (problem) => report({ ...problem, file: path }),
  });
  const labels = type.labelsOf(annotation);
  if (labels.length > 0) {
    const isProposed = choice.toBeConfirmed || found.isProposed === true;
    return {
      state: isProposed ? "to_be_confirmed" : "labeled",
      annotation,
      labels,
      hard,
      usage,
      provenance: provenanceOf(used[0], at),
    };
  }
  if (!hard && !usage) return null;
  const { state, annotation: kept, labels: own, provenance } = item;
  return {
    state,
    annotation: kept,
    labels: own,
    hard: hard ?? item.hard,
    usage: usage ?? item.usage,
    provenance,
  };
}

/**
 * One journal step for all of them.
 * @param samples of each wanted file, in its order; files of one content share theirs.
 * @returns how many samples the import labels.
 */
export async function labelSamples(
  wanted: readonly Wanted[],
  samples: readonly Sample[],
  target: LabelTarget,
  report: Report,
): Promise<number> {
  const items = await getItems(
    target.jobId,
    samples.map(({ id }) => id),
  );
  const seen = new Set<SampleId>();
  const used = wanted.flatMap((one, i) => {
    const sampleId = samples[i]?.id;
    if (!sampleId || seen.has(sampleId)) return [];
    seen.add(sampleId);
    const entries = usedEntries(one, target, report);
    return [{ one, sampleId, item: items[i] ?? UNLABELED, entries }];
  });
  const names = await namesOf(
    target.jobId,
    labelNames(used.flatMap(({ entries }) => entries)),
  );
  const changes: { sampleId: SampleId; after: ItemContent }[] = [];
  let labeled = 0;
  for (const { one, sampleId, item, entries } of used) {
    const after = await contentOf(one, entries, item, names, target, report);
    if (!after) continue;
    changes.push({ sampleId, after });
    if (entries.length > 0 && after.labels.length > 0) labeled += 1;
  }
  await applyEdits(target.jobId, "import", changes, "human", samples);
  return labeled;
}

/** Gives the samples of an import their labels in a labeling job. */
import { pictureOf } from "#core/dataset.ts";
import type { BlobHash, LabelId, LabelingJobId } from "#core/ids.ts";
import type { FoundFile, ImportChoice } from "#core/import.ts";
import type { NewLabel } from "#core/label.ts";
import type { ItemContent } from "#core/labeling-job.ts";
import type { Problem } from "#core/problems.ts";
import { parseManifestTime } from "#formats/manifest.ts";
import type {
  FoundSample,
  LabelingType,
  ManifestAnnotation,
} from "#labeling/contract.ts";
import { labelingType } from "#labeling/registry.ts";
import { isUsableLabel, labelName } from "#labeling/usable-annotations.ts";
import { getItems } from "#storage/items.ts";
import { UNLABELED } from "#storage/item-rows.ts";
import { applyEdits } from "#storage/journal.ts";
import { addLabels, listLabels } from "#storage/labels.ts";
import type { AddedSamples } from "#storage/samples.ts";
import {
  keepChosen,
  named,
  namedAnnotation,
  type NamedAnnotation,
} from "./named-annotation.ts";

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
/** The dry run has told what cannot be read. */
const ignored: Report = () => undefined;

const isChosen = (
  { includedLabels: included, excludedLabels: excluded }: ImportChoice,
  name: string,
): boolean =>
  (included.length === 0 || included.includes(name)) &&
  !excluded.includes(name);

/** Labels in the order of the files that list them, used or not: the order is part of what models and files mean. */
export async function addClasses(
  classes: readonly NewLabel[],
  { jobId, choice }: LabelTarget,
): Promise<void> {
  if (choice.labelingStatus === "unlabeled") return;
  const chosen = classes.filter(
    ({ name }) => isUsableLabel(name) && isChosen(choice, name),
  );
  await addLabels(jobId, chosen);
}

/** @param media of the picture, null where nothing is to be mended. */
function mended(
  type: LabelingType,
  { annotation, names }: NamedAnnotation,
  media: FoundFile["media"],
): NamedAnnotation {
  const { width, height } = pictureOf(media) ?? {};
  if (!type.mend || !width || !height) return { annotation, names };
  return named(type, type.mend(annotation, { width, height }));
}

/** What of a sample's labels is used: those chosen, and in a job of one label per sample the first. */
async function usedAnnotation(
  { file, found }: Wanted,
  type: LabelingType,
  { choice, single }: LabelTarget,
  report: Report,
): Promise<NamedAnnotation> {
  if (choice.labelingStatus === "unlabeled")
    return { annotation: type.empty(), names: [] };
  const read = mended(
    type,
    await namedAnnotation(type, file, found, ignored, choice),
    choice.mends === true ? file.media : null,
  );
  const chosen = keepChosen(type, read, (name) => isChosen(choice, name));
  if (!single || chosen.names.length < 2) return chosen;
  report({
    severity: "warning",
    rule: "label.single",
    file: file.path,
    message:
      "The labeling job takes one label per sample; the first one was used",
    value: chosen.names.join(", "),
  });
  return keepChosen(type, chosen, (name) => name === chosen.names[0]);
}

/** Rows of the labels, made where they are new: name -> id. */
async function idsOf(
  jobId: LabelingJobId,
  wanted: readonly string[],
): Promise<ReadonlyMap<LabelId, LabelId>> {
  await addLabels(
    jobId,
    wanted.map((name) => ({ name })),
  );
  const rows = await listLabels(jobId);
  return new Map(rows.map(({ name, id }) => [name as LabelId, id]));
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

/** The entry that brought the label. */
const entryOf = (
  { annotations }: FoundSample,
  label: string | undefined,
): ManifestAnnotation | undefined =>
  annotations.find((entry) => labelName(entry) === label) ?? annotations[0];

/** What an import brings to one sample. */
interface Brought {
  readonly annotation: unknown;
  readonly labels: readonly LabelId[];
  /** Somebody looked, and there is nothing to label. */
  readonly isNone: boolean;
}

/** @param item as it is: labels that the import does not bring stay. Null = nothing to change. */
function contentOf(
  found: FoundSample,
  entry: ManifestAnnotation | undefined,
  { annotation, labels, isNone }: Brought,
  item: ItemContent,
  { choice, at }: LabelTarget,
): ItemContent | null {
  const { hard, usage } = found;
  if (labels.length > 0 || isNone) {
    const isProposed = choice.toBeConfirmed || found.isProposed === true;
    return {
      state: isProposed ? "to_be_confirmed" : "labeled",
      annotation,
      labels,
      hard,
      usage,
      provenance: provenanceOf(entry, at),
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

/** Labels that have their rows, and wait for their samples to have theirs. */
export interface ReadLabels {
  /** Of each wanted file, in its order; null for one whose content came before. */
  readonly used: readonly (NamedAnnotation | null)[];
  readonly ids: ReadonlyMap<LabelId, LabelId>;
}

/** Before the samples are there: above the limit of labels nothing is added, rather than samples without them. */
export async function readLabels(
  wanted: readonly Wanted[],
  target: LabelTarget,
  report: Report,
): Promise<ReadLabels> {
  const type = labelingType(target.typeId);
  const seen = new Set<BlobHash>();
  const used: (NamedAnnotation | null)[] = [];
  for (const one of wanted) {
    const isFirst = !seen.has(one.file.hash);
    seen.add(one.file.hash);
    used.push(isFirst ? await usedAnnotation(one, type, target, report) : null);
  }
  const names = new Set(used.flatMap((one) => one?.names ?? []));
  return { used, ids: await idsOf(target.jobId, [...names]) };
}

/**
 * One journal step for all of them.
 * @param samples `all`: of each wanted file, in its order; files of one content share theirs.
 * @returns how many samples the import labels.
 */
export async function labelSamples(
  wanted: readonly Wanted[],
  { used, ids }: ReadLabels,
  { all, added }: Pick<AddedSamples, "all" | "added">,
  target: LabelTarget,
): Promise<number> {
  const type = labelingType(target.typeId);
  const fresh = new Set(added.map(({ id }) => id));
  const older = all.map(({ id }) => id).filter((id) => !fresh.has(id));
  const found = await getItems(target.jobId, older);
  const items = new Map(older.map((id, i) => [id, found[i]]));
  let labeled = 0;
  const changes = wanted.flatMap(({ found: read }, i) => {
    const [one, sampleId] = [used[i], all[i]?.id];
    if (!one || !sampleId) return [];
    const annotation = type.relabel(one.annotation, ids);
    const labels = type.labelsOf(annotation);
    const isNone = type.saysNone?.(annotation) === true;
    const entry = entryOf(read, one.names[0]);
    const brought = { annotation, labels, isNone };
    const item = items.get(sampleId) ?? UNLABELED;
    const after = contentOf(read, entry, brought, item, target);
    if (!after) return [];
    if (labels.length > 0 || isNone) labeled += 1;
    return [{ sampleId, after }];
  });
  await applyEdits(target.jobId, "import", changes, "human", all);
  return labeled;
}

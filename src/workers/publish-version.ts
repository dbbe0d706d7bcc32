/** Freezes a labeling job into a version: entries in chunks of content-addressed files. */
import { AppError } from "#core/errors.ts";
import {
  newId,
  type BlobHash,
  type LabelId,
  type LabelingJobId,
  type VersionId,
} from "#core/ids.ts";
import type { Progress } from "#core/job.ts";
import type { Label } from "#core/label.ts";
import type { LabelingItem, LabelingJob, Usage } from "#core/labeling-job.ts";
import { splitItems } from "#core/split.ts";
import {
  ENTRIES_PER_CHUNK,
  type SplitSettings,
  type Version,
  type VersionEntry,
} from "#core/version.ts";
import { labelingType } from "#labeling/registry.ts";
import { writeBlobs } from "#storage/blobs.ts";
import { allItems } from "#storage/items.ts";
import { getLabelingJob } from "#storage/labeling-jobs.ts";
import { listLabels } from "#storage/labels.ts";
import { getSamples } from "#storage/samples.ts";
import { addVersion, nextVersionName } from "#storage/versions.ts";
import { entryOfItem } from "./entry-of-item.ts";

export interface PublishTask {
  readonly labelingJobId: LabelingJobId;
  /** Null = the next of V001, V002 ... */
  readonly name: string | null;
  readonly description: string;
  readonly split: SplitSettings | null;
  readonly writesHard: boolean;
}

const nameMap = (labels: readonly Label[]): ReadonlyMap<LabelId, string> =>
  new Map(labels.map(({ id, name }) => [id, name]));

async function entriesOf(
  job: LabelingJob,
  items: readonly LabelingItem[],
  usage: ReadonlyMap<LabelingItem, Usage | null>,
  labels: ReadonlyMap<LabelId, string>,
  writesHard: boolean,
): Promise<VersionEntry[]> {
  const type = labelingType(job.type);
  const samples = new Map(
    (await getSamples(items.map(({ sampleId }) => sampleId))).map((sample) => [
      sample.id,
      sample,
    ]),
  );
  return items.map((item) => {
    const sample = samples.get(item.sampleId);
    const part = usage.get(item) ?? null;
    const entry = entryOfItem(item, sample, type, labels, part);
    return writesHard ? entry : { ...entry, hard: null };
  });
}

function labelCounts(
  items: readonly LabelingItem[],
  labels: readonly Label[],
): Version["labels"] {
  const counts = new Map<LabelId, number>();
  for (const item of items)
    for (const id of new Set(item.labels))
      counts.set(id, (counts.get(id) ?? 0) + 1);
  return labels.map(({ id, jobId: _job, order: _place, ...label }) => ({
    ...label,
    samples: counts.get(id) ?? 0,
  }));
}

/** @throws AppError('format') when a label would have no training sample, or the name is taken. */
export async function publishVersion(
  task: PublishTask,
  versionId: VersionId | null,
  report: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<VersionId> {
  const job = await getLabelingJob(task.labelingJobId);
  if (!job)
    throw new AppError("storage", "The labeling job was deleted", {
      reason: "missing",
    });
  const [labels, items] = await Promise.all([
    listLabels(job.id),
    allItems(job.id),
  ]);
  const names = nameMap(labels);
  const parts = splitItems(items, task.split);
  const usage = new Map(items.map((item, i) => [item, parts[i] ?? null]));
  const chunks: BlobHash[] = [];
  const pictures = new Set<BlobHash>();
  for (let at = 0; at < items.length; at += ENTRIES_PER_CHUNK) {
    signal.throwIfAborted();
    const entries = await entriesOf(
      job,
      items.slice(at, at + ENTRIES_PER_CHUNK),
      usage,
      names,
      task.writesHard,
    );
    for (const { hash, text } of entries)
      if (text === undefined) pictures.add(hash);
    const text = entries.map((entry) => `${JSON.stringify(entry)}\n`).join("");
    const [stored] = await writeBlobs([
      new Blob([text], { type: "application/jsonl" }),
    ]);
    if (stored) chunks.push(stored.hash);
    report({
      done: Math.min(items.length, at + ENTRIES_PER_CHUNK),
      total: items.length,
      unit: "samples",
    });
  }
  const version: Version = {
    id: versionId ?? newId<VersionId>(),
    datasetId: job.datasetId,
    jobId: job.id,
    labelingType: job.type,
    name: task.name ?? (await nextVersionName(job.datasetId)),
    description: task.description,
    createdAt: Date.now(),
    split: task.split,
    writesHard: task.writesHard,
    labels: labelCounts(items, labels),
    sampleCount: items.length,
    labeledCount: items.filter(({ state }) => state === "labeled").length,
    chunks,
    pictures: [...pictures],
    status: "Normal",
  };
  await addVersion(version);
  return version.id;
}

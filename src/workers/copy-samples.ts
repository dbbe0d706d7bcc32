/**
 * Copies a version, a selection or a whole dataset into another dataset, labels and all. Files are
 * shared by their content, so that nothing is written twice. Source: data management 10, New Dataset.
 */
import type { MediaInfo } from "#core/dataset.ts";
import type { DatasetId, LabelingJobId } from "#core/ids.ts";
import type { ImportChoice } from "#core/import.ts";
import type { Progress } from "#core/job.ts";
import type { VersionEntry } from "#core/version.ts";
import { getLabelingJob } from "#storage/labeling-jobs.ts";
import { addSamples } from "#storage/samples.ts";
import { CHUNK, newSample } from "./commit-chunk.ts";
import { openSource, type ExportTask } from "./export-source.ts";
import {
  labelSamples,
  readLabels,
  type LabelTarget,
  type Wanted,
} from "./import-labels.ts";

export interface CopyTask extends Pick<ExportTask, "source"> {
  readonly datasetId: DatasetId;
  /** Gets the labels; null where the source has none. */
  readonly labelingJobId: LabelingJobId | null;
  /** When a label was given that does not say so itself, milliseconds since 1970. */
  readonly at: number;
}

const EVERYTHING: Omit<ImportChoice, "labelingJobId"> = {
  format: "manifest",
  labelingStatus: "labeled",
  onlyHard: false,
  toBeConfirmed: false,
  includedLabels: [],
  excludedLabels: [],
};

function mediaOf({ sound, width, height }: VersionEntry): MediaInfo | null {
  if (sound) return sound;
  return width && height ? { kind: "image", width, height } : null;
}

function wantedOf(entry: VersionEntry): Wanted {
  const { path, hash, bytes, mime, text, annotation, sideFiles } = entry;
  return {
    file: {
      path,
      hash,
      bytes,
      mime,
      media: mediaOf(entry),
      isLabelFile: false,
    },
    found: {
      path,
      ...(text === undefined ? {} : { text }),
      annotations: annotation,
      usage: entry.usage,
      hard: entry.hard,
      isProposed: entry.state === "to_be_confirmed",
      readSideFile: async (name) =>
        sideFiles.find((side) => side.path === name)?.text ?? null,
    },
  };
}

async function targetOf({
  labelingJobId,
  at,
}: CopyTask): Promise<LabelTarget | null> {
  const job = labelingJobId ? await getLabelingJob(labelingJobId) : undefined;
  if (!job) return null;
  const choice = { ...EVERYTHING, labelingJobId: job.id };
  return {
    jobId: job.id,
    typeId: job.type,
    single: job.singleLabel,
    choice,
    at,
  };
}

/** May be called again after a kill: what is there already stays as it is. */
export async function copySamples(
  task: CopyTask,
  report: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<{ samples: number; bytes: number }> {
  const { entries, total } = await openSource(task);
  const target = await targetOf(task);
  let [samples, bytes] = [0, 0];
  let chunk: Wanted[] = [];
  const flush = async (): Promise<void> => {
    signal.throwIfAborted();
    // They were read and mended when they came in: there is nothing to tell of them.
    const labels = target && (await readLabels(chunk, target, () => undefined));
    const added = await addSamples(task.datasetId, chunk.map(newSample));
    if (target && labels) await labelSamples(chunk, labels, added, target);
    samples += chunk.length;
    chunk = [];
    report({ done: samples, total, unit: "samples" });
  };
  for await (const entry of entries) {
    bytes += entry.bytes;
    chunk.push(wantedOf(entry));
    if (chunk.length === CHUNK) await flush();
  }
  if (chunk.length > 0) await flush();
  return { samples, bytes };
}

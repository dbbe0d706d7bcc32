/** What all commits of imports share: the part that one transaction takes in, and where a commit stands. */
import type { DataType } from "#core/data-type.ts";
import type { DatasetId, JobId } from "#core/ids.ts";
import type { ImportChoice } from "#core/import.ts";
import type { LabelingType } from "#labeling/contract.ts";
import { knownHashes, type NewSample } from "#storage/samples.ts";
import type { Wanted } from "./import-labels.ts";
import { namedAnnotation } from "./named-annotation.ts";

/** Samples of one transaction: what a kill makes do again. */
export const CHUNK = 2000;

export async function isWanted(
  { file, found }: Wanted,
  type: LabelingType,
  choice: ImportChoice,
): Promise<boolean> {
  if (choice.onlyHard && !found.hard) return false;
  const { includedLabels, labelingStatus } = choice;
  if (labelingStatus === "unlabeled" || includedLabels.length === 0)
    return true;
  const ignored = (): void => undefined;
  const { names } = await namedAnnotation(type, file, found, ignored, choice);
  return names.some((name) => includedLabels.includes(name));
}

export const newSample = ({ file, found }: Wanted): NewSample => {
  const { hash, bytes, mime, media } = file;
  const { samplePath: path = file.path, text } = found;
  const sample = { path, hash, bytes, mime, media };
  return text === undefined ? sample : { ...sample, text };
};

/** Where a commit stands. */
export interface CommitProgress {
  /** Files done. */
  readonly next: number;
  readonly imported: number;
  readonly labeled: number;
  /** Of the chunk at `next`, those that the dataset did not have when it was begun. */
  readonly fresh: number;
  /** The `FILE_ORDER` that `next` counts in; left out for texts, and by older versions of the app. */
  readonly order?: number;
}

export interface CommitTask {
  readonly jobId: JobId;
  readonly datasetId: DatasetId;
  readonly dataType: DataType;
  readonly choice: ImportChoice;
  /** When the import began, milliseconds since 1970. */
  readonly at: number;
  /** Where a commit that was stopped goes on; null at first. */
  readonly from: CommitProgress | null;
}

export async function countFresh(
  datasetId: DatasetId,
  chunk: readonly Wanted[],
): Promise<number> {
  const hashes = [...new Set(chunk.map(({ file }) => file.hash))];
  return hashes.length - (await knownHashes(datasetId, hashes)).size;
}

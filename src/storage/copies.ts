/** Which texts of a labeling job read the same; found by reading all of them once, and kept while they are the same. */
import Dexie from "dexie";
import { type Copies, plainWords } from "#core/copies.ts";
import type { Dataset } from "#core/dataset.ts";
import type { DatasetId, LabelingJobId, SampleId } from "#core/ids.ts";
import type { LabelingItem } from "#core/labeling-job.ts";
import { textNumber } from "#core/text-number.ts";
import { cache, database } from "./database.ts";
import { guarded } from "./errors.ts";

/** Changes with what a copy is. */
const FORM = "2";
/** Rows in memory at a time. */
const PART = 5000;

const rowsAfter = (jobId: LabelingJobId, last: string) =>
  database.items
    .where("[jobId+sampleId]")
    .between([jobId, last], [jobId, Dexie.maxKey], false, true);

const partAfter = (
  jobId: LabelingJobId,
  last: string,
): Promise<readonly LabelingItem[]> =>
  guarded(() => rowsAfter(jobId, last).limit(PART).toArray());

/** Names the texts: every change of which there are dates the dataset anew, or changes how many the job has. */
const stateWith = (dataset: Dataset | undefined, count: number): string =>
  [FORM, dataset?.updatedAt, count].join(" ");

async function stateOf(
  jobId: LabelingJobId,
  datasetId: DatasetId,
): Promise<string> {
  const dataset = await database.datasets.get(datasetId);
  return stateWith(dataset, await rowsAfter(jobId, "").count());
}

/** Null where they have to be found. */
export async function keptCopies(
  jobId: LabelingJobId,
  datasetId: DatasetId,
): Promise<Copies | null> {
  const kept = await cache.copies.get(jobId).catch(() => undefined);
  if (!kept) return null;
  const isSo = await guarded(async () => {
    const dataset = await database.datasets.get(datasetId);
    // A job that had all texts of its dataset still has: counting 100,000 takes a third of a second.
    const isWhole = kept.of === stateWith(dataset, dataset?.sampleCount ?? 0);
    return isWhole || kept.of === (await stateOf(jobId, datasetId));
  });
  return isSo ? kept.groups : null;
}

/** For a worker: it takes a second for each 100,000 texts. */
export async function findCopies(
  jobId: LabelingJobId,
  datasetId: DatasetId,
): Promise<Copies> {
  const of = await guarded(() => stateOf(jobId, datasetId));
  const first = new Map<number, SampleId>();
  const found = new Map<number, SampleId[]>();
  let last: string | undefined = "";
  while (last !== undefined) {
    const rows: readonly LabelingItem[] = await partAfter(jobId, last);
    for (const { sampleId, text } of rows) {
      if (text === undefined) continue;
      const number = textNumber(plainWords(text));
      const one = first.get(number);
      if (one === undefined) first.set(number, sampleId);
      else {
        const group = found.get(number);
        if (group) group.push(sampleId);
        else found.set(number, [one, sampleId]);
      }
    }
    last = rows.length < PART ? undefined : rows.at(-1)?.sampleId;
  }
  const groups = [...found.values()].sort((a, b) =>
    (a[0] ?? "") < (b[0] ?? "") ? -1 : 1,
  );
  await cache.copies.put({ jobId, of, groups }).catch(() => undefined);
  return groups;
}

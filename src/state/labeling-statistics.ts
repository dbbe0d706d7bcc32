import type { LabelingJobId } from "#core/ids.ts";
import { EVERY_ITEM } from "#core/item-query.ts";
import { getItems, itemIds } from "#storage/items.ts";

export interface LabelingStatistics {
  readonly hard: number;
  /** Samples labeled on each day of local time, `yyyy-mm-dd`, oldest first; days without work are absent. */
  readonly perDay: readonly (readonly [string, number])[];
  /** Name in provenance -> samples, most first. */
  readonly people: readonly (readonly [string, number])[];
}

/** Rows read at once: small enough that the page stays alive between two reads. */
const CHUNK = 2000;

function dayOf(ms: number): string {
  const date = new Date(ms);
  const two = (n: number) => String(n).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Reads every item once, in chunks. @throws AppError 'cancelled' when the signal stops it. */
export async function readStatistics(
  jobId: LabelingJobId,
  report: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<LabelingStatistics> {
  const days = new Map<string, number>();
  const people = new Map<string, number>();
  let hard = 0;
  const ids = await itemIds(jobId, EVERY_ITEM);
  for (let at = 0; at < ids.length; at += CHUNK) {
    signal.throwIfAborted();
    for (const item of await getItems(jobId, ids.slice(at, at + CHUNK))) {
      if (item?.hard) hard += 1;
      if (item?.state !== "labeled" || !item.provenance) continue;
      const day = dayOf(item.provenance.at);
      days.set(day, (days.get(day) ?? 0) + 1);
      const { by } = item.provenance;
      people.set(by, (people.get(by) ?? 0) + 1);
    }
    report(Math.min(at + CHUNK, ids.length), ids.length);
  }
  return {
    hard,
    perDay: [...days].sort(([a], [b]) => a.localeCompare(b)),
    people: [...people].sort(([, a], [, b]) => b - a),
  };
}

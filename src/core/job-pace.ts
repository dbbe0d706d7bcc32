import type { Job, Progress } from "./job.ts";

/** How a job counts in its present stage: from which count and since when, up to its latest report. Times are milliseconds since 1970. */
export interface Pace {
  readonly stage: string;
  readonly from: number;
  readonly since: number;
  readonly done: number;
  readonly at: number;
}

/** The pace after a report. It begins anew with a stage, a unit, or a count that starts over. @param before null where this run of the job has not reported yet. */
export function paceAfter(
  before: Pace | null,
  { done, unit, stage = "" }: Progress,
  now: number,
): Pace {
  const name = `${stage} ${unit}`;
  if (before?.stage === name && done >= before.done)
    return { ...before, done, at: now };
  return { stage: name, from: done, since: now, done, at: now };
}

const MIN_SECONDS = 1;
const MIN_SHARE = 0.02;

/** Units a second, and milliseconds to the end of the stage; null while there is too little to tell. */
export function jobRate({ state, pace, total }: Job): {
  readonly perSecond: number;
  readonly leftMs: number | null;
} | null {
  if (state !== "running" || !pace || pace.done <= pace.from) return null;
  const seconds = (pace.at - pace.since) / 1000;
  if (seconds < MIN_SECONDS) return null;
  const counted = pace.done - pace.from;
  const perSecond = counted / seconds;
  const isTelling = total > 0 && counted >= MIN_SHARE * (total - pace.from);
  return {
    perSecond,
    leftMs: isTelling
      ? (Math.max(0, total - pace.done) / perSecond) * 1000
      : null,
  };
}

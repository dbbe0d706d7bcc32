/**
 * Labeling gestures in the audit log: one trace `updateSamples` for each job and minute. They are
 * made behind the labeling, out of the journal, so that no key press waits for them; a page that
 * is killed leaves them to the next. A trace's id follows from its job and minute: made twice, it
 * is the same row. Source: ExeML 6.
 */
import type { LabelingJobId, SampleId, TraceId } from "#core/ids.ts";
import type { JournalStep } from "#core/journal.ts";
import type { LabelingJob } from "#core/labeling-job.ts";
import type { Trace } from "#core/trace.ts";
import { database } from "./database.ts";
import { guarded } from "./errors.ts";
import { getSetting } from "./settings.ts";

const MINUTE_MS = 60_000;
/** Read at once; a minute holds fewer. */
const STEPS = 2000;

const minuteOf = (at: number): number => Math.floor(at / MINUTE_MS);
/** Seq of the last step whose minute was over when it was traced. */
const cursorKey = (id: LabelingJobId): string => `traced-steps:${id}`;

const after = (id: LabelingJobId, seq: number) =>
  database.steps
    .where("[jobId+seq]")
    .between([id, seq], [id, Number.MAX_SAFE_INTEGER], false);

/** What one person did to a job within a minute. */
interface MinuteOfGestures {
  readonly minute: number;
  readonly by: string;
  readonly gestures: Record<string, number>;
  readonly samples: Set<SampleId>;
  /** Of the last step. */
  at: number;
  seq: number;
}

function count(
  minutes: Map<string, MinuteOfGestures>,
  { at, by, seq, kind, gesture, edits }: JournalStep,
): void {
  const minute = minuteOf(at);
  const name = `${String(minute)} ${by}`;
  const found = minutes.get(name);
  const own = found ?? {
    ...{ minute, by, at, seq },
    gestures: {},
    samples: new Set<SampleId>(),
  };
  if (!found) minutes.set(name, own);
  const key = kind === "do" ? gesture : kind;
  own.gestures[key] = (own.gestures[key] ?? 0) + 1;
  for (const { sampleId } of edits) own.samples.add(sampleId);
  own.at = Math.max(own.at, at);
  own.seq = seq;
}

const traceOf = (
  { id, name }: LabelingJob,
  { minute, by, at, gestures, samples }: MinuteOfGestures,
): Trace => ({
  id: `${id}-${String(minute)}-${by}` as TraceId,
  at,
  operator: by,
  name: "updateSamples",
  resourceType: "Dataset",
  resourceId: id,
  resourceName: name,
  status: "Normal",
  source: "labeling",
  detail: { gestures, samples: samples.size },
});

/** @returns whether there may be more. */
async function traceSome(job: LabelingJob, now: number): Promise<boolean> {
  const key = cursorKey(job.id);
  const cursor = await getSetting(key, 0);
  const minutes = new Map<string, MinuteOfGestures>();
  let read = 0;
  // One at a time: a step of an import holds thousands of samples, and the page goes on between two.
  await after(job.id, cursor)
    .limit(STEPS)
    .each((step) => {
      count(minutes, step);
      read += 1;
    });
  if (read === 0) return false;
  const isWhole = read < STEPS;
  const all = [...minutes.values()];
  const last = Math.max(...all.map(({ minute }) => minute));
  // The last minute of a batch goes on in the next one, unless it fills the batch.
  const isAll = isWhole || all.every(({ minute }) => minute === last);
  const told = isAll ? all : all.filter(({ minute }) => minute < last);
  const over = told.filter(({ minute }) => minute < minuteOf(now));
  const { traces, settings } = database;
  await database.transaction("rw", traces, settings, async () => {
    await traces.bulkPut(told.map((minute) => traceOf(job, minute)));
    if (over.length > 0)
      await settings.put({
        key,
        value: Math.max(...over.map(({ seq }) => seq)),
      });
  });
  return !isWhole && over.length > 0;
}

/** Brings the audit log up to the journal of one job, or of all. */
export async function traceGestures(id?: LabelingJobId): Promise<void> {
  await guarded(async () => {
    const jobs = await database.labelingJobs.toArray();
    for (const job of jobs)
      if (id === undefined || job.id === id)
        while (await traceSome(job, Date.now()));
  });
}

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

function traceOf(
  { id, name }: LabelingJob,
  steps: readonly JournalStep[],
): Trace {
  const [first] = steps;
  const at = Math.max(...steps.map((step) => step.at));
  const by = first?.by ?? "";
  const samples = new Set<SampleId>();
  const gestures: Record<string, number> = {};
  for (const { kind, gesture, edits } of steps) {
    const key = kind === "do" ? gesture : kind;
    gestures[key] = (gestures[key] ?? 0) + 1;
    for (const { sampleId } of edits) samples.add(sampleId);
  }
  return {
    id: `${id}-${String(minuteOf(at))}-${by}` as TraceId,
    at,
    operator: by,
    name: "updateSamples",
    resourceType: "Dataset",
    resourceId: id,
    resourceName: name,
    status: "Normal",
    source: "labeling",
    detail: { gestures, samples: samples.size },
  };
}

/** @returns whether there may be more. */
async function traceSome(job: LabelingJob, now: number): Promise<boolean> {
  const key = cursorKey(job.id);
  const cursor = await getSetting(key, 0);
  const read = await after(job.id, cursor).limit(STEPS).toArray();
  const last = read.at(-1);
  if (!last) return false;
  const isWhole = read.length < STEPS;
  // The last minute of a batch goes on in the next one, unless it fills the batch.
  const steps = read.filter(
    ({ at }) =>
      isWhole ||
      minuteOf(at) !== minuteOf(last.at) ||
      minuteOf(read[0]?.at ?? 0) === minuteOf(last.at),
  );
  const groups = new Map<string, typeof steps>();
  for (const step of steps) {
    const name = `${String(minuteOf(step.at))} ${step.by}`;
    const group = groups.get(name);
    if (group) group.push(step);
    else groups.set(name, [step]);
  }
  const over = steps.findLast(({ at }) => minuteOf(at) < minuteOf(now));
  const { traces, settings } = database;
  await database.transaction("rw", traces, settings, async () => {
    await traces.bulkPut(
      [...groups.values()].map((group) => traceOf(job, group)),
    );
    if (over) await settings.put({ key, value: over.seq });
  });
  return !isWhole && over !== undefined;
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

/**
 * Runs persisted jobs, one holder across tabs: a job runs under the Web Lock `job:<id>`, so a
 * second tab neither runs it twice nor believes it dead. A row that says `running` while the lock
 * is free is a job whose tab was killed; `resumeInterruptedJobs` takes it up again.
 */
import { AppError } from "#core/errors.ts";
import {
  newId,
  type DatasetId,
  type JobId,
  type LabelingJobId,
  type ProjectId,
} from "#core/ids.ts";
import type { Job, JobKind, Progress } from "#core/job.ts";
import { paceAfter, type Pace } from "#core/job-pace.ts";
import type { Problem } from "#core/problems.ts";
import {
  addJob,
  getJob,
  listJobs,
  requireJob,
  updateJob,
} from "#storage/jobs.ts";
import { keepReserve } from "#storage/reserve-file.ts";
import { clearStaging } from "#storage/staging.ts";
import { trace } from "#storage/traces.ts";
import { endAbandonedRuns } from "#storage/trainings.ts";
import { forgetAnswer, giveAnswer, takeAnswer } from "./answers.ts";
import { clearEndedStaging } from "./ended-staging.ts";
import { writeEnding } from "./ending.ts";
import { jobKinds, type JobContext } from "./kind.ts";

export interface NewJob {
  readonly title: string;
  readonly input: unknown;
  readonly datasetId?: DatasetId | null;
  readonly labelingJobId?: LabelingJobId | null;
  readonly projectId?: ProjectId | null;
  readonly unit?: Job["unit"];
  /** Stored but not begun; `resumeJob` starts it. */
  readonly held?: boolean;
}

/** Each report is written, and read again by every page that shows jobs. */
const REPORT_MS = 250;
const MAX_PROBLEMS = 1000;
const CHANNEL = "gleaner-jobs";

interface Running {
  readonly controller: AbortController;
  stop: "cancel" | "pause" | null;
}

type Command =
  | { readonly id: JobId; readonly verb: "cancel" | "pause" }
  | { readonly id: JobId; readonly verb: "answer"; readonly value: unknown };

const running = new Map<JobId, Running>();
let channel: BroadcastChannel | null = null;

function obey(command: Command): void {
  if (command.verb === "answer") {
    giveAnswer(command.id, command.value);
    return;
  }
  const run = running.get(command.id);
  if (!run) return;
  run.stop = command.verb;
  run.controller.abort(
    new AppError("cancelled", "Stopped", { stop: command.verb }),
  );
}

function listen(): BroadcastChannel {
  if (!channel) {
    channel = new BroadcastChannel(CHANNEL);
    channel.onmessage = (event: MessageEvent<Command>) => obey(event.data);
  }
  return channel;
}

/** Carries out a command in whichever tab runs the job. */
function tell(command: Command): void {
  listen().postMessage(command);
  obey(command);
}

/** Writes what is reported, not too often. `restart`: the time before was not spent on counting. */
function reporter(id: JobId): {
  readonly report: (progress: Progress) => void;
  readonly restart: () => void;
} {
  let last = 0;
  let pace: Pace | null = null;
  let pending: Partial<Job> | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const write = (): void => {
    timer = null;
    if (!pending) return;
    last = Date.now();
    void updateJob(id, pending).catch(() => undefined);
    pending = null;
  };
  return {
    report: (progress) => {
      const { done, total, unit } = progress;
      pace = paceAfter(pace, progress, Date.now());
      pending = { done, total, unit, pace };
      timer ??= setTimeout(write, Math.max(0, REPORT_MS - (Date.now() - last)));
    },
    restart: () => (pace = null),
  };
}

function contextOf(job: Job, run: Running): JobContext {
  const { signal } = run.controller;
  const { report, restart } = reporter(job.id);
  return {
    job,
    signal,
    report,
    save: (cursor) => updateJob(job.id, { cursor }),
    addProblems: async (problems: readonly Problem[]) => {
      const row = await requireJob(job.id);
      await updateJob(job.id, {
        problems: [...row.problems, ...problems].slice(0, MAX_PROBLEMS),
        problemCount: row.problemCount + problems.length,
      });
    },
    wait: async (reason, partial) => {
      // Listening begins before the row says so: the answer may come the moment it is read.
      const answered = takeAnswer(job.id, signal);
      answered.catch(() => undefined);
      await updateJob(job.id, {
        state: "waiting",
        waitingFor: reason,
        result: partial,
      });
      const value = await answered;
      restart();
      await updateJob(job.id, {
        state: "running",
        waitingFor: null,
        pace: null,
      });
      return value;
    },
  };
}

async function run(id: JobId): Promise<void> {
  const job = await getJob(id);
  if (!job || rests(job) || running.has(id)) return;
  const own: Running = {
    controller: new AbortController(),
    stop: null,
  };
  running.set(id, own);
  try {
    await updateJob(id, {
      state: "running",
      waitingFor: null,
      error: null,
      pace: null,
      startedAt: job.startedAt ?? Date.now(),
    });
    await keepReserve();
    const { default: work } = await jobKinds[job.kind]();
    const result = await work(contextOf(await requireJob(id), own));
    const { total, done } = await requireJob(id);
    await updateJob(id, {
      state: "done",
      result,
      done: Math.max(total, done),
      endedAt: Date.now(),
    });
    // Only now: a run that is killed on its last steps needs the files to do them again. What an
    // import has made of files without a copy elsewhere is on the disk since its scan.
    await clearStaging(id);
  } catch (error) {
    await writeEnding(id, own.stop, error);
  } finally {
    running.delete(id);
    forgetAnswer(id);
  }
}

/** Nothing is left to do in these, or not before the user says so. */
function rests({ state, waitingFor }: Job): boolean {
  if (state === "waiting") return waitingFor === "space";
  return state !== "queued" && state !== "running";
}

/**
 * Runs the job as soon as nobody else does. A tab that waits here takes over when the one that
 * runs the job is killed; when it ends in the other tab, there is nothing left to do.
 */
async function hold(id: JobId): Promise<void> {
  listen();
  await navigator.locks.request(`job:${id}`, () => run(id));
}

/** Stores the job and starts it; it goes on when the caller's page is left. */
export async function startJob(kind: JobKind, job: NewJob): Promise<JobId> {
  const now = Date.now();
  const id = newId<JobId>(now);
  await addJob({
    id,
    kind,
    title: job.title,
    datasetId: job.datasetId ?? null,
    labelingJobId: job.labelingJobId ?? null,
    projectId: job.projectId ?? null,
    input: job.input,
    cursor: null,
    result: null,
    state: job.held ? "paused" : "queued",
    waitingFor: null,
    done: 0,
    total: 0,
    unit: job.unit ?? "files",
    problems: [],
    problemCount: 0,
    error: null,
    createdAt: now,
    startedAt: null,
    endedAt: null,
    updatedAt: now,
  });
  if (!job.held) void hold(id);
  return id;
}

/** Stops for good; what was not finished is tidied up by the kind's own rules. */
export async function cancelJob(id: JobId): Promise<void> {
  const job = await getJob(id);
  if (!job || ["done", "cancelled", "failed"].includes(job.state)) return;
  // A training run has a trace of its own.
  if (job.kind !== "train")
    await trace({
      name: "stopTask",
      resourceType: job.datasetId ? "Dataset" : "Task",
      resourceId: job.datasetId ?? id,
      resourceName: job.title,
      source: job.kind,
    });
  tell({ id, verb: "cancel" });
  // Nobody runs these, so nobody would write the row.
  const isIdle = job.state === "paused" || job.state === "queued";
  if (isIdle || job.waitingFor === "space") {
    await clearStaging(id);
    await updateJob(id, { state: "cancelled", endedAt: Date.now() });
    await endAbandonedRuns();
  }
}

/** Stops for now; `resumeJob` goes on from the cursor. */
export async function pauseJob(id: JobId): Promise<void> {
  tell({ id, verb: "pause" });
}

export async function resumeJob(id: JobId): Promise<void> {
  const job = await getJob(id);
  if (!job || job.state === "done") return;
  await updateJob(id, { state: "queued", waitingFor: null, endedAt: null });
  void hold(id);
}

/** The user's answer to a job that waits. @param answer plain data. */
export async function confirmJob(id: JobId, answer: unknown): Promise<void> {
  tell({ id, verb: "answer", value: answer });
}

/** Takes up every job that was running, queued or waiting for an answer when its tab was killed. */
export async function resumeInterruptedJobs(): Promise<void> {
  const jobs = await listJobs();
  for (const job of jobs) if (!rests(job)) void hold(job.id);
  await clearEndedStaging(jobs);
}

/** Resolves with the row once the job has ended, whichever tab runs it. */
export async function jobEnded(id: JobId, signal?: AbortSignal): Promise<Job> {
  const POLL_MS = 150;
  for (;;) {
    signal?.throwIfAborted();
    const job = await requireJob(id);
    if (["done", "failed", "cancelled"].includes(job.state)) return job;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

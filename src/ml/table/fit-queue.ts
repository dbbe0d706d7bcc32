/**
 * Fits done ahead of being asked for, by threads beside this one. Whoever waits for a fit helps: it does
 * the first that nobody has begun, so without threads each is done when it is asked for, in order. What
 * a fit comes to depends on nothing but its job: neither the number of threads nor the order matters.
 */
import type { Rest } from "../rest.ts";
import type { FitGround, FitJob, Outcome } from "./fit-job.ts";

/** Another thread that fits, one job at a time. */
export interface FitThread {
  /** Rejects where it cannot start; may never be settled. */
  readonly ready: Promise<unknown>;
  /** Rejects where the thread died; may never be settled either. */
  fit(job: FitJob, signal: AbortSignal): Promise<Outcome>;
  /** Whatever it is at. */
  end(): void;
}

/** @param jobs how many there will be to share. */
export type OpenFitThreads = (
  ground: FitGround,
  jobs: number,
) => readonly FitThread[];

export type FitHere = (
  job: FitJob,
  rest: Rest,
  mayGoOn: () => boolean,
) => Promise<Outcome>;

interface Task {
  readonly job: FitJob;
  /** Aborted when nobody needs it done any more. */
  readonly over: AbortController;
  /** When, in milliseconds; null while nobody is at it. */
  begun: number | null;
  outcome: Outcome | null;
}

const LOOK_MS = 100;
/** A fit awaited for this long, with nothing else to do, is done here too: a thread can end without a word. */
const LATE_MS = 5000;

export class FitQueue {
  readonly #tasks = new Map<FitJob, Task>();
  readonly #here: FitHere;
  readonly #rest: Rest;
  readonly #threads: readonly FitThread[];
  readonly #idle = new Set<FitThread>();
  #wake: () => void = () => undefined;

  /** @param rest throws when the training is given up. */
  constructor(here: FitHere, threads: readonly FitThread[], rest: Rest) {
    this.#here = here;
    this.#threads = threads;
    this.#rest = rest;
    for (const thread of threads)
      thread.ready.then(
        () => this.#serve(thread),
        () => thread.end(),
      );
  }

  /** Jobs that will be taken later. */
  add(jobs: readonly FitJob[]): void {
    for (const job of jobs)
      if (!this.#tasks.has(job))
        this.#tasks.set(job, {
          job,
          over: new AbortController(),
          begun: null,
          outcome: null,
        });
    for (const thread of [...this.#idle]) this.#serve(thread);
  }

  /**
   * What a job came to.
   * @param mayGoOn false: null is returned unless it is needed, and nothing else is begun meanwhile.
   */
  async take(
    job: FitJob,
    mayGoOn: () => boolean,
    isNeeded: boolean,
  ): Promise<Outcome | null> {
    this.add([job]);
    const task = this.#tasks.get(job) as Task;
    while (!task.outcome) {
      const goesOn = mayGoOn();
      if (!goesOn && !isNeeded) return null;
      const next = this.#next(task, goesOn);
      if (next)
        await this.#help(next, next === task && isNeeded ? always : mayGoOn);
      else await this.#news();
    }
    this.#tasks.delete(job);
    return task.outcome;
  }

  /** The job done here and now, and cut short where boosting is told not to go on. */
  now(job: FitJob, mayGoOn: () => boolean): Promise<Outcome> {
    return this.#here(job, this.#rest, mayGoOn);
  }

  /** Forgets jobs that were added. */
  drop(jobs: Iterable<FitJob>): void {
    for (const job of jobs) {
      this.#tasks.get(job)?.over.abort();
      this.#tasks.delete(job);
    }
  }

  dropAll(): void {
    this.drop([...this.#tasks.keys()]);
  }

  /** Ends the threads. */
  close(): void {
    this.#tasks.clear();
    for (const thread of this.#threads) thread.end();
  }

  #firstFree(): Task | undefined {
    for (const task of this.#tasks.values()) if (isFree(task)) return task;
    return undefined;
  }

  #next(awaited: Task, goesOn: boolean): Task | undefined {
    if (isFree(awaited)) return awaited;
    const other = goesOn ? this.#firstFree() : undefined;
    const isLate = performance.now() - (awaited.begun ?? 0) > LATE_MS;
    return other ?? (isLate ? awaited : undefined);
  }

  /** Does a job in this thread, unless another has done it meanwhile. */
  async #help(task: Task, mayGoOn: () => boolean): Promise<void> {
    task.begun = performance.now();
    let wasCut = false;
    try {
      const outcome = await this.#here(
        task.job,
        async () => {
          await this.#rest();
          if (task.outcome) throw new DoneElsewhere();
        },
        () => !(wasCut ||= !mayGoOn()),
      );
      if (wasCut) task.begun = null;
      else {
        task.outcome ??= outcome;
        task.over.abort();
      }
    } catch (error) {
      if (!(error instanceof DoneElsewhere)) throw error;
    }
  }

  /** Waits for a thread, and looks now and then whether there is still something to wait for. */
  async #news(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      setTimeout(resolve, LOOK_MS);
    });
    await this.#rest();
  }

  /** Gives a thread that has nothing to do the first job that nobody has begun. */
  #serve(thread: FitThread): void {
    this.#idle.add(thread);
    const task = this.#firstFree();
    if (!task) return;
    this.#idle.delete(thread);
    task.begun = performance.now();
    thread
      .fit(task.job, task.over.signal)
      .then(
        (outcome) => {
          task.outcome ??= outcome;
          this.#serve(thread);
        },
        () => {
          if (task.over.signal.aborted) return this.#serve(thread);
          // Another will do it; one that failed for a reason fails here again, and says so.
          thread.end();
          task.begun = null;
        },
      )
      .finally(() => this.#wake());
  }
}

class DoneElsewhere extends Error {}

const always = (): boolean => true;

const isFree = ({ begun, outcome }: Task): boolean =>
  begun === null && outcome === null;

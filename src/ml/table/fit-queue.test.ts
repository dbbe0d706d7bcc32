import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { FitJob, Outcome } from "./fit-job.ts";
import { FitQueue, type FitThread } from "./fit-queue.ts";

const jobs = Array.from(
  { length: 9 },
  (_, seed) => ({ seed }) as unknown as FitJob,
);
const answer = ({ seed }: FitJob): Outcome => Float64Array.of(seed * seed);
const wait = (ms: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, ms));
const rest = async (): Promise<void> => undefined;
const always = (): boolean => true;

/** Known to fail before anybody listens. */
function failing(): Promise<never> {
  const failed = Promise.reject(new Error("no worker"));
  failed.catch(() => undefined);
  return failed;
}

interface Fake extends FitThread {
  readonly asked: number[];
  ended: number;
}

/** @param fit what the thread does; it needs 10 ms for a job unless told otherwise. */
function fake(given: Partial<FitThread> = {}): Fake {
  const thread: Fake = {
    asked: [],
    ended: 0,
    ready: given.ready ?? Promise.resolve(),
    fit: (job, signal) => {
      thread.asked.push(job.seed);
      return given.fit?.(job, signal) ?? wait(10).then(() => answer(job));
    },
    end: () => {
      thread.ended += 1;
    },
  };
  return thread;
}

/** Each job takes so long in this thread, which rests every 10 ms. */
function queueOf(threads: readonly FitThread[], ms = 30, own = rest) {
  const here: number[] = [];
  const queue = new FitQueue(
    async (job, rested, mayGoOn) => {
      here.push(job.seed);
      for (let spent = 0; spent < ms && mayGoOn(); spent += 10) {
        await wait(10);
        await rested();
      }
      return answer(job);
    },
    threads,
    own,
  );
  return { queue, here };
}

async function takeAll(queue: FitQueue): Promise<(Outcome | null)[]> {
  queue.add(jobs);
  const outcomes: (Outcome | null)[] = [];
  for (const job of jobs) outcomes.push(await queue.take(job, always, false));
  return outcomes;
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Lets the clock run until it is done. */
async function ran<T>(work: Promise<T>): Promise<T> {
  let isDone = false;
  const end = (): void => {
    isDone = true;
  };
  work.then(end, end);
  while (!isDone) await vi.advanceTimersByTimeAsync(10);
  return work;
}

describe("what jobs come to, and in which order it is told", () => {
  const wanted = jobs.map(answer);

  test("alone each is done when it is asked for", async () => {
    const { queue, here } = queueOf([]);
    expect(await ran(takeAll(queue))).toEqual(wanted);
    expect(here).toEqual(jobs.map(({ seed }) => seed));
  });

  test("threads share them, none is done twice, whichever is done first", async () => {
    const slow = fake({
      fit: (job) => wait(170 - 20 * job.seed).then(() => answer(job)),
    });
    const quick = fake();
    const { queue, here } = queueOf([slow, quick]);
    expect(await ran(takeAll(queue))).toEqual(wanted);
    const done = [...here, ...slow.asked, ...quick.asked];
    expect(done.sort()).toEqual(jobs.map(({ seed }) => seed));
    expect(quick.asked.length).toBeGreaterThan(here.length);
    expect(here.length).toBeGreaterThan(0);
  });

  test.each([
    ["does not start", 1, 500, { ready: failing() }],
    [
      "never says that it started",
      0,
      500,
      { ready: new Promise(() => undefined) },
    ],
    ["dies", 1, 500, { fit: () => wait(5).then(failing) }],
    ["is silent", 0, 6000, { fit: () => new Promise<never>(() => undefined) }],
  ] as const)(
    "a thread that %s costs nothing but time",
    async (_, ended, most, given) => {
      const broken = fake(given);
      const { queue, here } = queueOf([broken, fake()]);
      const started = performance.now();
      expect(await ran(takeAll(queue))).toEqual(wanted);
      expect(performance.now() - started).toBeLessThan(most);
      expect(broken.asked.length).toBeLessThan(2);
      expect(broken.ended).toBe(ended);
      expect(here.length).toBeGreaterThan(0);
    },
  );

  test("a fit that is late is done here too, and left when the thread has it", async () => {
    const slow = fake({ fit: (job) => wait(6000).then(() => answer(job)) });
    const { queue, here } = queueOf([slow], 3000);
    await vi.advanceTimersByTimeAsync(1);
    queue.add(jobs.slice(0, 1));
    const [job] = jobs as [FitJob];
    const started = performance.now();
    expect(await ran(queue.take(job, always, false))).toEqual(answer(job));
    expect(here).toEqual([0]);
    expect(performance.now() - started).toBeLessThan(6200);
  });
});

describe("an end before all is done", () => {
  const [first, second] = jobs as [FitJob, FitJob];

  test("told to end, what is not needed is left, what is needed is done", async () => {
    let goesOn = true;
    const { queue, here } = queueOf([], 200);
    queue.add(jobs);
    const ended = queue.take(first, () => goesOn, false);
    await vi.advanceTimersByTimeAsync(50);
    goesOn = false;
    expect(await ran(ended)).toBeNull();
    const needed = queue.take(second, () => goesOn, true);
    expect(await ran(needed)).toEqual(answer(second));
    expect(here).toEqual([0, 1]);
  });

  test("given up, it says so while it waits for a thread; closed, all threads are ended", async () => {
    const silent = fake({ fit: () => new Promise<never>(() => undefined) });
    const never = fake({ ready: new Promise(() => undefined) });
    const signal = new AbortController();
    const { queue } = queueOf([silent, never], 30, async () =>
      signal.signal.throwIfAborted(),
    );
    queue.add([first]);
    await vi.advanceTimersByTimeAsync(1);
    const taken = queue.take(first, always, true);
    await vi.advanceTimersByTimeAsync(50);
    signal.abort(new Error("given up"));
    await expect(ran(taken)).rejects.toThrow("given up");
    queue.close();
    expect([silent.ended, never.ended]).toEqual([1, 1]);
  });

  test("a dropped job is left by its thread, which takes the next", async () => {
    const thread = fake({
      fit: (job, signal) =>
        job === first
          ? new Promise((_, reject) => {
              signal.addEventListener("abort", () => reject(new Error()));
            })
          : wait(10).then(() => answer(job)),
    });
    const { queue, here } = queueOf([thread]);
    queue.add([first]);
    await vi.advanceTimersByTimeAsync(1);
    queue.drop([first]);
    await vi.advanceTimersByTimeAsync(1);
    queue.add([second]);
    await vi.advanceTimersByTimeAsync(20);
    expect(await ran(queue.take(second, always, false))).toEqual(
      answer(second),
    );
    expect(thread.asked).toEqual([0, 1]);
    expect([thread.ended, here]).toEqual([0, []]);
  });
});

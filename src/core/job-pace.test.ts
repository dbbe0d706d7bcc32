import { expect, test } from "vitest";
import type { Job, Progress } from "./job.ts";
import { jobRate, paceAfter, type Pace } from "./job-pace.ts";

const after = (...reports: (Partial<Progress> & { at: number })[]): Pace => {
  let pace: Pace | null = null;
  for (const { at, ...progress } of reports)
    pace = paceAfter(
      pace,
      { done: 0, total: 0, unit: "files", ...progress },
      at,
    );
  return pace as unknown as Pace;
};
const rate = (pace: Pace | null, total: number, state = "running") =>
  jobRate({ state, pace, total } as Job);

test("a run that goes on counts from where it began, and from then", () => {
  const resumed = after({ done: 900, at: 60_000 }, { done: 950, at: 65_000 });
  expect(rate(resumed, 1000)).toEqual({ perSecond: 10, leftMs: 5000 });
});

test("a stage or a unit of its own begins anew", () => {
  const staged = after(
    { done: 0, stage: "embed", at: 0 },
    { done: 400, stage: "embed", at: 1000 },
    { done: 401, stage: "train", at: 2000 },
    { done: 411, stage: "train", at: 4000 },
  );
  expect(rate(staged, 421)).toEqual({ perSecond: 5, leftMs: 2000 });
  const units = after(
    { done: 1, at: 0 },
    { done: 2, unit: "samples", at: 9000 },
    { done: 42, unit: "samples", at: 11_000 },
  );
  expect(rate(units, 82)).toEqual({ perSecond: 20, leftMs: 2000 });
});

test("a count that starts over begins anew", () => {
  const again = after(
    { done: 500, at: 0 },
    { done: 10, at: 1000 },
    { done: 20, at: 3000 },
  );
  expect(rate(again, 30)).toEqual({ perSecond: 5, leftMs: 2000 });
});

test("too little says nothing, and less says no end", () => {
  expect(rate(null, 10)).toBeNull();
  expect(rate(after({ done: 5, at: 0 }), 10)).toBeNull();
  const quick = after({ done: 0, at: 0 }, { done: 5, at: 900 });
  expect(rate(quick, 10)).toBeNull();
  const first = after({ done: 0, at: 0 }, { done: 10, at: 1000 });
  expect(rate(first, 1000)).toEqual({ perSecond: 10, leftMs: null });
  expect(rate(first, 0)).toEqual({ perSecond: 10, leftMs: null });
  expect(rate(first, 20, "paused")).toBeNull();
});

test("more than was expected has no time left", () => {
  const most = after({ done: 0, at: 0 }, { done: 12, at: 1000 });
  expect(rate(most, 10)?.leftMs).toBe(0);
});

import { expect, test } from "vitest";
import type { Job } from "#core/job.ts";
import { jobFacts } from "./job-facts.ts";

const facts = (rest: Partial<Job>, counted = 0, seconds = 0): string =>
  jobFacts({
    state: "running",
    done: counted,
    total: 0,
    unit: "files",
    pace: {
      stage: "",
      from: 0,
      since: 0,
      done: counted,
      at: seconds * 1000,
    },
    ...rest,
  } as Job);

test("says how far, how fast and how long yet", () => {
  expect(facts({ total: 12_000 }, 2000, 10)).toBe(
    "2,000 / 12,000 files · 200 files/s · 50 sec left",
  );
  expect(facts({ total: 10, unit: "epochs" }, 3, 90)).toBe(
    "3 / 10 epochs · 2 epochs/min · 3 min 30 sec left",
  );
  expect(facts({ total: 4e6, unit: "bytes" }, 2e6, 4)).toBe(
    "2 MB / 4 MB · 500 kB/s · 4 sec left",
  );
});

test("of what has ended only how much it was", () => {
  expect(facts({ state: "done", total: 5 }, 5, 10)).toBe("5 files");
  expect(facts({}, 0, 0)).toBe("");
});

import { expect, it } from "vitest";
import type { ServiceCall } from "#core/service.ts";
import { minuteBuckets, tp99 } from "./latency.ts";

it("drops the slowest hundredth for tp_99", () => {
  expect(tp99(Array.from({ length: 200 }, (_, i) => i + 1))).toBe(198);
  expect(tp99([5, 900])).toBe(900);
  expect(tp99([])).toBe(0);
});

it("counts calls by the minute they came in", () => {
  const call = (at: number, durationMs: number, status = 200): ServiceCall =>
    ({ at, durationMs, status }) as ServiceCall;
  expect(
    minuteBuckets([
      call(61_000, 30),
      call(1000, 10),
      call(2000, 20, 500),
      call(3000, 30, 429),
      call(59_999, 40, 504),
    ]),
  ).toEqual([
    {
      at: 0,
      total: 4,
      failed: 3,
      count2xx: 1,
      count4xx: 1,
      count5xx: 2,
      averageMs: 25,
      tp99Ms: 40,
    },
    {
      at: 60_000,
      total: 1,
      failed: 0,
      count2xx: 1,
      count4xx: 0,
      count5xx: 0,
      averageMs: 30,
      tp99Ms: 30,
    },
  ]);
});

import { expect, it } from "vitest";
import { TokenBucket } from "./token-bucket.ts";

it("lets a second's worth of calls pass, and then one for each part of a second", () => {
  const bucket = new TokenBucket(4, 1000);
  const taken = [1000, 1000, 1100, 1100].map((now) => bucket.take(now));
  expect(taken).toEqual([0, 0, 0, 0]);
  expect(bucket.take(1100)).toBeCloseTo(150);
  expect(bucket.take(1251)).toBe(0);
  expect(bucket.take(1251)).toBeGreaterThan(0);
});

it("saves up no more than a second", () => {
  const bucket = new TokenBucket(1, 0);
  expect([bucket.take(60_000), bucket.take(60_000)]).toEqual([0, 1000]);
});

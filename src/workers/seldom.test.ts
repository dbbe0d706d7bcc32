import { expect, it } from "vitest";
import { seldom } from "./seldom.ts";

it("passes a report on at most every 100 ms, the first one at once", () => {
  const passed: number[] = [];
  let now = 1000;
  const tell = seldom<number>(
    (value) => passed.push(value),
    () => now,
  );
  for (now of [1000, 1050, 1099, 1100, 1150, 1300]) tell(now);
  expect(passed).toEqual([1000, 1100, 1300]);
});

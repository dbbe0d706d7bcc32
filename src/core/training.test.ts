import { expect, it } from "vitest";
import { minutesLeft } from "./training.ts";

it("a run that goes on has what it has not used of its time, and never less than none", () => {
  expect(minutesLeft({ maxMinutes: 6 }, 0)).toBe(6);
  expect(minutesLeft({ maxMinutes: 6 }, 90_000)).toBe(4.5);
  expect(minutesLeft({ maxMinutes: 6 }, 400_000)).toBe(0);
});

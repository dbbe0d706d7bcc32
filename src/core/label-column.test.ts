import { expect, it } from "vitest";
import { labelTypeOf } from "./label-column.ts";

it.each([
  ["int", 20, "discrete"],
  ["int", 21, "continuous"],
  ["double", 500, "continuous"],
  ["string", 500, "discrete"],
  ["boolean", 2, "discrete"],
] as const)("%s with %i values is %s", (type, distinct, learned) => {
  expect(labelTypeOf({ type, distinct })).toBe(learned);
});

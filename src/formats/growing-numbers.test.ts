import { describe, expect, it } from "vitest";
import { GrowingNumbers } from "./growing-numbers.ts";

describe.each([0, 8192, 1e9])("with room for %i numbers", (left) => {
  it("all that was put comes back, few or many", async () => {
    const budget = { left };
    for (const count of [0, 1, 64, 65, 4096, 20_001]) {
      const numbers = new GrowingNumbers(budget);
      const put = Array.from({ length: count }, (_, i) => i / 3);
      put.forEach((value) => numbers.put(value));
      expect(Array.from(await numbers.take())).toEqual(put);
      expect(budget.left).toBe(left);
    }
  });
});

import { describe, expect, it } from "vitest";
import { GrowingRecords } from "./growing-records.ts";

/** A record of `count` numbers that says its own length. */
function put(records: GrowingRecords, count: number): number[] {
  const record = Array.from({ length: count }, (_, i) =>
    i === 0 ? count : i / 3,
  );
  const at = records.begin(count);
  records.room.set(record, at);
  return record;
}

/** All records; each must be whole in its array. */
function split(arrays: readonly Float64Array[]): number[][] {
  const found: number[][] = [];
  for (const numbers of arrays)
    for (let at = 0; at < numbers.length; at += numbers[at] ?? 0)
      found.push(Array.from(numbers.subarray(at, at + (numbers[at] ?? 0))));
  return found;
}

describe.each([0, 8192, 1e9])("with room for %i numbers", (left) => {
  it("all records come back whole, few or many, short or long", async () => {
    const budget = { left };
    for (const count of [0, 1, 7, 600, 5000]) {
      const records = new GrowingRecords(budget);
      const all = Array.from({ length: count }, (_, i) =>
        put(records, i % 500 === 499 ? 9000 : 1 + (i % 12)),
      );
      expect(split(await records.take())).toEqual(all);
      expect(budget.left).toBe(left);
      expect(split(await records.take())).toEqual([]);
    }
  });
});

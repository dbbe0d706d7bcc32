import { expect, it } from "vitest";
import { mapAhead } from "./async.ts";

async function* numbers(count: number, taken: number[] = []) {
  for (let i = 0; i < count; i += 1) {
    taken.push(i);
    yield i;
  }
}

const later = (ms: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, ms));

it("keeps the order, whichever ends first", async () => {
  const results: number[] = [];
  for await (const one of mapAhead(numbers(10), 4, async (i) => {
    await later(i % 3 === 0 ? 6 : 1);
    return i * 2;
  }))
    results.push(one);
  expect(results).toEqual([0, 2, 4, 6, 8, 10, 12, 14, 16, 18]);
});

it("is never further ahead than it may be", async () => {
  const taken: number[] = [];
  let results = 0;
  for await (const one of mapAhead(numbers(20, taken), 3, async (i) => i)) {
    expect(taken.length - one).toBeLessThanOrEqual(3);
    results += 1;
  }
  expect(results).toBe(20);
});

it("throws a failure in its turn", async () => {
  const results: number[] = [];
  const run = async (): Promise<void> => {
    for await (const one of mapAhead(numbers(10), 4, async (i) => {
      if (i === 5) throw new Error("the fifth");
      return i;
    }))
      results.push(one);
  };
  await expect(run()).rejects.toThrow("the fifth");
  expect(results).toEqual([0, 1, 2, 3, 4]);
});

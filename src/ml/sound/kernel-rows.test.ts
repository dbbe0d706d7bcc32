import { describe, expect, test } from "vitest";
import { seededRandom } from "#core/random.ts";
import { bestOf } from "../head-search.ts";
import { kernelScores } from "../kernel-head.ts";
import type { LabeledRows } from "../softmax-head.ts";
import { KernelRows } from "./kernel-rows.ts";

const nothing = (): Promise<void> => Promise.resolve();

/** Two labels that only the product of both features tells apart. */
function rowsOf(count: number, seed: number): LabeledRows {
  const random = seededRandom(seed);
  const rows = Array.from({ length: count }, () =>
    Float32Array.of(random() * 2 - 1, random() * 2 - 1),
  );
  const labels = rows.map(([a = 0, b = 0]) => (a * b > 0 ? 1 : 0));
  return { rows, labels, classes: 2 };
}

/** So many features that anything can be learned by heart, and labels that have nothing to do with them. */
function noise(count: number, seed: number): LabeledRows {
  const random = seededRandom(seed);
  const rows = Array.from({ length: count }, () =>
    Float32Array.from({ length: 50 }, () => random() * 2 - 1),
  );
  const labels = rows.map(() => Math.floor(random() * 2));
  return { rows, labels, classes: 2 };
}

const share = (
  scores: readonly Float32Array[],
  labels: readonly number[],
): number =>
  scores.filter((row, i) => bestOf(row) === labels[i]).length / labels.length;

const foldsOf = (count: number): number[] =>
  Array.from({ length: count }, (_, i) => i % 5);

describe("kernel on few rows", () => {
  test("learns what a linear head cannot, in the fold left out and in new rows", async () => {
    const data = rowsOf(200, 1);
    const kernel = await KernelRows.of(data, 1, nothing);
    const unseen = await kernel.unseen(foldsOf(200), 0.03, nothing);
    expect(share(unseen, data.labels)).toBeGreaterThan(0.9);
    const head = await kernel.head(0.03, nothing);
    const fresh = rowsOf(200, 2);
    const scores = fresh.rows.map((row) => kernelScores(head, row));
    expect(share(scores, fresh.labels)).toBeGreaterThan(0.9);
  });

  test("what it says of a row left out does not come from the row", async () => {
    const data = noise(200, 3);
    const kernel = await KernelRows.of(data, 1, nothing);
    const unseen = await kernel.unseen(foldsOf(200), 0.03, nothing);
    const head = await kernel.head(0.03, nothing);
    const seen = data.rows.map((row) => kernelScores(head, row));
    expect(share(seen, data.labels)).toBe(1);
    expect(Math.abs(share(unseen, data.labels) - 0.5)).toBeLessThan(0.12);
  });

  test("of many rows, some stand for all", async () => {
    const data = rowsOf(1600, 4);
    const kernel = await KernelRows.of(data, 1, nothing);
    const head = await kernel.head(0.3, nothing);
    expect(head.count).toBe(1500);
    const scores = data.rows.map((row) => kernelScores(head, row));
    expect(share(scores, data.labels)).toBeGreaterThan(0.95);
  }, 60_000);

  test("what is too much to keep is computed again, with the same scores", async () => {
    const data = rowsOf(1700, 5);
    const folds = foldsOf(1700);
    const [kept, computed] = await Promise.all(
      [undefined, 0].map(async (most) => {
        const kernel = await KernelRows.of(data, 1, nothing, most);
        return kernel.unseen(folds, 0.3, nothing);
      }),
    );
    expect(computed).toHaveLength(1700);
    computed?.forEach((scores, row) =>
      scores.forEach((score, c) =>
        expect(score).toBeCloseTo(kept?.[row]?.[c] ?? 0, 4),
      ),
    );
  }, 60_000);
});

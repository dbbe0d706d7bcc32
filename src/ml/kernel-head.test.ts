import "@tensorflow/tfjs-backend-cpu";
import { describe, expect, test } from "vitest";
import { seededRandom } from "#core/random.ts";
import { bestOf } from "./head-search.ts";
import { fitKernelHead, kernelScores } from "./kernel-head.ts";
import { fitSoftmaxHead, logits, type LabeledRows } from "./softmax-head.ts";

/** Two labels that only the product of both features tells apart. */
function crossed(count: number, seed: number): LabeledRows {
  const random = seededRandom(seed);
  const rows = Array.from({ length: count }, () =>
    Float32Array.of(random() * 2 - 1, random() * 2 - 1),
  );
  const labels = rows.map(([a = 0, b = 0]) => (a * b > 0 ? 1 : 0));
  return { rows, labels, classes: 2 };
}

const share = (
  { rows, labels }: LabeledRows,
  score: (row: Float32Array) => Float32Array,
): number =>
  rows.filter((row, i) => bestOf(score(row)) === labels[i]).length /
  rows.length;

const nothing = (): Promise<void> => Promise.resolve();

describe("kernel head", () => {
  test("learns what a linear head cannot", async () => {
    const [learned, fresh] = [crossed(200, 1), crossed(200, 2)];
    const { head } = await fitKernelHead(learned, 1, nothing);
    const linear = fitSoftmaxHead(learned, { l2: 0.01, iterations: 60 });
    expect(share(fresh, (row) => logits(linear, row))).toBeLessThan(0.7);
    expect(share(fresh, (row) => kernelScores(head, row))).toBeGreaterThan(0.9);
  });

  test("leave-one-out scores are those of a head that did not see the row", async () => {
    const all = crossed(40, 3);
    const { logits: unseen } = await fitKernelHead(all, 1, nothing);
    const { head: seen } = await fitKernelHead(all, 1, nothing);
    // Compared by what they are for: close to a refit without the row, far from one with it.
    let [toRefit, toSeen] = [0, 0];
    for (let i = 0; i < 40; i += 1) {
      const without = <T>(list: readonly T[]): T[] =>
        list.filter((_, j) => j !== i);
      const { head } = await fitKernelHead(
        { ...all, rows: without(all.rows), labels: without(all.labels) },
        1,
        nothing,
      );
      const row = all.rows[i] ?? new Float32Array();
      const own = unseen[i]?.[1] ?? NaN;
      toRefit += Math.abs(own - (kernelScores(head, row)[1] ?? NaN));
      toSeen += Math.abs(own - (kernelScores(seen, row)[1] ?? NaN));
    }
    expect(toRefit).toBeLessThan(0.5 * toSeen);
  });

  test("of many rows some stand for all", async () => {
    const [learned, fresh] = [crossed(400, 4), crossed(300, 5)];
    const most = { landmarks: 60, rows: 250 };
    const { head, logits: unseen } = await fitKernelHead(learned, 1, nothing, {
      most,
    });
    expect(head.count).toBe(60);
    expect(unseen).toHaveLength(400);
    // Rows that did not take part are scored as ever: 150 of them.
    const close = learned.rows.filter((row, i) => {
      const [own, wanted] = [unseen[i]?.[1] ?? NaN, kernelScores(head, row)];
      return Math.abs(own - (wanted[1] ?? NaN)) < 1e-4;
    });
    expect(close.length).toBeGreaterThanOrEqual(150);
    expect(share(fresh, (row) => kernelScores(head, row))).toBeGreaterThan(0.9);
  });

  test("of several weightings the one that tells rows apart best is taken", async () => {
    // The third feature means nothing, and drowns the others where it counts.
    const random = seededRandom(8);
    const noisy = (data: LabeledRows): LabeledRows => ({
      ...data,
      rows: data.rows.map(([a = 0, b = 0]) =>
        Float32Array.of(a, b, random() * 2 - 1),
      ),
    });
    const [learned, fresh] = [noisy(crossed(120, 9)), noisy(crossed(300, 10))];
    const [bad, good] = [
      Float32Array.of(0.1, 0.1, 2.8),
      Float32Array.of(1.5, 1.5, 0),
    ];
    const shareWith = async (...weightings: Float32Array[]) => {
      const { head } = await fitKernelHead(learned, 1, nothing, { weightings });
      return share(fresh, (row) => kernelScores(head, row));
    };
    const wanted = await shareWith(good);
    expect(await shareWith(bad)).toBeLessThan(wanted - 0.05);
    expect(await shareWith(bad, good)).toBe(wanted);
    expect(await shareWith(good, bad)).toBe(wanted);
  });

  test("copies of one row do no harm", async () => {
    const { rows, labels, classes } = crossed(30, 6);
    const twice = {
      rows: [...rows, ...rows],
      labels: [...labels, ...labels],
      classes,
    };
    const { head } = await fitKernelHead(twice, 1, nothing);
    expect(share(twice, (row) => kernelScores(head, row))).toBe(1);
  });

  test("the same seed gives the same head", async () => {
    const data = crossed(50, 7);
    const [a, b] = await Promise.all([
      fitKernelHead(data, 3, nothing),
      fitKernelHead(data, 3, nothing),
    ]);
    expect(a.head.weights).toEqual(b.head.weights);
  });
});

import { describe, expect, test } from "vitest";
import { seededRandom } from "#core/random.ts";
import { bestOf } from "./head-search.ts";
import {
  fitSoftmaxHead,
  logits,
  softmax,
  SoftmaxFit,
  type LabeledRows,
} from "./softmax-head.ts";
import { design, Objective } from "./softmax-objective.ts";
import { standardization } from "./standardization.ts";

/** Points around the corners of a triangle, on scales as different as features are. */
function corners(count: number, seed: number): LabeledRows {
  const random = seededRandom(seed);
  const labels = Array.from({ length: count }, (_, i) => i % 3);
  const rows = labels.map((label) =>
    Float32Array.of(
      100 + (label === 1 ? 60 : 0) + 25 * random(),
      (label === 2 ? 0.06 : 0) + 0.025 * random(),
      7,
    ),
  );
  return { rows, labels, classes: 3 };
}

describe("softmax head", () => {
  test("tells the corners apart, whatever the features' scale", () => {
    const head = fitSoftmaxHead(corners(60, 1), { l2: 0.01, iterations: 100 });
    const fresh = corners(90, 2);
    const hits = fresh.rows.filter(
      (row, i) => bestOf(logits(head, row)) === fresh.labels[i],
    );
    expect(hits).toHaveLength(90);
  });

  test("the gradient is that of the loss", () => {
    // Seven rows: the last block of four is not full.
    const { rows, labels } = corners(7, 3);
    const objective = new Objective(
      design(rows, standardization(rows)),
      labels,
      3,
      0.2,
    );
    const random = seededRandom(4);
    const w = Float64Array.from({ length: 12 }, () => random() - 0.5);
    const gradient = new Float64Array(12);
    const scratch = new Float64Array(12);
    objective.evaluate(w, gradient);
    w.forEach((value, k) => {
      const at = (shift: number): number =>
        objective.evaluate(w.with(k, value + shift), scratch);
      expect(gradient[k]).toBeCloseTo((at(1e-5) - at(-1e-5)) / 2e-5, 6);
    });
  });

  test("the loss never rises and ends where the gradient is gone", () => {
    const fit = new SoftmaxFit(corners(30, 5), 0.05);
    let before = fit.loss;
    while (fit.advance(1)) {
      expect(fit.loss).toBeLessThan(before);
      before = fit.loss;
    }
    expect(new SoftmaxFit(corners(30, 5), 0.05, fit.point).advance(1)).toBe(
      false,
    );
  });

  test("begins where a head on raw features stands", () => {
    const data = corners(30, 6);
    const fit = new SoftmaxFit(data, 0.05);
    fit.advance(6);
    const again = new SoftmaxFit(data, 0.05, fit.head());
    expect(again.loss).toBeCloseTo(fit.loss, 4);
    expect(again.loss).toBeLessThan(new SoftmaxFit(data, 0.05).loss);
  });

  test("probabilities add up to 1 and a higher temperature is less sure", () => {
    const scores = Float32Array.of(1000, 1001, 999);
    const [warm, cool] = [softmax(scores, 3), softmax(scores, 1)];
    expect(cool.reduce((a, b) => a + b)).toBeCloseTo(1, 6);
    expect(warm[1]).toBeLessThan(cool[1] ?? 0);
    expect(cool[1]).toBeCloseTo(0.6652, 3);
  });
});

/** The loss against numbers computed by hand, and its gradient against differences. */
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-core/dist/register_all_gradients";
import "@tensorflow/tfjs-backend-cpu";
import { beforeAll, describe, expect, it } from "vitest";
import { seededRandom } from "#core/random.ts";
import { detectionLoss, targetTensors } from "./detection-loss.ts";
import { targetsFor } from "./detection-targets.ts";

const CELLS = 4;
const targets = [
  targetsFor(
    [
      { label: 0, box: [10, 12, 52, 50], isIgnored: false },
      { label: 1, box: [40, 40, 64, 64], isIgnored: true },
    ],
    2,
    CELLS,
    16,
    { least: 36, most: 84 },
  ),
];
const lossOf = (heat: Float32Array, distances: Float32Array): tf.Scalar =>
  tf.tidy(() =>
    detectionLoss(
      {
        heat: tf.tensor4d(heat, [1, CELLS, CELLS, 2]),
        distances: tf.tensor4d(distances, [1, CELLS, CELLS, 4]),
      },
      targetTensors(targets, 2),
    ),
  );

beforeAll(async () => {
  await tf.setBackend("cpu");
});

const [one] = targets;
const sure = Float32Array.from(one?.heat ?? [], (value) =>
  value === 1 ? 12 : -12,
);
const exact = one?.distances ?? new Float32Array();

describe("the loss", () => {
  it("is next to nothing where all is right", async () => {
    const [loss] = await lossOf(sure, exact).data();
    expect(loss).toBeLessThan(0.01);
  });

  it("is what the definitions say", async () => {
    // One middle, missed at probability 1/2; boxes twice as far on every side: IoU 1/4, nothing around.
    const heat = sure.map((value) => (value > 0 ? 0 : value));
    const far = exact.map((value) => 2 * value);
    const [loss] = await lossOf(heat, far).data();
    expect(loss).toBeCloseTo(0.25 * Math.log(2) + 2 * (1 - 0.25), 2);
  });

  it("does not mind what is found where it does not matter", async () => {
    const place = one?.counts.indexOf(0) ?? -1;
    expect(place).toBeGreaterThanOrEqual(0);
    const found = sure.slice();
    found[place] = 12;
    const [loss] = await lossOf(found, exact).data();
    expect(loss).toBeLessThan(0.01);
    const wrong = sure.slice();
    wrong[1] = 12;
    const [more] = await lossOf(wrong, exact).data();
    expect(more).toBeGreaterThan(5);
  });

  it("falls where its gradient says", async () => {
    const random = seededRandom(2);
    const heat = sure.map(() => 4 * random() - 2);
    const lengths = exact.map(() => 10 + 30 * random());
    const gradient = tf.grads((a, b) =>
      detectionLoss(
        { heat: a as tf.Tensor4D, distances: b as tf.Tensor4D },
        targetTensors(targets, 2),
      ),
    )([
      tf.tensor4d(heat, [1, CELLS, CELLS, 2]),
      tf.tensor4d(lengths, [1, CELLS, CELLS, 4]),
    ]);
    const step = 1e-2;
    for (const [part, values] of [heat, lengths].entries()) {
      const found = (await gradient[part]?.data()) ?? new Float32Array();
      for (let i = 0; i < values.length; i += 3) {
        const moved = (by: number): Float32Array[] =>
          [heat, lengths].map((own, p) =>
            p === part
              ? own.map((value, j) => (j === i ? value + by : value))
              : own,
          );
        const [up, down] = await Promise.all(
          [step, -step].map(async (by) => {
            const [a, b] = moved(by) as [Float32Array, Float32Array];
            return (await lossOf(a, b).data())[0] ?? NaN;
          }),
        );
        const wanted = ((up ?? NaN) - (down ?? NaN)) / (2 * step);
        expect(Math.abs((found[i] ?? NaN) - wanted)).toBeLessThan(2e-3);
      }
    }
  });
});

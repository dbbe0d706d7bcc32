/** A detector learns the same on each engine: the losses of its first steps, beside those of WebAssembly. */
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, expect, test } from "vitest";
import { seededRandom } from "#core/random.ts";
import type { BackendName } from "#core/training.ts";
import { startBackend } from "./backend.ts";
import { targetsFor } from "./detection-targets.ts";
import { firstWeights } from "./detector-net.ts";
import { DetectorTraining } from "./detector-training.ts";
import { loadEmbeddedBackbone } from "./embedded-backbone.ts";

const SIDE = 32;
const CELL = 16;
const STEPS = 3;
const ENGINES: readonly BackendName[] = ["webgpu", "wasm", "cpu"];

/** Of training steps in turn, and last of the average of the weights. */
async function losses(name: BackendName): Promise<number[]> {
  const others = ENGINES.filter((one) => one !== name);
  expect((await startBackend(name, others)).name).toBe(name);
  const backbone = await loadEmbeddedBackbone();
  const random = seededRandom(3);
  const pixels = Float32Array.from({ length: SIDE * SIDE * 3 }, random);
  const middle = tf.tidy(() =>
    backbone.lower(tf.tensor4d(pixels, [1, SIDE, SIDE, 3])),
  );
  const targets = targetsFor(
    [{ label: 1, box: [4, 6, 28, 30], isIgnored: false }],
    2,
    SIDE / CELL,
    CELL,
    { least: 16, most: 84 },
  );
  const training = new DetectorTraining(
    backbone,
    firstWeights(backbone, 2, CELL, 1),
  );
  const found: number[] = [];
  for (let step = 0; step < STEPS; step += 1)
    found.push(
      await training.step(middle, [targets], { deep: 3e-4, head: 1e-3 }),
    );
  found.push(await training.loss(middle, [targets]));
  training.dispose();
  middle.dispose();
  backbone.dispose();
  return found;
}

let expected: number[];
beforeAll(async () => {
  expected = await losses("wasm");
}, 120_000);

test.each(["webgpu", "cpu"] as const)(
  "%s: as on WebAssembly",
  { timeout: 240_000 },
  async (name) => {
    expect(expected.at(-2)).toBeLessThan(0.99 * (expected[0] ?? NaN));
    const found = await losses(name);
    // Sums in another order; each step carries the difference on.
    found.forEach((loss, i) =>
      expect(Math.abs(loss / (expected[i] ?? NaN) - 1)).toBeLessThan(1e-4),
    );
  },
);

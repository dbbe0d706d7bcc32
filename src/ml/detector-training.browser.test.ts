/** A few steps on random windows, for both networks. */
import * as tf from "@tensorflow/tfjs-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startBackend } from "./backend.ts";
import { targetsFor } from "./detection-targets.ts";
import { firstWeights } from "./detector-net.ts";
import { DetectorTraining } from "./detector-training.ts";
import {
  loadEmbeddedBackbone,
  type EmbeddedBackbone,
} from "./embedded-backbone.ts";

const SIDE = 64;
let backbone: EmbeddedBackbone;
let middle: tf.Tensor4D;

beforeAll(async () => {
  await startBackend("wasm", ["webgpu"]);
  backbone = await loadEmbeddedBackbone();
  middle = tf.tidy(() =>
    backbone.lower(
      tf.randomUniform<tf.Rank.R4>([2, SIDE, SIDE, 3], 0, 1, "float32", 3),
    ),
  );
});

afterAll(() => {
  middle.dispose();
  backbone.dispose();
});

test.each([8, 16] as const)(
  "with cells of %i pixels the loss falls, and a state goes on as it was",
  async (cell) => {
    const targets = [10, 18].map((at, label) =>
      targetsFor(
        [{ label, box: [at, at, at + 40, at + 40], isIgnored: false }],
        2,
        SIDE / cell,
        cell,
        { least: 36, most: 84 },
      ),
    );
    const rates = { deep: 3e-4, head: 1e-3 };
    const before = tf.memory().numTensors;
    const training = new DetectorTraining(
      backbone,
      firstWeights(backbone, 2, cell, 1),
    );
    const losses: number[] = [];
    for (let step = 0; step < 12; step += 1)
      losses.push(await training.step(middle, targets, rates));
    expect(losses.at(-1)).toBeLessThan(0.7 * (losses[0] ?? NaN));

    const [maps] = await training.maps(middle);
    expect([maps?.rows, maps?.columns]).toEqual([SIDE / cell, SIDE / cell]);
    expect(maps?.heat).toHaveLength((SIDE / cell) ** 2 * 2);
    expect(maps?.heat.every((value) => value >= 0 && value <= 1)).toBe(true);

    const other = new DetectorTraining(backbone, await training.state());
    expect(await other.loss(middle, targets)).toBe(
      await training.loss(middle, targets),
    );
    expect(await other.step(middle, targets, rates)).toBe(
      await training.step(middle, targets, rates),
    );
    expect(await other.loss(middle, targets)).toBe(
      await training.loss(middle, targets),
    );
    training.dispose();
    other.dispose();
    expect(tf.memory().numTensors).toBe(before);
  },
);

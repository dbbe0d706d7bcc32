/** The shipped extractor against its float64 reference, on every engine that this browser has. */
import * as tf from "@tensorflow/tfjs-core";
import { describe, expect, test } from "vitest";
import type { BackendName } from "#core/training.ts";
import reference from "../../tests/data/backbone-s.json";
import { startBackend } from "./backend.ts";
import { loadEmbeddedBackbone } from "./embedded-backbone.ts";

/** The reference's picture: `k` and the side make it. */
function formulaPicture(side: number, k: number): Float32Array {
  const values = new Float32Array(side * side * 3);
  for (let j = 0; j < side; j += 1)
    for (let i = 0; i < side; i += 1)
      for (let c = 0; c < 3; c += 1) {
        const [x, y] = [i / side, j / side];
        values[(j * side + i) * 3 + c] =
          0.5 +
          0.5 *
            Math.sin(2 * Math.PI * (k + 1) * x + c) *
            Math.cos(2 * Math.PI * (2 * y + 0.3 * k * x) + 0.5 * c);
      }
  return values;
}

/** Half-precision weights: 2 % of the value, or of the typical value where that is small. */
function expectClose(
  found: ArrayLike<number>,
  wanted: readonly number[],
): void {
  expect(found.length).toBe(wanted.length);
  const typical =
    wanted.reduce((sum, value) => sum + Math.abs(value), 0) / wanted.length;
  wanted.forEach((value, i) =>
    expect(Math.abs((found[i] ?? NaN) - value)).toBeLessThan(
      0.02 * Math.max(Math.abs(value), typical),
    ),
  );
}

describe.each(["cpu", "wasm", "webgpu"] satisfies BackendName[])(
  "%s",
  (name) => {
    test("answers like the reference and leaves no tensor behind", async ({
      skip,
    }) => {
      const others = (["cpu", "wasm", "webgpu"] as const).filter(
        (other) => other !== name,
      );
      const chosen = await startBackend(name, others).catch((error: unknown) =>
        skip(`no ${name} in this browser: ${String(error)}`),
      );
      expect(chosen.name).toBe(name);
      const backbone = await loadEmbeddedBackbone();
      const before = tf.memory().numTensors;
      for (const vector of reference.vectors) {
        const { size, k } = vector;
        const input = tf.tensor4d(formulaPicture(size, k), [1, size, size, 3]);
        const { middle, out } = backbone.forward(input);
        expect(out.shape).toEqual([1, size / 16, size / 16, 320]);
        const parts = [
          tf.mean(out, [1, 2]),
          tf.mean(middle, [1, 2]),
          tf.slice(out, 0, [1, 1, 1, 16]),
        ];
        const [embedding, s2, first] = await Promise.all(
          parts.map(async (part) => part.data()),
        );
        tf.dispose([input, middle, out, ...parts]);
        expectClose(embedding ?? [], vector.embedding);
        expectClose(s2 ?? [], vector.s2_mean);
        expectClose(first ?? [], vector.out_first_pixel);
      }
      expect(tf.memory().numTensors).toBe(before);
      backbone.dispose();
    });
  },
);

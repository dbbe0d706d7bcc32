/** The shipped extractor against its float64 reference, on every engine that this browser has. */
import * as tf from "@tensorflow/tfjs-core";
import { describe, expect, test } from "vitest";
import type { BackendName } from "#core/training.ts";
import reference from "../../tests/data/backbone-s.json";
import { seededRandom } from "#core/random.ts";
import type { Pixels, TextureDetail } from "./backbone.ts";
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

/** This engine and no other; false where the browser has it not. */
async function start(name: BackendName): Promise<boolean> {
  const others = (["cpu", "wasm", "webgpu"] as const).filter(
    (other) => other !== name,
  );
  return startBackend(name, others).then(
    (chosen) => chosen.name === name,
    () => false,
  );
}

/** A picture of patches that the seed decides. */
function patches(side: number, seed: number): Pixels {
  const random = seededRandom(seed);
  const tones = Array.from({ length: 64 * 3 }, () => random() * 255);
  const rgba = new Uint8ClampedArray(side * side * 4).map((_, i) => {
    const [at, channel] = [Math.floor(i / 4), i % 4];
    const [x, y] = [at % side, Math.floor(at / side)];
    const patch = Math.floor((y * 8) / side) * 8 + Math.floor((x * 8) / side);
    return channel === 3 ? 255 : (tones[patch * 3 + channel] ?? 0);
  });
  return { side, rgba };
}

/** What the first engine answered: the others must agree. */
const answered = new Map<TextureDetail, Float32Array>();

describe.each(["cpu", "wasm", "webgpu"] satisfies BackendName[])(
  "%s",
  (name) => {
    test("answers like the reference and leaves no tensor behind", async ({
      skip,
    }) => {
      if (!(await start(name))) skip(`no ${name} in this browser`);
      const backbone = await loadEmbeddedBackbone();
      const before = tf.memory().numTensors;
      for (const vector of reference.vectors) {
        const { size, k } = vector;
        const input = tf.tensor4d(formulaPicture(size, k), [1, size, size, 3]);
        const { early, middle, out } = backbone.forward(input);
        expect(out.shape).toEqual([1, size / 16, size / 16, 320]);
        const parts = [
          tf.mean(out, [1, 2]),
          tf.mean(middle, [1, 2]),
          tf.slice(out, 0, [1, 1, 1, 16]),
        ];
        const [embedding, s2, first] = await Promise.all(
          parts.map(async (part) => part.data()),
        );
        tf.dispose([input, early, middle, out, ...parts]);
        expectClose(embedding ?? [], vector.embedding);
        expectClose(s2 ?? [], vector.s2_mean);
        expectClose(first ?? [], vector.out_first_pixel);
      }
      expect(tf.memory().numTensors).toBe(before);
      backbone.dispose();
    });

    test.for([true, "fine"] as const)(
      "shows textures (%s) alike, alone or in a batch, whatever the engine",
      async (textures, { skip }) => {
        if (!(await start(name))) skip(`no ${name} in this browser`);
        const backbone = await loadEmbeddedBackbone();
        const before = tf.memory().numTensors;
        const look = { mirror: true, textures } as const;
        const pictures = [patches(32, 1), patches(32, 2)];
        const batch = await backbone.features(pictures, look);
        const { length } = backbone;
        const width = backbone
          .textureLengths(textures)
          .reduce((sum, one) => sum + one, length);
        expect(batch).toHaveLength(2 * width);
        const alone = await backbone.features(pictures.slice(1), look);
        expectClose(alone, [...batch.subarray(width)]);
        expectClose(batch, [...(answered.get(textures) ?? batch)]);
        answered.set(textures, batch);
        const plain = { mirror: true, textures: false } as const;
        const means = await backbone.features(pictures.slice(0, 1), plain);
        expectClose(means, [...batch.subarray(0, length)]);
        expect(tf.memory().numTensors).toBe(before);
        backbone.dispose();
      },
    );
  },
);

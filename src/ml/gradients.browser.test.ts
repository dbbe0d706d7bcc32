/** Operations with gradients: each engine against plain JavaScript, and that against differences. */
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, test } from "vitest";
import { seededRandom } from "#core/random.ts";
import { startBackend } from "./backend.ts";
import { detectionLoss, targetTensors } from "./detection-loss.ts";
import { targetsFor } from "./detection-targets.ts";

type Shape = readonly number[];
interface Case {
  readonly name: string;
  readonly shapes: readonly Shape[];
  readonly run: (...inputs: tf.Tensor[]) => tf.Tensor;
}

const conv =
  (stride: number, pad: number) =>
  (x: tf.Tensor, w: tf.Tensor): tf.Tensor =>
    tf.conv2d(
      x as tf.Tensor4D,
      w as tf.Tensor4D,
      stride,
      pad,
      "NHWC",
      1,
      "floor",
    );

const depthwise =
  (stride: number, pad: "same" | "valid") =>
  (x: tf.Tensor, w: tf.Tensor): tf.Tensor =>
    tf.depthwiseConv2d(x as tf.Tensor4D, w as tf.Tensor4D, stride, pad);

const cases: readonly Case[] = [
  {
    name: "3x3 depthwise convolution",
    shapes: [
      [2, 5, 4, 3],
      [3, 3, 3, 1],
    ],
    run: depthwise(1, "same"),
  },
  {
    name: "3x3 depthwise convolution, stride 2, even side",
    shapes: [
      [2, 6, 6, 3],
      [3, 3, 3, 1],
    ],
    run: depthwise(2, "same"),
  },
  {
    name: "3x3 depthwise convolution, stride 2, odd side, two filters a channel",
    shapes: [
      [2, 5, 7, 3],
      [3, 3, 3, 2],
    ],
    run: depthwise(2, "same"),
  },
  {
    name: "5x3 depthwise convolution, stride 2, without padding, rows left over",
    shapes: [
      [1, 8, 6, 2],
      [5, 3, 2, 1],
    ],
    run: depthwise(2, "valid"),
  },
  {
    name: "rows gathered, some twice",
    shapes: [[4, 2, 3]],
    run: (x) => tf.gather(x, tf.tensor1d([3, 0, 3, 1], "int32")),
  },
  {
    name: "columns gathered",
    shapes: [[3, 4]],
    run: (x) => tf.gather(x, tf.tensor1d([2, 2, 0], "int32"), 1),
  },
  {
    name: "3x3 convolution",
    shapes: [
      [2, 5, 4, 3],
      [3, 3, 3, 6],
    ],
    run: conv(1, 1),
  },
  {
    name: "3x3 convolution, stride 2, even side",
    shapes: [
      [2, 6, 6, 3],
      [3, 3, 3, 2],
    ],
    run: conv(2, 1),
  },
  {
    name: "3x3 convolution, stride 2, odd side",
    shapes: [
      [2, 5, 5, 3],
      [3, 3, 3, 2],
    ],
    run: conv(2, 1),
  },
  {
    name: "3x3 convolution without padding",
    shapes: [
      [2, 5, 4, 3],
      [3, 3, 3, 2],
    ],
    run: conv(1, 0),
  },
  {
    name: "1x1 convolution",
    shapes: [
      [2, 4, 4, 5],
      [1, 1, 5, 3],
    ],
    run: conv(1, 0),
  },
  {
    name: "bias",
    shapes: [[2, 3, 3, 4], [4]],
    run: (x, b) => tf.add(x, b),
  },
  { name: "relu", shapes: [[2, 3, 3, 4]], run: (x) => tf.relu(x) },
  {
    name: "residual addition",
    shapes: [
      [2, 3, 3, 4],
      [2, 3, 3, 4],
    ],
    run: (a, b) => tf.relu(tf.add(a, b)),
  },
  {
    name: "mean over places",
    shapes: [[2, 3, 3, 4]],
    run: (x) => tf.mean(x, [1, 2]),
  },
  {
    name: "maximum over places",
    shapes: [[2, 3, 3, 4]],
    run: (x) => tf.max(x, [1, 2]),
  },
  {
    name: "concatenation",
    shapes: [
      [2, 3],
      [2, 4],
    ],
    run: (a, b) => tf.concat([a, b], 1),
  },
  {
    name: "matrix product",
    shapes: [
      [3, 4],
      [4, 2],
    ],
    run: (a, b) => tf.matMul(a, b),
  },
  {
    name: "cross-entropy",
    shapes: [[3, 4]],
    run: (x) =>
      tf.neg(
        tf.mean(
          tf.sum(
            tf.mul(
              tf.logSoftmax(x),
              tf.oneHot(tf.tensor1d([0, 3, 1], "int32"), 4),
            ),
            1,
          ),
        ),
      ),
  },
  {
    name: "loss of a detector",
    shapes: [
      [1, 4, 4, 2],
      [1, 4, 4, 4],
    ],
    run: (heat, lengths) =>
      tf.mul(
        detectionLoss(
          {
            heat: heat as tf.Tensor4D,
            distances: tf.mul(tf.exp(lengths as tf.Tensor4D), 20),
          },
          targetTensors(
            [
              targetsFor(
                [{ label: 1, box: [10, 12, 52, 50], isIgnored: false }],
                2,
                4,
                16,
                { least: 36, most: 84 },
              ),
            ],
            2,
          ),
        ),
        0.1,
      ),
  },
];

const count = (shape: Shape): number => shape.reduce((a, b) => a * b, 1);

function numbers(shape: Shape, seed: number): Float32Array {
  const random = seededRandom(seed);
  return Float32Array.from({ length: count(shape) }, () => random() * 2 - 1);
}

/** The sum of the outcome times fixed weights: a single number that depends on each element in its own way. */
function weighed({ run }: Case, inputs: readonly tf.Tensor[]): tf.Scalar {
  const result = run(...inputs);
  const weights = tf.tensor(numbers(result.shape, 99), result.shape);
  return tf.sum(tf.mul(result, weights));
}

async function gradients(
  one: Case,
  values: readonly Float32Array[],
): Promise<Float32Array[]> {
  const inputs = values.map((data, i) =>
    tf.tensor(data, [...(one.shapes[i] ?? [])]),
  );
  const found = tf.grads((...xs) => weighed(one, xs))(inputs);
  const result = await Promise.all(
    found.map(async (tensor) => new Float32Array(await tensor.data())),
  );
  tf.dispose([...inputs, ...found]);
  return result;
}

const valuesOf = (one: Case): Float32Array[] =>
  one.shapes.map((shape, i) => numbers(shape, i + 1));

const expected = new Map<string, Float32Array[]>();

beforeAll(async () => {
  await startBackend("cpu", ["webgpu", "wasm"]);
  for (const one of cases)
    expected.set(one.name, await gradients(one, valuesOf(one)));
});

const STEP = 1e-2;

test.each(cases)("plain JavaScript, by differences: $name", async (one) => {
  await startBackend("cpu", ["webgpu", "wasm"]);
  const values = valuesOf(one);
  const at = (which: number, element: number, shift: number): number =>
    tf.tidy(() => {
      const inputs = values.map((data, i) => {
        const copy = data.slice();
        if (i === which) copy[element] = (copy[element] ?? 0) + shift;
        return tf.tensor(copy, [...(one.shapes[i] ?? [])]);
      });
      return weighed(one, inputs).dataSync()[0] ?? NaN;
    });
  const kinks: number[] = [];
  expected.get(one.name)?.forEach((gradient, which) =>
    gradient.forEach((value, element) => {
      const [left, middle, right] = [-STEP, 0, STEP].map((shift) =>
        at(which, element, shift),
      ) as [number, number, number];
      const slope = (right - left) / (2 * STEP);
      // At a corner (of relu, of a maximum) both sides differ, and neither is wrong.
      const isKink = Math.abs(right + left - 2 * middle) / STEP > 2e-2;
      if (isKink) kinks.push(element);
      else expect(Math.abs(value - slope)).toBeLessThan(1e-2);
    }),
  );
  expect(kinks.length).toBeLessThan(8);
});

describe.each(["wasm", "webgpu"] as const)(
  "%s like plain JavaScript",
  (name) => {
    test.each(cases)("$name", async (one) => {
      const others = (["cpu", "wasm", "webgpu"] as const).filter(
        (other) => other !== name,
      );
      await startBackend(name, others);
      const found = await gradients(one, valuesOf(one));
      found.forEach((gradient, which) => {
        const wanted = expected.get(one.name)?.[which];
        expect(gradient.length).toBe(wanted?.length);
        gradient.forEach((value, i) =>
          expect(Math.abs(value - (wanted?.[i] ?? NaN))).toBeLessThan(2e-5),
        );
      });
    });
  },
);

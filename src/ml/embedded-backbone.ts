/**
 * The embedded feature extractor: plain 3x3 convolutions with residual additions. What it gives
 * is cached per picture, so the key names everything that the numbers depend on.
 */
import * as tf from "@tensorflow/tfjs-core";
import { AppError } from "#core/errors.ts";
import type { Backbone, FeatureMap, Pixels } from "./backbone.ts";
import { fromHalfFloats } from "./half-float.ts";
import { pixelTensor } from "./pixel-tensor.ts";

interface Part {
  readonly offset: number;
  readonly shape: readonly number[];
}
interface Layer {
  readonly name: string;
  readonly op: "conv2d" | "add_relu";
  readonly stride?: number;
  readonly pad?: number;
  readonly relu?: boolean;
  readonly weight?: Part;
  readonly bias?: Part;
  readonly inputs?: readonly [string, string];
}
interface Architecture {
  readonly name: string;
  readonly version: string;
  readonly layers: readonly Layer[];
}

/** Subtracted and divided by, on RGB in 0..1. */
const MEAN = 0.45;
const SPREAD = 0.25;
const TAP = "s2.res.add";
const OUT = "out";
const OUT_CHANNELS = 320;
const MIDDLE_CHANNELS = 96;

export interface FeatureMaps {
  /** [batch, side/8, side/8, 96] */
  readonly middle: tf.Tensor4D;
  /** [batch, side/16, side/16, 320], after ReLU */
  readonly out: tf.Tensor4D;
}

export class EmbeddedBackbone implements Backbone {
  readonly key: string;
  readonly name: string;
  readonly side = null;
  /** Mean and maximum of the output, mean of the middle. */
  readonly length = 2 * OUT_CHANNELS + MIDDLE_CHANNELS;
  readonly #layers: readonly Layer[];
  readonly #weights: ReadonlyMap<
    string,
    { readonly kernel: tf.Tensor4D; readonly bias: tf.Tensor1D }
  >;

  /** @param weights little-endian float32 or float16 values in the architecture's order. */
  constructor(
    architecture: Architecture,
    weights: ArrayBuffer,
    precision: "float16" | "float32",
  ) {
    this.key = `${architecture.name}-${architecture.version}`;
    this.name = architecture.name;
    this.#layers = architecture.layers;
    const values =
      precision === "float16"
        ? fromHalfFloats(weights)
        : new Float32Array(weights);
    const take = ({ offset, shape }: Part): Float32Array => {
      const count = shape.reduce((product, n) => product * n, 1);
      return values.slice(offset / 4, offset / 4 + count);
    };
    const tensors = new Map<
      string,
      { kernel: tf.Tensor4D; bias: tf.Tensor1D }
    >();
    for (const { name, weight, bias } of architecture.layers) {
      if (!weight || !bias) continue;
      tensors.set(name, {
        kernel: tf.tensor4d(
          take(weight),
          weight.shape as [number, number, number, number],
        ),
        bias: tf.tensor1d(take(bias)),
      });
    }
    this.#weights = tensors;
  }

  /** @param pictures [batch, side, side, 3] float32 RGB in 0..1, side a multiple of 16 from 32. */
  forward(pictures: tf.Tensor4D): FeatureMaps {
    return tf.tidy(() => {
      const known = new Map<string, tf.Tensor4D>();
      let last: tf.Tensor4D = tf.div(tf.sub(pictures, MEAN), SPREAD);
      for (const layer of this.#layers) {
        last =
          layer.op === "add_relu"
            ? this.#add(layer, known)
            : this.#convolve(layer, last);
        known.set(layer.name, last);
      }
      const [middle, out] = [known.get(TAP), known.get(OUT)];
      if (!middle || !out)
        throw new AppError("model", "The feature extractor lacks a layer", {
          path: TAP,
        });
      return { middle, out };
    });
  }

  #add(
    { inputs }: Layer,
    known: ReadonlyMap<string, tf.Tensor4D>,
  ): tf.Tensor4D {
    const [a, b] = [known.get(inputs?.[0] ?? ""), known.get(inputs?.[1] ?? "")];
    if (!a || !b)
      throw new AppError(
        "model",
        "The feature extractor's layers do not connect",
      );
    return tf.relu(tf.add(a, b));
  }

  #convolve(
    { name, stride = 1, pad = 0, relu = false }: Layer,
    input: tf.Tensor4D,
  ): tf.Tensor4D {
    const weight = this.#weights.get(name);
    if (!weight)
      throw new AppError(
        "model",
        `The feature extractor has no weights for ${name}`,
      );
    return tf.fused.conv2d({
      x: input,
      filter: weight.kernel,
      strides: stride,
      pad,
      bias: weight.bias,
      activation: relu ? "relu" : "linear",
      dimRoundingMode: "floor",
    });
  }

  async features(
    pictures: readonly Pixels[],
    mirror: boolean,
  ): Promise<Float32Array> {
    const result = tf.tidy(() => {
      const batch = pixelTensor(pictures);
      const plain = this.#pooled(batch);
      if (!mirror) return plain;
      return tf.div<tf.Tensor2D>(
        tf.add(plain, this.#pooled(tf.reverse(batch, 2))),
        2,
      );
    });
    const values = await result.data<"float32">();
    result.dispose();
    return values;
  }

  async featureMap(picture: Pixels): Promise<FeatureMap> {
    const map = tf.tidy(() => this.forward(pixelTensor([picture])).out);
    const [, height, width, channels] = map.shape;
    const values = await map.data<"float32">();
    map.dispose();
    return { height, width, channels, values };
  }

  #pooled(pictures: tf.Tensor4D): tf.Tensor2D {
    const { middle, out } = this.forward(pictures);
    return tf.concat(
      [
        tf.mean<tf.Tensor2D>(out, [1, 2]),
        tf.max<tf.Tensor2D>(out, [1, 2]),
        tf.mean<tf.Tensor2D>(middle, [1, 2]),
      ],
      1,
    );
  }

  dispose(): void {
    for (const { kernel, bias } of this.#weights.values())
      tf.dispose([kernel, bias]);
  }
}

async function fetched(path: string): Promise<Response> {
  const address = new URL(
    `${import.meta.env.BASE_URL}models/backbone-s/${path}`,
    self.location.origin,
  );
  const response = await fetch(address);
  if (!response.ok)
    throw new AppError(
      "model",
      `The feature extractor could not be read: ${path} gave ${String(response.status)}`,
    );
  return response;
}

/** The extractor that ships with the app. Needs a started backend. */
export async function loadEmbeddedBackbone(): Promise<EmbeddedBackbone> {
  const [architecture, weights] = await Promise.all([
    fetched("architecture.json").then(
      async (response) => (await response.json()) as Architecture,
    ),
    fetched("weights-f16.bin").then(async (response) => response.arrayBuffer()),
  ]);
  return new EmbeddedBackbone(architecture, weights, "float16");
}

/**
 * The embedded feature extractor: plain 3x3 convolutions with residual additions, batch
 * normalization folded in. What it gives is cached per picture, so the key names everything that
 * the numbers depend on.
 */
import * as tf from "@tensorflow/tfjs-core";
import { AppError } from "#core/errors.ts";
import type { Backbone, FeatureMap, Pixels } from "./backbone.ts";
import { fromHalfFloats } from "./half-float.ts";
import { pixelTensor } from "./pixel-tensor.ts";
import { Stage, weightsOf, type Layer } from "./stage.ts";

interface Architecture {
  readonly name: string;
  readonly version: string;
  readonly layers: readonly Layer[];
}

/** Subtracted and divided by, on RGB in 0..1. */
const MEAN = 0.45;
const SPREAD = 0.25;
/** The last layer of the lower stage; those above may be fine-tuned. */
const TAP = "s2.res.add";
const OUT_CHANNELS = 320;
const MIDDLE_CHANNELS = 96;

export interface FeatureMaps {
  /** [batch, side/8, side/8, 96] */
  readonly middle: tf.Tensor4D;
  /** [batch, side/16, side/16, 320], after ReLU */
  readonly out: tf.Tensor4D;
}

/** Mean and maximum of the output, mean of the middle: [batch, 736]. */
export function pooled({ middle, out }: FeatureMaps): tf.Tensor2D {
  return tf.concat(
    [
      tf.mean<tf.Tensor2D>(out, [1, 2]),
      tf.max<tf.Tensor2D>(out, [1, 2]),
      tf.mean<tf.Tensor2D>(middle, [1, 2]),
    ],
    1,
  );
}

export class EmbeddedBackbone implements Backbone {
  readonly key: string;
  readonly name: string;
  readonly side = null;
  readonly length = 2 * OUT_CHANNELS + MIDDLE_CHANNELS;
  /** The upper stage's weights as they ship, layer after layer. */
  readonly upperWeights: Float32Array;
  readonly #upperLayers: readonly Layer[];
  readonly #lower: Stage;
  readonly #upper: Stage;

  /** @param weights little-endian float32 or float16 values in the architecture's order. */
  constructor(
    { name, version, layers }: Architecture,
    weights: ArrayBuffer,
    precision: "float16" | "float32",
  ) {
    this.key = `${name}-${version}`;
    this.name = name;
    const values =
      precision === "float16"
        ? fromHalfFloats(weights)
        : new Float32Array(weights);
    const cut = layers.findIndex((layer) => layer.name === TAP) + 1;
    if (cut === 0)
      throw new AppError("model", "The feature extractor lacks a layer", {
        path: TAP,
      });
    const lowerLayers = layers.slice(0, cut);
    this.#lower = new Stage(
      lowerLayers,
      "picture",
      weightsOf(lowerLayers, values),
    );
    this.#upperLayers = layers.slice(cut);
    this.upperWeights = weightsOf(this.#upperLayers, values);
    this.#upper = this.upperStage(this.upperWeights);
  }

  /** The upper stage with weights of its own, `middle` -> `out`; the caller disposes of it. */
  upperStage(weights: Float32Array): Stage {
    return new Stage(this.#upperLayers, TAP, weights);
  }

  /**
   * @param pictures [batch, side, side, 3] float32 RGB in 0..1, side a multiple of 16 from 32.
   * @returns `middle`: [batch, side/8, side/8, 96]
   */
  lower(pictures: tf.Tensor4D): tf.Tensor4D {
    return tf.tidy(() =>
      this.#lower.run(tf.div(tf.sub(pictures, MEAN), SPREAD)),
    );
  }

  /** @param pictures as for `lower`. */
  forward(pictures: tf.Tensor4D): FeatureMaps {
    const middle = this.lower(pictures);
    return { middle, out: tf.tidy(() => this.#upper.run(middle)) };
  }

  async features(
    pictures: readonly Pixels[],
    mirror: boolean,
  ): Promise<Float32Array> {
    const result = tf.tidy(() => {
      const batch = pixelTensor(pictures);
      const plain = pooled(this.forward(batch));
      if (!mirror) return plain;
      return tf.div<tf.Tensor2D>(
        tf.add(plain, pooled(this.forward(tf.reverse(batch, 2)))),
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

  dispose(): void {
    this.#lower.dispose();
    this.#upper.dispose();
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

/**
 * The embedded feature extractor: plain 3x3 convolutions with residual additions, batch
 * normalization folded in. What it gives is cached per picture, so the key names everything that
 * the numbers depend on.
 */
import * as tf from "@tensorflow/tfjs-core";
import { AppError } from "#core/errors.ts";
import type { Backbone, FeatureMap, Look, Pixels } from "./backbone.ts";
import { fromHalfFloats } from "./half-float.ts";
import { pixelTensor } from "./pixel-tensor.ts";
import { Stage, weightsOf, type Layer } from "./stage.ts";
import { textureLengths, Textures } from "./textures.ts";

interface Architecture {
  readonly name: string;
  readonly version: string;
  readonly layers: readonly Layer[];
}

/** Subtracted and divided by, on RGB in 0..1. */
const MEAN = 0.45;
const SPREAD = 0.25;
/** The last layers of the early and of the middle stage; those above the middle may be learned anew. */
const EARLY_TAP = "s1.res.add";
const MIDDLE_TAP = "s2.res.add";
/** The last layer but the widening one: what detectors learn from. */
const DEEP_TAP = "s3.res.add";
const OUT_CHANNELS = 320;
const MIDDLE_CHANNELS = 96;

export interface FeatureMaps {
  /** [batch, side/4, side/4, 48] */
  readonly early: tf.Tensor4D;
  /** [batch, side/8, side/8, 96] */
  readonly middle: tf.Tensor4D;
  /** [batch, side/16, side/16, 320], after ReLU */
  readonly out: tf.Tensor4D;
}

/** Mean and maximum of the output, mean of the middle: [batch, 736]. */
function pooled({
  middle,
  out,
}: Pick<FeatureMaps, "middle" | "out">): tf.Tensor2D {
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
  readonly textureLengths = textureLengths;
  /** The upper stage's weights as they ship, layer after layer, without the last, which only widens. */
  readonly deepWeights: Float32Array;
  readonly #deepLayers: readonly Layer[];
  readonly #early: Stage;
  readonly #middle: Stage;
  readonly #upper: Stage;
  readonly #textures = new Textures();

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
    const [early, middle, deep] = [EARLY_TAP, MIDDLE_TAP, DEEP_TAP].map(
      (tap) => {
        const place = layers.findIndex((layer) => layer.name === tap) + 1;
        if (place > 0) return place;
        throw new AppError("model", "The feature extractor lacks a layer", {
          path: tap,
        });
      },
    );
    const stage = (own: readonly Layer[], entry: string): Stage =>
      new Stage(own, entry, weightsOf(own, values));
    this.#early = stage(layers.slice(0, early), "picture");
    this.#middle = stage(layers.slice(early, middle), EARLY_TAP);
    this.#upper = stage(layers.slice(middle), MIDDLE_TAP);
    this.#deepLayers = layers.slice(middle, deep);
    this.deepWeights = weightsOf(this.#deepLayers, values);
  }

  /** `middle` -> [batch, side/16, side/16, 192], with weights of its own; the caller disposes of it. */
  deepStage(weights: Float32Array): Stage {
    return new Stage(this.#deepLayers, MIDDLE_TAP, weights);
  }

  /**
   * @param pictures [batch, side, side, 3] float32 RGB in 0..1, side a multiple of 16 from 32;
   * sides may differ.
   * @returns `middle`: [batch, side/8, side/8, 96]
   */
  lower(pictures: tf.Tensor4D): tf.Tensor4D {
    return tf.tidy(() => this.#middle.run(this.#start(pictures)));
  }

  #start(pictures: tf.Tensor4D): tf.Tensor4D {
    return tf.tidy(() =>
      this.#early.run(tf.div(tf.sub(pictures, MEAN), SPREAD)),
    );
  }

  /** @param pictures as for `lower`. */
  forward(pictures: tf.Tensor4D): FeatureMaps {
    const early = this.#start(pictures);
    const middle = tf.tidy(() => this.#middle.run(early));
    return { early, middle, out: tf.tidy(() => this.#upper.run(middle)) };
  }

  async features(
    pictures: readonly Pixels[],
    look: Look,
  ): Promise<Float32Array> {
    // WebAssembly gains nothing by batches, and multiplies matrices of single pictures much faster.
    const atOnce = tf.getBackend() === "wasm" ? 1 : pictures.length;
    const width =
      this.length +
      textureLengths(look.textures).reduce((sum, one) => sum + one, 0);
    const values = new Float32Array(pictures.length * width);
    for (let at = 0; at < pictures.length; at += atOnce) {
      const batch = pictures.slice(at, at + atOnce);
      values.set(await this.#featuresAtOnce(batch, look), at * width);
    }
    return values;
  }

  async #featuresAtOnce(
    pictures: readonly Pixels[],
    { mirror, textures }: Look,
  ): Promise<Float32Array> {
    const result = tf.tidy(() => {
      const views = (mirror ? [false, true] : [false]).map((isMirrored) =>
        this.forward(pixelTensor(pictures, isMirrored)),
      );
      const means = tf.div<tf.Tensor2D>(
        tf.addN(views.map(pooled)),
        views.length,
      );
      if (textures === false) return means;
      return tf.concat(
        [means, this.#textures.of(views, textures === "fine")],
        1,
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
    this.#early.dispose();
    this.#middle.dispose();
    this.#textures.dispose();
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

/** A model that the user added, whatever runs it, as a backbone. */
import type { Normalization } from "#core/backbone.ts";
import type { Backbone, FeatureMap, Look, Pixels } from "./backbone.ts";
import {
  checkFeatures,
  checkOutputDims,
  pictureInput,
  type PictureInput,
  type TensorFacts,
} from "./extractor-rules.ts";
import { pictureInputValues } from "./picture-input.ts";

/** A model that was read, by TF.js or by ONNX Runtime. */
export interface LoadedModel {
  readonly inputs: readonly TensorFacts[];
  readonly outputs: readonly TensorFacts[];
  /** The output that serves best as features, when the model tells. */
  readonly bestOutput: string | null;
  /** @param values of the shape `dims`. @returns the output's values and shape. */
  run(
    input: string,
    values: Float32Array<ArrayBuffer>,
    dims: readonly number[],
    output: string,
  ): Promise<{
    readonly values: Float32Array;
    readonly dims: readonly number[];
  }>;
  dispose(): void;
}

/** What is fixed when a backbone is added. */
export interface ModelUse {
  readonly key: string;
  readonly name: string;
  readonly output: string;
  readonly normalization: Normalization;
}

/** Pictures per call: large inputs of large models would not fit into memory by the dozen. */
const BATCH = 8;

/** Maps of one batch with channels last, whatever the model's order: [count, height * width, channels]. */
interface Maps {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** Value of a picture, place and channel. */
  readonly at: (picture: number, place: number, channel: number) => number;
}

function mapsOf(
  values: Float32Array,
  dims: readonly number[],
  layout: PictureInput["layout"],
): Maps {
  const [, a = 1, b = 1, c = 1] = dims;
  const last = layout === "nhwc" || dims.length === 2;
  const [height, width, channels] =
    dims.length === 2 ? [1, 1, a] : last ? [a, b, c] : [b, c, a];
  const area = height * width;
  return {
    height,
    width,
    channels,
    at: (picture, place, channel) =>
      values[
        picture * area * channels +
          (last ? place * channels + channel : channel * area + place)
      ] ?? 0,
  };
}

export class ModelBackbone implements Backbone {
  readonly key: string;
  readonly name: string;
  readonly side: number;
  readonly length: number;
  readonly textureLengths = (): readonly number[] => [];
  readonly #model: LoadedModel;
  readonly #input: PictureInput;
  readonly #use: ModelUse;

  private constructor(
    model: LoadedModel,
    input: PictureInput,
    use: ModelUse,
    length: number,
  ) {
    this.key = use.key;
    this.name = use.name;
    this.side = input.side;
    this.length = length;
    this.#model = model;
    this.#input = input;
    this.#use = use;
  }

  /** Tries the model on two pictures. @throws AppError('model') for what is no feature extractor. */
  static async open(model: LoadedModel, use: ModelUse): Promise<ModelBackbone> {
    try {
      const input = pictureInput(model.inputs);
      const probe = new ModelBackbone(model, input, use, 0);
      const rows: Float32Array[] = [];
      for (const seed of [1, 2]) {
        const picture = testPicture(input.side, seed);
        const [maps] = await probe.#batches([picture], false);
        if (maps) rows.push(pooled(maps, 0));
      }
      checkFeatures(rows);
      return new ModelBackbone(model, input, use, rows[0]?.length ?? 0);
    } catch (error) {
      model.dispose();
      throw error;
    }
  }

  async features(
    pictures: readonly Pixels[],
    { mirror }: Pick<Look, "mirror">,
  ): Promise<Float32Array> {
    const features = new Float32Array(pictures.length * this.length);
    for (const flipped of mirror ? [false, true] : [false]) {
      let row = 0;
      for (const maps of await this.#batches(pictures, flipped)) {
        for (let n = 0; n < maps.count; n += 1, row += 1) {
          pooled(maps, n).forEach((value, k) => {
            const at = row * this.length + k;
            features[at] = (features[at] ?? 0) + value / (mirror ? 2 : 1);
          });
        }
      }
    }
    return features;
  }

  async featureMap(picture: Pixels): Promise<FeatureMap | null> {
    const [maps] = await this.#batches([picture], false);
    if (!maps || maps.height * maps.width === 1) return null;
    const { height, width, channels } = maps;
    const values = Float32Array.from(
      { length: height * width * channels },
      (_, i) => maps.at(0, Math.floor(i / channels), i % channels),
    );
    return { height, width, channels, values };
  }

  async #batches(
    pictures: readonly Pixels[],
    mirror: boolean,
  ): Promise<(Maps & { readonly count: number })[]> {
    const { name, side, layout, batch } = this.#input;
    const size = batch ?? BATCH;
    const found: (Maps & { readonly count: number })[] = [];
    for (let at = 0; at < pictures.length; at += size) {
      const part = pictures.slice(at, at + size);
      const count = part.length;
      const values = pictureInputValues(
        part,
        layout,
        this.#use.normalization,
        mirror,
      );
      const dims =
        layout === "nhwc" ? [count, side, side, 3] : [count, 3, side, side];
      const result = await this.#model.run(
        name,
        values,
        dims,
        this.#use.output,
      );
      checkOutputDims(result.dims, count);
      found.push({ ...mapsOf(result.values, result.dims, layout), count });
    }
    return found;
  }

  dispose(): void {
    this.#model.dispose();
  }
}

/** Mean over all places of one picture, one number per channel. */
function pooled(
  { height, width, channels, at }: Maps,
  n: number,
): Float32Array {
  const area = height * width;
  return Float32Array.from({ length: channels }, (_, channel) => {
    let sum = 0;
    for (let place = 0; place < area; place += 1) sum += at(n, place, channel);
    return sum / area;
  });
}

/** Coloured stripes that depend on the seed. */
function testPicture(side: number, seed: number): Pixels {
  const rgba = new Uint8ClampedArray(side * side * 4);
  for (let i = 0; i < rgba.length; i += 1)
    rgba[i] =
      i % 4 === 3
        ? 255
        : (seed * 97 + i * (7 + 12 * seed) + (i >> 6) * 31) % 256;
  return { side, rgba };
}

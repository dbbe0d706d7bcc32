/**
 * Pictures as fine-tuning sees them: changed a little each time, and through the frozen lower
 * stage. The lower stage's output is kept for a few views of each picture where memory allows:
 * to compute it again in every epoch takes half as long as learning from it.
 */
import * as tf from "@tensorflow/tfjs-core";
import { mapConcurrent } from "#core/async.ts";
import { seededRandom } from "#core/random.ts";
import type { TrainSample, TrainTask } from "#labeling/learning-contract.ts";
import { randomView } from "#ml/augment.ts";
import type { Pixels } from "#ml/backbone.ts";
import type { EmbeddedBackbone } from "#ml/embedded-backbone.ts";
import { pixelTensor } from "#ml/pixel-tensor.ts";

/** Views are cut out of pictures this much larger than they are. */
const MARGIN = 1.5;
const MOST_VIEWS = 8;
/** With fewer views the same ones come back too often: then every view is new. */
const LEAST_VIEWS = 4;
const MEMORY = 256e6;
const DECODERS = 4;

interface Picture {
  readonly plain: Pixels;
  readonly large: Pixels;
}

export class PictureViews {
  readonly #backbone: EmbeddedBackbone;
  readonly #pictures: readonly Picture[];
  readonly #side: number;
  readonly #seed: number;
  readonly #kept: Map<number, Float32Array>[];

  private constructor(
    backbone: EmbeddedBackbone,
    pictures: readonly Picture[],
    side: number,
    seed: number,
  ) {
    this.#backbone = backbone;
    this.#pictures = pictures;
    this.#side = side;
    this.#seed = seed;
    const bytes = (side / 8) ** 2 * 96 * 4;
    const views = Math.floor(MEMORY / (bytes * Math.max(1, pictures.length)));
    this.#kept = Array.from(
      { length: views < LEAST_VIEWS ? 0 : Math.min(MOST_VIEWS, views) },
      () => new Map<number, Float32Array>(),
    );
  }

  /** Reads the pictures once; they stay in memory at 1.5 times `side`. */
  static async open(
    backbone: EmbeddedBackbone,
    samples: readonly TrainSample[],
    side: number,
    { options, readPixels }: Pick<TrainTask, "options" | "readPixels">,
    onRead: (done: number) => void,
    signal: AbortSignal,
  ): Promise<PictureViews> {
    let done = 0;
    const pictures = await mapConcurrent(
      samples,
      DECODERS,
      async (sample): Promise<Picture> => {
        const [plain, large] = await readPixels(await sample.read(), [
          side,
          side * MARGIN,
        ]);
        done += 1;
        onRead(done);
        const empty = { side: 0, rgba: new Uint8ClampedArray() };
        return { plain: plain ?? empty, large: large ?? empty };
      },
      signal,
    );
    return new PictureViews(backbone, pictures, side, options.seed);
  }

  /** The lower stage's output for the pictures as they are. @returns [batch, side/8, side/8, 96] */
  plain(indexes: readonly number[]): tf.Tensor4D {
    return tf.tidy(() =>
      this.#backbone.lower(
        pixelTensor(indexes.flatMap((i) => this.#pictures[i]?.plain ?? [])),
      ),
    );
  }

  /** The same for a view of each; another epoch gives other views. */
  async changed(
    indexes: readonly number[],
    epoch: number,
  ): Promise<tf.Tensor4D> {
    const views = this.#kept.length;
    const kept = this.#kept[epoch % Math.max(1, views)];
    if (!kept) return this.#lower(indexes, epoch);
    const missing = indexes.filter((i) => !kept.has(i));
    if (missing.length > 0) {
      const middle = this.#lower(missing, epoch % views);
      const values = await middle.data<"float32">();
      const size = values.length / missing.length;
      missing.forEach((i, at) =>
        kept.set(i, values.slice(at * size, (at + 1) * size)),
      );
      middle.dispose();
    }
    const places = this.#side / 8;
    const size = places * places * 96;
    const batch = new Float32Array(indexes.length * size);
    indexes.forEach((i, at) => batch.set(kept.get(i) ?? [], at * size));
    return tf.tensor4d(batch, [indexes.length, places, places, 96]);
  }

  #lower(indexes: readonly number[], view: number): tf.Tensor4D {
    const size = this.#side * this.#side * 3;
    const values = new Float32Array(indexes.length * size);
    indexes.forEach((i, at) => {
      const large = this.#pictures[i]?.large;
      if (large)
        values.set(
          randomView(large, this.#side, this.#random(i, view)),
          at * size,
        );
    });
    return tf.tidy(() =>
      this.#backbone.lower(
        tf.tensor4d(values, [indexes.length, this.#side, this.#side, 3]),
      ),
    );
  }

  /** Its own numbers for each view of each picture, whatever order they are asked for in. */
  #random(picture: number, view: number): () => number {
    return seededRandom(
      this.#seed +
        Math.imul(picture + 1, 0x9e3779b1) +
        Math.imul(view + 1, 0x85ebca6b),
    );
  }
}

/** A fine-tuned upper stage with its head: scores of pictures seen at several sides, mirrored and not. */
import * as tf from "@tensorflow/tfjs-core";
import type { FeatureMap, Pixels } from "./backbone.ts";
import { pooled, type EmbeddedBackbone } from "./embedded-backbone.ts";
import type { TunedWeights } from "./fine-tuning.ts";
import { pixelTensor } from "./pixel-tensor.ts";
import { logits, softmax, type SoftmaxHead } from "./softmax-head.ts";
import type { Stage } from "./stage.ts";

export class TunedUpper {
  readonly head: SoftmaxHead;
  readonly #backbone: EmbeddedBackbone;
  readonly #stage: Stage;

  constructor(backbone: EmbeddedBackbone, { upper, head }: TunedWeights) {
    this.#backbone = backbone;
    this.#stage = backbone.upperStage(upper);
    this.head = head;
  }

  /**
   * @param pictures for each picture its pixels at every side.
   * @returns logarithms of the mean probability over the sides, [pictures][classes].
   */
  async scores(
    pictures: readonly (readonly Pixels[])[],
  ): Promise<Float32Array[]> {
    const sides = pictures[0]?.length ?? 0;
    const { features, classes } = this.head;
    const sums = pictures.map(() => new Float32Array(classes));
    for (let scale = 0; scale < sides; scale += 1) {
      const pixels = pictures.flatMap((one) => one[scale] ?? []);
      const values = await this.#features(pixels);
      sums.forEach((sum, i) =>
        softmax(
          logits(this.head, values.subarray(i * features, (i + 1) * features)),
        ).forEach((value, c) => (sum[c] = (sum[c] as number) + value / sides)),
      );
    }
    return sums.map((sum) =>
      sum.map((value) => Math.log(Math.max(1e-12, value))),
    );
  }

  /** Mean over each picture and its mirror image: [pictures, features]. */
  async #features(pixels: readonly Pixels[]): Promise<Float32Array> {
    const result = tf.tidy(() => {
      const [plain, mirrored] = [false, true].map((isMirrored) =>
        this.#pooled(pixelTensor(pixels, isMirrored)),
      ) as [tf.Tensor2D, tf.Tensor2D];
      return tf.div(tf.add(plain, mirrored), 2);
    });
    const values = await result.data<"float32">();
    result.dispose();
    return values;
  }

  #pooled(pictures: tf.Tensor4D): tf.Tensor2D {
    const middle = this.#backbone.lower(pictures);
    return pooled({ middle, out: this.#stage.run(middle) });
  }

  /** The output before it was pooled. */
  async featureMap(picture: Pixels): Promise<FeatureMap> {
    const map = tf.tidy(() =>
      this.#stage.run(this.#backbone.lower(pixelTensor([picture]))),
    );
    const [, height, width, channels] = map.shape;
    const values = await map.data<"float32">();
    map.dispose();
    return { height, width, channels, values };
  }

  dispose(): void {
    this.#stage.dispose();
  }
}

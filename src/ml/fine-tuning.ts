/**
 * Gradient descent on the upper stage of the embedded extractor together with a linear head
 * (smoothed labels: Szegedy et al. 2016). The lower stage is frozen: its
 * output, `middle`, is what comes in.
 */
import * as tf from "@tensorflow/tfjs-core";
import { AppError } from "#core/errors.ts";
import { Adam } from "./adam.ts";
import { pooled, type EmbeddedBackbone } from "./embedded-backbone.ts";
import type { SoftmaxHead } from "./softmax-head.ts";
import type { Stage } from "./stage.ts";

const SMOOTHING = 0.1;

/** The upper stage and the head on its pooled output, as numbers. */
export interface TunedWeights {
  /** As `EmbeddedBackbone.upperStage` takes them. */
  readonly upper: Float32Array;
  /** On `length` features of one scale. */
  readonly head: SoftmaxHead;
}

export class FineTuning {
  readonly #stage: Stage;
  /** [features, classes] */
  readonly #kernel: tf.Variable;
  /** [classes] */
  readonly #bias: tf.Variable;
  readonly #learned: readonly tf.Variable[];
  readonly #adam: Adam;

  constructor(backbone: EmbeddedBackbone, { upper, head }: TunedWeights) {
    this.#stage = backbone.upperStage(upper);
    this.#kernel = tf.tidy(() =>
      tf.variable(
        tf.transpose(tf.tensor2d(head.weights, [head.classes, head.features])),
      ),
    );
    this.#bias = tf.tidy(() => tf.variable(tf.tensor1d(head.bias)));
    this.#learned = [...this.#stage.variables, this.#kernel, this.#bias];
    this.#adam = new Adam(this.#learned);
  }

  /** Unnormalized scores [batch, classes]; the caller tidies. */
  #scores(middle: tf.Tensor4D, learns: boolean): tf.Tensor2D {
    const out = this.#stage.run(middle, learns);
    return tf.add(
      tf.matMul(
        pooled({ middle, out }),
        this.#kernel as unknown as tf.Tensor2D,
      ),
      this.#bias,
    );
  }

  /**
   * One step down the gradient.
   * @param middle [batch, height, width, channels]
   * @param labels class number of each.
   * @returns mean cross-entropy with the smoothed labels, nats, before the step.
   * @throws AppError('model') when the loss is not finite.
   */
  async step(
    middle: tf.Tensor4D,
    labels: readonly number[],
    rate: number,
  ): Promise<number> {
    const classes = this.#bias.size;
    const { value, grads } = tf.variableGrads(
      () =>
        tf.tidy((): tf.Scalar => {
          const truth = tf.oneHot(tf.tensor1d([...labels], "int32"), classes);
          const target = tf.add(
            tf.mul(truth, 1 - SMOOTHING),
            SMOOTHING / classes,
          );
          const logs = tf.logSoftmax(this.#scores(middle, true));
          return tf.neg(tf.mean<tf.Scalar>(tf.sum(tf.mul(target, logs), 1)));
        }),
      [...this.#learned],
    );
    this.#adam.descend(grads, () => rate);
    const [loss = NaN] = await value.data();
    tf.dispose([value, grads]);
    if (!Number.isFinite(loss))
      throw new AppError(
        "model",
        "Fine-tuning gave numbers that are not finite",
      );
    return loss;
  }

  /** Unnormalized scores of each, [batch][classes]. */
  async scores(middle: tf.Tensor4D): Promise<Float32Array[]> {
    const result = tf.tidy(() => this.#scores(middle, false));
    const [count, classes] = result.shape;
    const values = await result.data<"float32">();
    result.dispose();
    return Array.from({ length: count }, (_, i) =>
      values.slice(i * classes, (i + 1) * classes),
    );
  }

  async weights(): Promise<TunedWeights> {
    const turned = tf.tidy(() => tf.transpose(this.#kernel));
    const [upper, weights, bias] = await Promise.all([
      this.#stage.values(),
      turned.data<"float32">(),
      this.#bias.data<"float32">(),
    ]);
    turned.dispose();
    return {
      upper,
      head: {
        classes: bias.length,
        features: weights.length / bias.length,
        weights,
        bias,
      },
    };
  }

  dispose(): void {
    this.#stage.dispose();
    tf.dispose([this.#kernel, this.#bias]);
    this.#adam.dispose();
  }
}

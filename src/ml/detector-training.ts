/** Gradient descent on a detector's network, and the running average of its weights, which answers better than any one of them. */
import * as tf from "@tensorflow/tfjs-core";
import { AppError } from "#core/errors.ts";
import { Adam, type AdamState } from "./adam.ts";
import { detectionLoss, targetTensors } from "./detection-loss.ts";
import type { Targets } from "./detection-targets.ts";
import { readMaps, type Maps } from "./detector-maps.ts";
import { DetectorNet, type DetectorWeights } from "./detector-net.ts";
import type { EmbeddedBackbone } from "./embedded-backbone.ts";

/** Share of the average that stays at each step, once enough steps are behind. */
const AVERAGE = 0.98;

/** Step sizes of the two parts. */
export interface Rates {
  readonly deep: number;
  readonly head: number;
}

export interface DetectorState {
  readonly current: DetectorWeights;
  readonly average: DetectorWeights;
  readonly adam: AdamState;
}

export class DetectorTraining {
  readonly #net: DetectorNet;
  readonly #average: DetectorNet;
  readonly #labels: number;
  readonly #adam: Adam;

  constructor(
    backbone: EmbeddedBackbone,
    from: DetectorWeights | DetectorState,
  ) {
    const { current, average } =
      "adam" in from ? from : { current: from, average: from };
    this.#net = new DetectorNet(backbone, current);
    this.#average = new DetectorNet(backbone, average);
    this.#labels = current.labels;
    this.#adam = new Adam(this.#net.variables);
    if ("adam" in from) this.#adam.restore(from.adam);
  }

  /**
   * One step down the gradient.
   * @param middle [batch, cells, cells, 96] of `EmbeddedBackbone.lower`.
   * @returns the loss before the step.
   * @throws AppError('model') when the loss is not finite.
   */
  async step(
    middle: tf.Tensor4D,
    targets: readonly Targets[],
    rates: Rates,
  ): Promise<number> {
    const wanted = targetTensors(targets, this.#labels);
    const { value, grads } = tf.variableGrads(
      () => detectionLoss(this.#net.run(middle, true), wanted),
      [...this.#net.variables],
    );
    this.#adam.descend(grads, (place) =>
      place < this.#net.deepCount ? rates.deep : rates.head,
    );
    const [loss = NaN] = await value.data();
    tf.dispose([value, grads, Object.values(wanted)]);
    if (!Number.isFinite(loss))
      throw new AppError("model", "Training gave numbers that are not finite");
    this.#follow();
    return loss;
  }

  #follow(): void {
    const { steps } = this.#adam;
    const kept = Math.min(AVERAGE, steps / (10 + steps));
    this.#average.variables.forEach((variable, i) => {
      tf.tidy(() =>
        variable.assign(
          tf.add(
            tf.mul(variable, kept),
            tf.mul(this.#net.variables[i] as tf.Variable, 1 - kept),
          ),
        ),
      );
    });
  }

  /** Of the average. */
  async loss(
    middle: tf.Tensor4D,
    targets: readonly Targets[],
  ): Promise<number> {
    const value = tf.tidy(() =>
      detectionLoss(
        this.#average.run(middle),
        targetTensors(targets, this.#labels),
      ),
    );
    const [loss = NaN] = await value.data();
    value.dispose();
    return loss;
  }

  /** Of the average, for each of the batch. */
  maps(middle: tf.Tensor4D): Promise<Maps[]> {
    return readMaps(() => this.#average.run(middle));
  }

  async state(): Promise<DetectorState> {
    return {
      current: await this.#net.weights(),
      average: await this.#average.weights(),
      adam: await this.#adam.state(),
    };
  }

  dispose(): void {
    this.#net.dispose();
    this.#average.dispose();
    this.#adam.dispose();
  }
}

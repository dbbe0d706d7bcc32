/** Descent with a step size per weight. Source: Kingma and Ba 2014. */
import * as tf from "@tensorflow/tfjs-core";

const BETA_1 = 0.9;
const BETA_2 = 0.999;
const EPSILON = 1e-7;

interface Learned {
  readonly variable: tf.Variable;
  readonly first: tf.Variable;
  readonly second: tf.Variable;
}

/** The running moments, weight after weight, and the steps behind them. */
export interface AdamState {
  readonly steps: number;
  readonly first: Float32Array;
  readonly second: Float32Array;
}

export class Adam {
  readonly #learned: readonly Learned[];
  #steps = 0;

  constructor(variables: readonly tf.Variable[]) {
    this.#learned = variables.map((variable) => ({
      variable,
      first: tf.tidy(() => tf.variable(tf.zerosLike(variable))),
      second: tf.tidy(() => tf.variable(tf.zerosLike(variable))),
    }));
  }

  get steps(): number {
    return this.#steps;
  }

  /** One step. @param rateOf step size of the variable at that place of those given. */
  descend(grads: tf.NamedTensorMap, rateOf: (place: number) => number): void {
    this.#steps += 1;
    const correction =
      Math.sqrt(1 - BETA_2 ** this.#steps) / (1 - BETA_1 ** this.#steps);
    this.#learned.forEach(({ variable, first, second }, place) => {
      const gradient = grads[variable.name];
      if (!gradient) return;
      tf.tidy(() => {
        const mean = tf.add(
          tf.mul(first, BETA_1),
          tf.mul(gradient, 1 - BETA_1),
        );
        const square = tf.add(
          tf.mul(second, BETA_2),
          tf.mul(tf.square(gradient), 1 - BETA_2),
        );
        const change = tf.div(
          tf.mul(mean, rateOf(place) * correction),
          tf.add(tf.sqrt(square), EPSILON),
        );
        first.assign(mean);
        second.assign(square);
        variable.assign(tf.sub(variable, change));
      });
    });
  }

  async state(): Promise<AdamState> {
    return {
      steps: this.#steps,
      first: await joined(this.#learned.map(({ first }) => first)),
      second: await joined(this.#learned.map(({ second }) => second)),
    };
  }

  restore({ steps, first, second }: AdamState): void {
    this.#steps = steps;
    assignAll(
      this.#learned.map((one) => one.first),
      first,
    );
    assignAll(
      this.#learned.map((one) => one.second),
      second,
    );
  }

  dispose(): void {
    tf.dispose(this.#learned.flatMap(({ first, second }) => [first, second]));
  }
}

/** The numbers of all variables, one after the other. */
export async function joined(
  variables: readonly tf.Tensor[],
): Promise<Float32Array<ArrayBuffer>> {
  const parts = await Promise.all(
    variables.map(async (variable) => variable.data<"float32">()),
  );
  const result = new Float32Array(
    parts.reduce((sum, { length }) => sum + length, 0),
  );
  let at = 0;
  for (const part of parts) {
    result.set(part, at);
    at += part.length;
  }
  return result;
}

/** The opposite of `joined`. */
export function assignAll(
  variables: readonly tf.Variable[],
  values: Float32Array,
): void {
  let at = 0;
  for (const variable of variables) {
    const part = values.slice(at, at + variable.size);
    at += variable.size;
    tf.tidy(() => variable.assign(tf.tensor(part, variable.shape)));
  }
}

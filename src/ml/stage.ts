/** A run of the extractor's layers with its weights: what is frozen runs fused, what learns runs step by step. */
import * as tf from "@tensorflow/tfjs-core";
import { AppError } from "#core/errors.ts";

interface Part {
  /** In bytes of float32 values. */
  readonly offset: number;
  readonly shape: readonly number[];
}

/** One entry of `layers` in architecture.json. */
export interface Layer {
  readonly name: string;
  readonly op: "conv2d" | "add_relu";
  readonly stride?: number;
  readonly pad?: number;
  readonly relu?: boolean;
  readonly weight?: Part;
  readonly bias?: Part;
  readonly inputs?: readonly [string, string];
}

const countOf = ({ shape }: Part): number =>
  shape.reduce((product, n) => product * n, 1);

const partsOf = (layers: readonly Layer[]): Part[] =>
  layers.flatMap(({ weight, bias }) => (weight && bias ? [weight, bias] : []));

/** The numbers of these layers' weights, one layer after the other, out of those of all layers. */
export function weightsOf(
  layers: readonly Layer[],
  all: Float32Array,
): Float32Array<ArrayBuffer> {
  const parts = partsOf(layers);
  const result = new Float32Array(
    parts.reduce((sum, part) => sum + countOf(part), 0),
  );
  let at = 0;
  for (const part of parts) {
    const from = part.offset / 4;
    result.set(all.subarray(from, from + countOf(part)), at);
    at += countOf(part);
  }
  return result;
}

export class Stage {
  readonly #layers: readonly Layer[];
  /** Name of what goes in: residual additions may ask for it. */
  readonly #entry: string;
  readonly #weights: readonly tf.Variable[];

  /**
   * @param values as `weightsOf` gives them.
   * @throws AppError('model') when there are too few or too many.
   */
  constructor(layers: readonly Layer[], entry: string, values: Float32Array) {
    this.#layers = layers;
    this.#entry = entry;
    const parts = partsOf(layers);
    const wanted = parts.reduce((sum, part) => sum + countOf(part), 0);
    if (values.length !== wanted)
      throw new AppError(
        "model",
        `The layers need ${String(wanted)} weights, but there are ${String(values.length)}`,
      );
    let at = 0;
    this.#weights = parts.map((part) => {
      const tensor = tf.tensor(values.slice(at, at + countOf(part)), [
        ...part.shape,
      ]);
      at += countOf(part);
      const variable = tf.variable(tensor);
      tensor.dispose();
      return variable;
    });
  }

  /** Kernels and biases in turn. */
  get variables(): readonly tf.Variable[] {
    return this.#weights;
  }

  /** All weights, layer after layer, as the constructor takes them. */
  async values(): Promise<Float32Array<ArrayBuffer>> {
    const parts = await Promise.all(
      this.#weights.map(async (weight) => weight.data()),
    );
    const result = new Float32Array(
      parts.reduce((sum, part) => sum + part.length, 0),
    );
    let at = 0;
    for (const part of parts) {
      result.set(part, at);
      at += part.length;
    }
    return result;
  }

  /**
   * @param input [batch, height, width, channels]
   * @param learns keeps every step apart, so that gradients are computed for what learns alone.
   * @returns what the last layer gave; the caller tidies.
   */
  run(input: tf.Tensor4D, learns = false): tf.Tensor4D {
    const known = new Map([[this.#entry, input]]);
    let last = input;
    let next = 0;
    for (const layer of this.#layers) {
      if (layer.op === "add_relu") last = add(layer, known);
      else {
        const [kernel, bias] = this.#weights.slice(
          next,
          next + 2,
        ) as unknown as [tf.Tensor4D, tf.Tensor1D];
        next += 2;
        last = (learns ? stepwise : fused)(layer, last, kernel, bias);
      }
      known.set(layer.name, last);
    }
    return last;
  }

  dispose(): void {
    tf.dispose([...this.#weights]);
  }
}

function add(
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

function fused(
  { stride = 1, pad = 0, relu = false }: Layer,
  x: tf.Tensor4D,
  filter: tf.Tensor4D,
  bias: tf.Tensor1D,
): tf.Tensor4D {
  return tf.fused.conv2d({
    x,
    filter,
    strides: stride,
    pad,
    bias,
    activation: relu ? "relu" : "linear",
    dimRoundingMode: "floor",
  });
}

/** The fused operation computes the gradient of its input even where nobody asks for it. */
function stepwise(
  { stride = 1, pad = 0, relu = false }: Layer,
  x: tf.Tensor4D,
  filter: tf.Tensor4D,
  bias: tf.Tensor1D,
): tf.Tensor4D {
  const sum: tf.Tensor4D = tf.add(
    tf.conv2d(x, filter, stride, pad, "NHWC", 1, "floor"),
    bias,
  );
  return relu ? tf.relu(sum) : sum;
}

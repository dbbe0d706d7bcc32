/**
 * The network of a one-stage detector: the feature extractor's deep stage, joined with the finer
 * features below it, then a small head that says for each place what lies there and where its box
 * ends. Anchor-free: Zhou et al. 2019 (CenterNet), Tian et al. 2019 (FCOS); joined stages: Lin et
 * al. 2017 (FPN).
 */
import * as tf from "@tensorflow/tfjs-core";
import { seededRandom, type Random } from "#core/random.ts";
import { joined } from "./adam.ts";
import type { EmbeddedBackbone } from "./embedded-backbone.ts";
import { Stage, type Layer } from "./stage.ts";

/** Pixels of a cell of the map. */
export const CELL = 16;
const DEEP_CHANNELS = 192;
const MIDDLE_CHANNELS = 96;
/** Distances to a box's sides, in pixels: this when the network says 0, and e^4 times it at most. */
const USUAL_DISTANCE = 24;
const MOST_EXPONENT = 4;
/** The first heat everywhere, as a logit: objects are rare. */
const FIRST_HEAT = -4;

/** All numbers of the stages that may learn, one after the other. */
export interface DetectorWeights {
  readonly labels: number;
  /** Channels of the head. */
  readonly width: number;
  /** As `EmbeddedBackbone.deepStage` takes them. */
  readonly deep: Float32Array;
  /** The two joining layers and the head. */
  readonly head: Float32Array;
}

/** What the network says of each cell. */
export interface DetectorMaps {
  /** [batch, rows, columns, labels]: logits. */
  readonly heat: tf.Tensor4D;
  /** [batch, rows, columns, 4]: pixels from the cell's middle to left, top, right and bottom. */
  readonly distances: tf.Tensor4D;
}

function convolution(
  name: string,
  side: 1 | 3,
  from: number,
  to: number,
  relu = false,
): { readonly layer: Layer; readonly count: number } {
  const weight = { offset: 0, shape: [side, side, from, to] };
  const bias = { offset: 0, shape: [to] };
  return {
    layer: { name, op: "conv2d", pad: side >> 1, relu, weight, bias },
    count: side * side * from * to + to,
  };
}

interface Part {
  readonly layers: readonly Layer[];
  readonly counts: readonly number[];
}

function partsOf(labels: number, width: number): Part[] {
  const [deep, middle] = [
    convolution("deep", 1, DEEP_CHANNELS, width),
    convolution("middle", 1, MIDDLE_CHANNELS, width),
  ];
  const [first, second, last] = [
    convolution("first", 3, width, width, true),
    convolution("second", 3, width, width),
    convolution("last", 1, width, labels + 4),
  ];
  const sum: Layer = {
    name: "sum",
    op: "add_relu",
    inputs: ["first", "second"],
  };
  return [
    { layers: [deep.layer], counts: [deep.count] },
    { layers: [middle.layer], counts: [middle.count] },
    {
      layers: [first.layer, second.layer, sum, last.layer],
      counts: [first.count, second.count, last.count],
    },
  ];
}

const sumOf = (values: readonly number[]): number =>
  values.reduce((a, b) => a + b, 0);

function normal(random: Random): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random()));
  return radius * Math.cos(2 * Math.PI * random());
}

/** Random weights (He et al. 2015), smaller where two layers are joined and at the very end. */
function firstHead(labels: number, width: number, seed: number): Float32Array {
  const random = seededRandom(seed);
  const scales = [
    0.3 * Math.sqrt(2 / DEEP_CHANNELS),
    0.3 * Math.sqrt(2 / MIDDLE_CHANNELS),
    Math.sqrt(2 / (9 * width)),
    Math.sqrt(2 / (9 * width)),
    0.01,
  ];
  const shapes = [
    [DEEP_CHANNELS, width],
    [MIDDLE_CHANNELS, width],
    [9 * width, width],
    [9 * width, width],
    [width, labels + 4],
  ] as const;
  return Float32Array.from(
    shapes.flatMap(([from, to], i) => [
      ...Array.from(
        { length: from * to },
        () => normal(random) * (scales[i] ?? 0),
      ),
      ...Array.from({ length: to }, (_, j) =>
        i === shapes.length - 1 && j < labels ? FIRST_HEAT : 0,
      ),
    ]),
  );
}

/** The shipped deep stage and a head that knows nothing yet. */
export const firstWeights = (
  backbone: EmbeddedBackbone,
  labels: number,
  width: number,
  seed: number,
): DetectorWeights => ({
  labels,
  width,
  deep: backbone.deepWeights,
  head: firstHead(labels, width, seed),
});

/**
 * The same head for other labels: what it knows of those that stay, and a fresh start for new ones.
 * @param from for each label now its place before, or -1.
 */
export function relabeledWeights(
  before: DetectorWeights,
  from: readonly number[],
  seed: number,
): DetectorWeights {
  const { width } = before;
  const fresh = firstHead(from.length, width, seed);
  const last = (labels: number): number => (width + 1) * (labels + 4);
  const shared = before.head.length - last(before.labels);
  fresh.set(before.head.subarray(0, shared));
  const columns = [...from, ...[0, 1, 2, 3].map((d) => before.labels + d)];
  const count = columns.length;
  columns.forEach((column, to) => {
    if (column < 0) return;
    for (let row = 0; row <= width; row += 1)
      fresh[shared + row * count + to] =
        before.head[shared + row * (before.labels + 4) + column] ?? 0;
  });
  return { ...before, labels: from.length, head: fresh };
}

export class DetectorNet {
  readonly #labels: number;
  readonly #width: number;
  readonly #deep: Stage;
  readonly #joins: readonly [Stage, Stage];
  readonly #head: Stage;

  constructor(backbone: EmbeddedBackbone, weights: DetectorWeights) {
    const { labels, width } = weights;
    this.#labels = labels;
    this.#width = width;
    this.#deep = backbone.deepStage(weights.deep);
    let at = 0;
    const [deep, middle, head] = partsOf(labels, width).map(
      ({ layers, counts }) => {
        const from = at;
        at += sumOf(counts);
        return new Stage(layers, "joined", weights.head.subarray(from, at));
      },
    ) as [Stage, Stage, Stage];
    this.#joins = [deep, middle];
    this.#head = head;
  }

  /** Those of the deep stage, then those of the head. */
  get variables(): readonly tf.Variable[] {
    return [this.#deep, ...this.#joins, this.#head].flatMap(
      (stage) => stage.variables,
    );
  }

  /** How many of them are the deep stage's. */
  get deepCount(): number {
    return this.#deep.variables.length;
  }

  /**
   * @param middle [batch, rows, columns, 96] of `EmbeddedBackbone.lower`, rows and columns even.
   * @param learns as in `Stage.run`: what learns runs step by step. The caller tidies.
   */
  run(middle: tf.Tensor4D, learns = false): DetectorMaps {
    const deep = this.#deep.run(middle, learns);
    const coarse = this.#joins[0].run(deep, learns);
    const fine = this.#joins[1].run(tf.avgPool(middle, 2, 2, "valid"), learns);
    const sum = tf.relu<tf.Tensor4D>(tf.add(coarse, fine));
    const out = this.#head.run(sum, learns);
    const [heat, exponents] = tf.split(out, [this.#labels, 4], 3) as [
      tf.Tensor4D,
      tf.Tensor4D,
    ];
    const distances = tf.mul<tf.Tensor4D>(
      tf.exp(tf.clipByValue(exponents, -MOST_EXPONENT, MOST_EXPONENT)),
      USUAL_DISTANCE,
    );
    return { heat, distances };
  }

  async weights(): Promise<DetectorWeights> {
    const count = this.deepCount;
    return {
      labels: this.#labels,
      width: this.#width,
      deep: await joined(this.variables.slice(0, count)),
      head: await joined(this.variables.slice(count)),
    };
  }

  dispose(): void {
    for (const stage of [this.#deep, ...this.#joins, this.#head])
      stage.dispose();
  }
}

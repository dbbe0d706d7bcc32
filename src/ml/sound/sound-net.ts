/**
 * A small separable network over the log-mel picture of a stretch: one convolution, three of a channel
 * each with a mix behind, then the mean and the highest of every channel in every band, and a layer of
 * scores. Bands are brought to mean 0 and deviation 1 before. Some 10,000 weights.
 */
import type { Random } from "#core/random.ts";
import {
  depthwise,
  depthwiseBack,
  type Plane,
  pointwise,
  pointwiseBack,
  rectify,
  rectifyBack,
  sizeOf,
  spread,
  spreadBack,
  strided,
  tapsOf,
  type Taps,
} from "./net-layers.ts";

const FIRST = { side: 5, stride: 2, channels: 12 } as const;
const BLOCKS = [
  { stride: 2, channels: 24 },
  { stride: 1, channels: 32 },
  { stride: 2, channels: 48 },
] as const;

type Block = (typeof BLOCKS)[number];

/** What is learned, as it is kept in a model. */
export interface NetHead {
  readonly classes: number;
  /** Of each band, over all frames learned from: its mean, and one over its deviation. */
  readonly mean: Float32Array;
  readonly scale: Float32Array;
  readonly weights: Float32Array;
}

interface Shape {
  readonly input: Plane;
  /** Of the first convolution and of every block. */
  readonly planes: readonly Plane[];
  /** Of what the last layer sees: a mean and a maximum each. */
  readonly pooled: number;
  /** Weights of each array in turn, and the deviation that they begin with. */
  readonly arrays: readonly (readonly [count: number, deviation: number])[];
}

function shapeOf(frames: number, bands: number, classes: number): Shape {
  const input = { height: frames, width: bands, channels: 1 };
  const planes = [strided(input, FIRST.stride, FIRST.channels)];
  const area = FIRST.side ** 2;
  const arrays: [number, number][] = [
    [area * FIRST.channels, Math.sqrt(2 / area)],
    [FIRST.channels, 0],
  ];
  for (const { stride, channels } of BLOCKS) {
    const before = planes.at(-1) as Plane;
    arrays.push(
      [9 * before.channels, 1 / 3],
      [before.channels * channels, Math.sqrt(2 / before.channels)],
      [channels, 0],
    );
    planes.push(strided(before, stride, channels));
  }
  const { width, channels } = planes.at(-1) as Plane;
  const pooled = 2 * width * channels;
  arrays.push([pooled * classes, Math.sqrt(0.3 / pooled)], [classes, 0]);
  return { input, planes, pooled, arrays };
}

const totalOf = ({ arrays }: Shape): number =>
  arrays.reduce((sum, [count]) => sum + count, 0);

export const netSize = (
  frames: number,
  bands: number,
  classes: number,
): number => totalOf(shapeOf(frames, bands, classes));

/** Source: Box and Muller 1958. */
export const gaussian = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** Source: He et al. 2015. */
export function freshWeights(
  frames: number,
  bands: number,
  classes: number,
  random: Random,
): Float32Array {
  const { arrays } = shapeOf(frames, bands, classes);
  return Float32Array.from(
    arrays.flatMap(([count, deviation]) =>
      Array.from({ length: count }, () =>
        deviation === 0 ? 0 : deviation * gaussian(random),
      ),
    ),
  );
}

/** Looks at one picture after the other; buffers are its own. */
export class SoundNet {
  readonly weights: Float32Array;
  /** Added to by `back`. */
  readonly slopes: Float32Array;
  readonly #shape: Shape;
  readonly #classes: number;
  /** Of the first convolution and of every block. */
  readonly #taps: readonly Taps[];
  readonly #own: readonly Float32Array[];
  readonly #slopes: readonly Float32Array[];
  readonly #planes: readonly Float32Array[];
  /** Of each block between its two halves. */
  readonly #middles: readonly Float32Array[];
  readonly #dPlanes: readonly Float32Array[];
  readonly #dMiddles: readonly Float32Array[];
  readonly #pooled: Float32Array;
  /** What each pooled value is multiplied with: chance leaves some out while learning. */
  readonly #kept: Float32Array;
  readonly #highest: Int32Array;
  #picture: Float32Array = new Float32Array();

  constructor(
    frames: number,
    bands: number,
    classes: number,
    weights: Float32Array,
  ) {
    const shape = shapeOf(frames, bands, classes);
    this.#shape = shape;
    this.#classes = classes;
    this.weights = weights;
    this.slopes = new Float32Array(weights.length);
    this.#taps = shape.planes.map((plane, i) => {
      const [side, { stride }] =
        i === 0 ? [FIRST.side, FIRST] : [3, BLOCKS[i - 1] as Block];
      return tapsOf(shape.planes[i - 1] ?? shape.input, plane, side, stride);
    });
    const cut = (all: Float32Array): Float32Array[] => {
      let at = 0;
      return shape.arrays.map(([count]) => {
        at += count;
        return all.subarray(at - count, at);
      });
    };
    this.#own = cut(weights);
    this.#slopes = cut(this.slopes);
    const buffers = (): Float32Array[] =>
      shape.planes.map((plane) => new Float32Array(sizeOf(plane)));
    const middles = (): Float32Array[] =>
      BLOCKS.map((_, i) => {
        const { channels } = shape.planes[i] as Plane;
        const after = shape.planes[i + 1] as Plane;
        return new Float32Array(after.height * after.width * channels);
      });
    this.#planes = buffers();
    this.#dPlanes = buffers();
    this.#middles = middles();
    this.#dMiddles = middles();
    this.#pooled = new Float32Array(shape.pooled);
    this.#kept = new Float32Array(shape.pooled);
    this.#highest = new Int32Array(shape.pooled / 2);
  }

  /** @param picture [frames, bands], standardized. @param keep what each pooled value is multiplied with. @returns scores, [classes]. */
  scores(picture: Float32Array, keep: () => number = () => 1): Float32Array {
    const { planes } = this.#shape;
    const own = this.#own;
    const taps = this.#taps;
    this.#picture = picture;
    let [y, plane] = [this.#planes[0] as Float32Array, planes[0] as Plane];
    const first = taps[0] as Taps;
    spread(first, picture, plane.channels, at(own, 0), at(own, 1), y);
    rectify(y);
    BLOCKS.forEach((block, i) => {
      const [before, x] = [plane, y];
      plane = planes[i + 1] as Plane;
      y = at(this.#planes, i + 1);
      const middle = at(this.#middles, i);
      const k = 2 + 3 * i;
      const under = taps[i + 1] as Taps;
      depthwise(under, x, before.channels, at(own, k), middle);
      const places = plane.height * plane.width;
      const [mix, bias] = [at(own, k + 1), at(own, k + 2)];
      pointwise(places, before.channels, middle, block.channels, mix, bias, y);
      rectify(y);
    });
    this.#pool(plane, y, keep);
    const [last, bias] = [at(own, -2), at(own, -1)];
    const result = Float32Array.from(bias);
    for (let i = 0; i < this.#pooled.length; i += 1)
      for (let c = 0; c < this.#classes; c += 1)
        result[c] =
          (result[c] as number) +
          (this.#pooled[i] as number) * (last[i * this.#classes + c] as number);
    return result;
  }

  #pool({ height }: Plane, y: Float32Array, keep: () => number): void {
    const half = this.#highest.length;
    for (let i = 0; i < half; i += 1) {
      let [sum, most, where] = [0, -1, 0];
      for (let row = 0; row < height; row += 1) {
        const value = y[row * half + i] as number;
        sum += value;
        if (value <= most) continue;
        [most, where] = [value, row];
      }
      this.#highest[i] = where;
      this.#pooled[i] = sum / height;
      this.#pooled[half + i] = most;
    }
    this.#pooled.forEach((value, i) => {
      const kept = keep();
      this.#kept[i] = kept;
      this.#pooled[i] = value * kept;
    });
  }

  /** Adds the slopes of the loss at the picture of the last `scores`. @param dScores slopes of the loss at its scores. */
  back(dScores: Float32Array): void {
    const { planes } = this.#shape;
    const [own, slopes] = [this.#own, this.#slopes];
    let [d, plane] = [at(this.#dPlanes, -1), planes.at(-1) as Plane];
    this.#poolBack(plane, dScores, d);
    for (let i = BLOCKS.length - 1; i >= 0; i -= 1) {
      const { channels } = BLOCKS[i] as Block;
      const before = planes[i] as Plane;
      const [middle, dMiddle] = [at(this.#middles, i), at(this.#dMiddles, i)];
      const k = 2 + 3 * i;
      rectifyBack(at(this.#planes, i + 1), d);
      pointwiseBack(
        plane.height * plane.width,
        before.channels,
        middle,
        channels,
        at(own, k + 1),
        d,
        at(slopes, k + 1),
        at(slopes, k + 2),
        dMiddle,
      );
      const [x, dx] = [at(this.#planes, i), at(this.#dPlanes, i)];
      const weights = at(own, k);
      const dWeights = at(slopes, k);
      depthwiseBack(
        this.#taps[i + 1] as Taps,
        x,
        before.channels,
        weights,
        dMiddle,
        dWeights,
        dx,
      );
      [d, plane] = [dx, before];
    }
    rectifyBack(at(this.#planes, 0), d);
    const [dFirst, dBias] = [at(slopes, 0), at(slopes, 1)];
    const first = this.#taps[0] as Taps;
    spreadBack(first, this.#picture, plane.channels, d, dFirst, dBias);
  }

  #poolBack({ height }: Plane, dScores: Float32Array, d: Float32Array): void {
    const half = this.#highest.length;
    const [last, dLast] = [at(this.#own, -2), at(this.#slopes, -2)];
    const dBias = at(this.#slopes, -1);
    dScores.forEach((slope, c) => (dBias[c] = (dBias[c] as number) + slope));
    const dPooled = (i: number): number => {
      let sum = 0;
      for (let c = 0; c < this.#classes; c += 1) {
        const w = i * this.#classes + c;
        const slope = dScores[c] as number;
        sum += slope * (last[w] as number);
        dLast[w] = (dLast[w] as number) + slope * (this.#pooled[i] as number);
      }
      return sum * (this.#kept[i] as number);
    };
    for (let i = 0; i < half; i += 1) {
      const share = dPooled(i) / height;
      for (let row = 0; row < height; row += 1) d[row * half + i] = share;
      const top = (this.#highest[i] as number) * half + i;
      d[top] = (d[top] as number) + dPooled(half + i);
    }
  }
}

const at = (arrays: readonly Float32Array[], i: number): Float32Array =>
  arrays.at(i) as Float32Array;

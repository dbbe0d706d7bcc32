/**
 * A network learned from few pictures: as many steps whatever their number, since passes over few
 * would be too few steps; every picture is another one each time. Source of the steps: Kingma and Ba 2014.
 */
import { type Random, seededRandom, shuffled } from "#core/random.ts";
import type { Rest } from "../rest.ts";
import { softmax, type LabeledRows } from "../softmax-head.ts";
import { augmented, mask } from "./augment.ts";
import { freshWeights, netSize, SoundNet, type NetHead } from "./sound-net.ts";

/** Pictures of a step. */
const BATCH = 16;
const RATE = 3e-3;
/** Steps until the rate is reached; it falls as half a cosine from there. */
const WARM_UP = 50;
const DECAY = 1e-3;
/** Share of pooled values left out. */
const DROPPED = 0.3;
/** Of the truth, given to all classes alike. */
const SMOOTHED = 0.05;
const [BETA_1, BETA_2, EPSILON] = [0.9, 0.999, 1e-7];
/** A constant band would become infinite. */
const LEAST_DEVIATION = 1e-3;

type Bands = Pick<NetHead, "mean" | "scale">;

/** Of each band over all frames of all pictures. */
function bandsOf(pictures: readonly Float32Array[], bands: number): Bands {
  const [sum, square] = [new Float64Array(bands), new Float64Array(bands)];
  let count = 0;
  for (const picture of pictures) {
    count += picture.length / bands;
    picture.forEach((value, i) => {
      const band = i % bands;
      sum[band] = (sum[band] as number) + value;
      square[band] = (square[band] as number) + value ** 2;
    });
  }
  const mean = Float32Array.from(sum, (value) => value / count);
  const scale = Float32Array.from(square, (value, band) => {
    const middle = (sum[band] as number) / count;
    const deviation = Math.sqrt(Math.max(0, value / count - middle ** 2));
    return 1 / (deviation + LEAST_DEVIATION);
  });
  return { mean, scale };
}

const standardizedBy = (
  picture: Float32Array,
  { mean, scale }: Bands,
): Float32Array =>
  picture.map(
    (value, i) =>
      (value - (mean[i % mean.length] as number)) *
      (scale[i % mean.length] as number),
  );

/** Moves weights against their slopes, and forgets the slopes. */
function descender(net: SoundNet, steps: number): (step: number) => void {
  const { weights, slopes } = net;
  const first = new Float32Array(weights.length);
  const second = new Float32Array(weights.length);
  return (step) => {
    const rate =
      RATE *
      Math.min(1, step / WARM_UP) *
      (0.5 + 0.5 * Math.cos((Math.PI * step) / steps));
    const correction = Math.sqrt(1 - BETA_2 ** step) / (1 - BETA_1 ** step);
    slopes.forEach((slope, i) => {
      const mean = BETA_1 * (first[i] as number) + (1 - BETA_1) * slope;
      const power = BETA_2 * (second[i] as number) + (1 - BETA_2) * slope ** 2;
      first[i] = mean;
      second[i] = power;
      const weight = weights[i] as number;
      const change = (correction * mean) / (Math.sqrt(power) + EPSILON);
      weights[i] = weight - rate * (change + DECAY * weight);
    });
    slopes.fill(0);
  };
}

/** All rows in a new order, again and again. */
function* drawn(count: number, random: Random): Generator<number> {
  for (;;) yield* shuffled([...Array(count).keys()], random);
}

/** @param data pictures [frames, bands]. @param rest awaited after each step; throw to stop. */
export async function fitNet(
  { rows, labels, classes }: LabeledRows,
  bands: number,
  steps: number,
  seed: number,
  rest: Rest,
): Promise<NetHead> {
  const random = seededRandom(seed);
  const frames = (rows[0]?.length ?? 0) / bands;
  const standard = bandsOf(rows, bands);
  const weights = freshWeights(frames, bands, classes, random);
  const net = new SoundNet(frames, bands, classes, weights);
  const descend = descender(net, steps);
  const next = drawn(rows.length, random);
  const keep = (): number => (random() < DROPPED ? 0 : 1 / (1 - DROPPED));
  for (let step = 1; step <= steps; step += 1) {
    for (let i = 0; i < BATCH; i += 1) {
      const row = next.next().value as number;
      const other = augmented(rows[row] as Float32Array, bands, random);
      const picture = standardizedBy(other, standard);
      mask(picture, bands, random);
      const said = softmax(net.scores(picture, keep), 1);
      const truth = labels[row];
      const slopes = said.map((share, c) => {
        const wanted = SMOOTHED / classes + (c === truth ? 1 - SMOOTHED : 0);
        return (share - wanted) / BATCH;
      });
      net.back(slopes);
    }
    descend(step);
    await rest();
  }
  return { classes, ...standard, weights };
}

const nets = new WeakMap<NetHead, SoundNet>();

/** Unnormalized, [classes]. @param picture [frames, bands], not standardized. */
export function netScores(head: NetHead, picture: Float32Array): Float32Array {
  const bands = head.mean.length;
  const { classes, weights } = head;
  let net = nets.get(head);
  if (!net) {
    net = new SoundNet(picture.length / bands, bands, classes, weights);
    nets.set(head, net);
  }
  return net.scores(standardizedBy(picture, head));
}

/** Whether a model's numbers fit together. */
export const isNet = (head: NetHead, frames: number): boolean =>
  head.scale.length === head.mean.length &&
  head.mean.length > 0 &&
  head.weights.length === netSize(frames, head.mean.length, head.classes);

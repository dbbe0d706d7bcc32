/**
 * Regularized least squares with a Gaussian kernel: it sees what a linear head cannot, features
 * that mean something only together. Up to `LANDMARKS` rows the fit is exact; of more, as many
 * rows stand for all (Nyström). How it would have scored each row without having seen it follows
 * from the fit itself (the leave-one-out formula of linear smoothers), so the penalty costs no
 * cross-validation. Source: Rifkin and Klautau 2004.
 */
import { seededRandom, shuffled } from "#core/random.ts";
import { cholesky, solveLower, solveUpper } from "./cholesky.ts";
import {
  kernelMatrix,
  kernelOf,
  products,
  squaresOf,
  standardized,
} from "./gaussian-kernel.ts";
import { judge } from "./head-search.ts";
import { normalMatrix, ridgeFit, type RidgeFit } from "./ridge-fit.ts";
import type { LabeledRows } from "./softmax-head.ts";
import { standardization, type Standardization } from "./standardization.ts";

const LANDMARKS = 800;
/** Rows that take part: of more, an even sample. */
const ROWS = 2500;
/** Rows scored at once. */
const BATCH = 500;
/** Penalties tried. */
const RIDGES = [0.03, 0.1, 0.3, 1] as const;
/** Keeps the landmarks' own kernel matrix regular where pictures are alike. */
const JITTER = 1e-6;

export interface KernelHead {
  readonly classes: number;
  readonly features: number;
  readonly count: number;
  /** [features]: standardized, and weighted, = (raw - mean) * scale. */
  readonly mean: Float32Array;
  readonly scale: Float32Array;
  /** [count, features], standardized. */
  readonly landmarks: Float32Array;
  /** [count, classes] */
  readonly weights: Float32Array;
}

export interface KernelFit {
  readonly head: KernelHead;
  /** Scores of each row by a head that did not see it, [rows][classes]. */
  readonly logits: readonly Float32Array[];
  readonly temperature: number;
  /** Of the calibrated scores of the rows that took part, nats: leave-one-out. */
  readonly loss: number;
}

/** Up to `count` numbers below `of`, in a random order that the seed decides. */
const sample = (of: number, count: number, seed: number): number[] =>
  shuffled(
    Array.from({ length: of }, (_, i) => i),
    seededRandom(seed),
  ).slice(0, count);

/** What may be settled otherwise. */
interface KernelOptions {
  /** Weights of the features' differences, [features] each, 1 in the mean: the best of them is taken. */
  readonly weightings?: readonly Float32Array[];
  /** Rows that take part, and those of them that stand for all. */
  readonly most?: { readonly landmarks: number; readonly rows: number };
}

/**
 * The head with the weighting and the penalty whose leave-one-out scores are best.
 * @param onStep awaited before each heavy step, so that messages come in; throw to stop.
 * @throws AppError('model') when the rows do not determine one.
 */
export async function fitKernelHead(
  data: LabeledRows,
  seed: number,
  onStep: () => Promise<void>,
  { weightings = [], most }: KernelOptions = {},
): Promise<KernelFit> {
  const standard = standardization(data.rows);
  const scales = weightings.map((weights) =>
    standard.scale.map((scale, j) => scale * Math.sqrt(weights[j] as number)),
  );
  let best: KernelFit | null = null;
  for (const scale of scales.length > 0 ? scales : [standard.scale]) {
    const fit = await fitOn(data, { ...standard, scale }, seed, onStep, most);
    if (!best || fit.loss < best.loss) best = fit;
  }
  if (!best) throw new RangeError("No weightings to choose from");
  return best;
}

async function fitOn(
  { rows, labels, classes }: LabeledRows,
  { mean, scale }: Standardization,
  seed: number,
  onStep: () => Promise<void>,
  most = { landmarks: LANDMARKS, rows: ROWS },
): Promise<KernelFit> {
  const features = mean.length;
  const used = sample(rows.length, most.rows, seed);
  const pick = (indexes: readonly number[]): Float32Array =>
    standardized(
      indexes.map((i) => rows[i] as Float32Array),
      mean,
      scale,
    );
  const x = pick(used);
  const count = Math.min(most.landmarks, used.length);
  const landmarks = x.slice(0, count * features);
  await onStep();
  const phi = await kernelMatrix(x, landmarks, features);
  const l = phi.slice(0, count * count);
  for (let j = 0; j < count; j += 1)
    l[j * count + j] = (l[j * count + j] as number) + JITTER;
  await onStep();
  cholesky(l, count);
  for (let i = 0; i < used.length; i += 1)
    solveLower(l, count, phi.subarray(i * count, (i + 1) * count));
  await onStep();
  const gram = normalMatrix(phi, count);
  const task = { labels: used.map((i) => labels[i] ?? 0), classes };
  let best: (RidgeFit & { loss: number; temperature: number }) | null = null;
  for (const ridge of RIDGES) {
    await onStep();
    const solved = ridgeFit(phi, count, gram, task, ridge);
    const { loss, temperature } = judge(solved.unseen, task.labels);
    if (!best || loss < best.loss) best = { ...solved, loss, temperature };
  }
  if (!best) throw new RangeError("No penalties to choose from");
  const head = {
    classes,
    features,
    count,
    mean,
    scale,
    landmarks,
    weights: toLandmarks(l, count, best.weights, classes),
  };
  return {
    head,
    logits: await inOrder(rows, used, best.unseen, head, onStep),
    temperature: best.temperature,
    loss: best.loss,
  };
}

/** The weights as shares of the landmarks instead of the whitened features. */
function toLandmarks(
  l: Float64Array,
  count: number,
  weights: Float64Array,
  classes: number,
): Float32Array {
  const result = new Float32Array(weights.length);
  for (let c = 0; c < classes; c += 1) {
    const b = Float64Array.from(
      { length: count },
      (_, j) => weights[j * classes + c] as number,
    );
    solveUpper(l, count, b);
    b.forEach((value, j) => (result[j * classes + c] = value));
  }
  return result;
}

/** Leave-one-out scores of the rows used; the others were not seen anyway. */
async function inOrder(
  rows: readonly Float32Array[],
  used: readonly number[],
  unseen: readonly Float32Array[],
  head: KernelHead,
  onStep: () => Promise<void>,
): Promise<Float32Array[]> {
  const scores = new Array<Float32Array>(rows.length);
  used.forEach((row, at) => (scores[row] = unseen[at] as Float32Array));
  const others = rows.flatMap((_, i) => (scores[i] ? [] : [i]));
  for (let at = 0; at < others.length; at += BATCH) {
    await onStep();
    const some = others.slice(at, at + BATCH);
    const own = some.map((i) => rows[i] as Float32Array);
    const found = await scoresOf(head, own);
    some.forEach((i, n) => (scores[i] = found[n] as Float32Array));
  }
  return scores;
}

/** As `kernelScores`, of many rows at once. */
async function scoresOf(
  { classes, features, count, weights, ...head }: KernelHead,
  rows: readonly Float32Array[],
): Promise<Float32Array[]> {
  const x = standardized(rows, head.mean, head.scale);
  const values = await kernelMatrix(x, head.landmarks, features);
  return rows.map((_, i) => {
    const scores = new Float32Array(classes);
    for (let j = 0; j < count; j += 1) {
      const value = values[i * count + j] as number;
      for (let c = 0; c < classes; c += 1)
        scores[c] =
          (scores[c] as number) + value * (weights[j * classes + c] as number);
    }
    return scores;
  });
}

/** Squares of the landmarks' lengths, of heads that have answered before. */
const lengths = new WeakMap<KernelHead, Float64Array>();

/** Scores of one row of raw features, [classes]; about 1 above the others for a sure answer. */
export function kernelScores(
  head: KernelHead,
  row: Float32Array,
): Float32Array {
  const { classes, features, count, weights } = head;
  const x = standardized([row], head.mean, head.scale);
  const { landmarks } = head;
  const squares = lengths.get(head) ?? squaresOf(landmarks, features);
  lengths.set(head, squares);
  const [own = 0] = squaresOf(x, features);
  const scores = new Float32Array(classes);
  products(x, landmarks, count).forEach((product, j) => {
    const value = kernelOf(own, squares[j] as number, product, features);
    for (let c = 0; c < classes; c += 1)
      scores[c] =
        (scores[c] as number) + value * (weights[j * classes + c] as number);
  });
  return scores;
}

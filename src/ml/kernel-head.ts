/**
 * Regularized least squares with a Gaussian kernel: it sees what a linear head cannot, features
 * that mean something only together. Up to `LANDMARKS` rows the fit is exact; of more, as many
 * rows stand for all (Nyström). How it would have scored each row without having seen it follows
 * from the fit itself (the leave-one-out formula of linear smoothers), so the penalty costs no
 * cross-validation. Source: Rifkin and Klautau 2004.
 */
import { seededRandom, shuffled } from "#core/random.ts";
import { cholesky, solveLower, solveUpper } from "./cholesky.ts";
import { judge } from "./head-search.ts";
import type { LabeledRows } from "./softmax-head.ts";
import { standardization } from "./standardization.ts";

/** Of the mean squared difference of standardized features. */
const GAMMA = 0.5;
const LANDMARKS = 800;
/** Rows that take part: of more, an even sample. */
const ROWS = 2500;
/** Penalties tried. */
const RIDGES = [0.1, 0.3, 1] as const;
/** Keeps the landmarks' own kernel matrix regular where pictures are alike. */
const JITTER = 1e-6;

export interface KernelHead {
  readonly classes: number;
  readonly features: number;
  readonly count: number;
  /** [features]: standardized = (raw - mean) * scale. */
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
}

function dot(
  a: Float32Array,
  atA: number,
  b: Float32Array,
  atB: number,
  length: number,
): number {
  let [s, t, u, v] = [0, 0, 0, 0];
  let j = 0;
  for (; j + 3 < length; j += 4) {
    s += (a[atA + j] as number) * (b[atB + j] as number);
    t += (a[atA + j + 1] as number) * (b[atB + j + 1] as number);
    u += (a[atA + j + 2] as number) * (b[atB + j + 2] as number);
    v += (a[atA + j + 3] as number) * (b[atB + j + 3] as number);
  }
  for (; j < length; j += 1)
    s += (a[atA + j] as number) * (b[atB + j] as number);
  return s + t + u + v;
}

/** Kernel values of rows against landmarks, both standardized: [rows, landmarks]. */
function kernelMatrix(
  rows: Float32Array,
  landmarks: Float32Array,
  features: number,
): Float64Array {
  const [n, m] = [rows.length / features, landmarks.length / features];
  const squares = Float64Array.from({ length: m }, (_, j) =>
    dot(landmarks, j * features, landmarks, j * features, features),
  );
  const result = new Float64Array(n * m);
  for (let i = 0; i < n; i += 1) {
    const at = i * features;
    const own = dot(rows, at, rows, at, features);
    for (let j = 0; j < m; j += 1) {
      const product = dot(rows, at, landmarks, j * features, features);
      const distance = own + (squares[j] as number) - 2 * product;
      result[i * m + j] = Math.exp((-GAMMA * distance) / features);
    }
  }
  return result;
}

/** [rows, features] */
function standardized(
  rows: readonly Float32Array[],
  mean: Float32Array,
  scale: Float32Array,
): Float32Array {
  const width = mean.length;
  const result = new Float32Array(rows.length * width);
  rows.forEach((row, i) => {
    for (let j = 0; j < width; j += 1)
      result[i * width + j] =
        ((row[j] as number) - (mean[j] as number)) * (scale[j] as number);
  });
  return result;
}

/** Up to `count` numbers below `of`, in a random order that the seed decides. */
const sample = (of: number, count: number, seed: number): number[] =>
  shuffled(
    Array.from({ length: of }, (_, i) => i),
    seededRandom(seed),
  ).slice(0, count);

/** Aᵀ A of A [n, m], lower triangle. */
function normal(a: Float64Array, m: number): Float64Array {
  const result = new Float64Array(m * m);
  for (let i = 0; i < a.length; i += m)
    for (let j = 0; j < m; j += 1) {
      const value = a[i + j] as number;
      const row = j * m;
      for (let k = 0; k <= j; k += 1)
        result[row + k] =
          (result[row + k] as number) + value * (a[i + k] as number);
    }
  return result;
}

interface Solved {
  /** [m, classes] */
  readonly weights: Float64Array;
  /** [rows][classes] */
  readonly unseen: Float32Array[];
}

/** Ridge regression of centred one-hot targets on `phi` [n, m], and its leave-one-out scores. */
function ridgeFit(
  phi: Float64Array,
  m: number,
  gram: Float64Array,
  { labels, classes }: Omit<LabeledRows, "rows">,
  ridge: number,
): Solved {
  const l = gram.slice();
  for (let j = 0; j < m; j += 1)
    l[j * m + j] = (l[j * m + j] as number) + ridge;
  cholesky(l, m);
  const target = (label: number, c: number): number =>
    (label === c ? 1 : 0) - 1 / classes;
  const weights = new Float64Array(m * classes);
  for (let c = 0; c < classes; c += 1) {
    const b = new Float64Array(m);
    labels.forEach((label, i) => {
      const t = target(label, c);
      for (let j = 0; j < m; j += 1)
        b[j] = (b[j] as number) + t * (phi[i * m + j] as number);
    });
    solveLower(l, m, b);
    solveUpper(l, m, b);
    for (let j = 0; j < m; j += 1) weights[j * classes + c] = b[j] as number;
  }
  const unseen = labels.map((label, i) => {
    const row = phi.slice(i * m, (i + 1) * m);
    const scores = new Float32Array(classes);
    row.forEach((value, j) => {
      for (let c = 0; c < classes; c += 1)
        scores[c] =
          (scores[c] as number) + value * (weights[j * classes + c] as number);
    });
    solveLower(l, m, row);
    const own = row.reduce((sum, value) => sum + value * value, 0);
    return scores.map(
      (score, c) => (score - own * target(label, c)) / Math.max(1e-6, 1 - own),
    );
  });
  return { weights, unseen };
}

/**
 * The head with the penalty whose leave-one-out scores are best.
 * @param onStep awaited before each heavy step, so that messages come in; throw to stop.
 * @throws AppError('model') when the rows do not determine one.
 */
export async function fitKernelHead(
  { rows, labels, classes }: LabeledRows,
  seed: number,
  onStep: () => Promise<void>,
): Promise<KernelFit> {
  const { mean, scale } = standardization(rows);
  const features = mean.length;
  const used = sample(rows.length, ROWS, seed);
  const pick = (indexes: readonly number[]): Float32Array =>
    standardized(
      indexes.map((i) => rows[i] as Float32Array),
      mean,
      scale,
    );
  const x = pick(used);
  const count = Math.min(LANDMARKS, used.length);
  const landmarks = x.slice(0, count * features);
  await onStep();
  const phi = kernelMatrix(x, landmarks, features);
  const l = phi.slice(0, count * count);
  for (let j = 0; j < count; j += 1)
    l[j * count + j] = (l[j * count + j] as number) + JITTER;
  await onStep();
  cholesky(l, count);
  for (let i = 0; i < used.length; i += 1)
    solveLower(l, count, phi.subarray(i * count, (i + 1) * count));
  await onStep();
  const gram = normal(phi, count);
  const task = { labels: used.map((i) => labels[i] ?? 0), classes };
  let best: (Solved & { loss: number; temperature: number }) | null = null;
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
    logits: inOrder(rows, used, best.unseen, head),
    temperature: best.temperature,
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
function inOrder(
  rows: readonly Float32Array[],
  used: readonly number[],
  unseen: readonly Float32Array[],
  head: KernelHead,
): Float32Array[] {
  const place = new Map(used.map((row, at) => [row, at]));
  return rows.map((row, i) => {
    const at = place.get(i);
    return (
      (at === undefined ? undefined : unseen[at]) ?? kernelScores(head, row)
    );
  });
}

/** Scores of one row of raw features, [classes]; about 1 above the others for a sure answer. */
export function kernelScores(
  head: KernelHead,
  row: Float32Array,
): Float32Array {
  const { classes, features, count, weights } = head;
  const x = standardized([row], head.mean, head.scale);
  const values = kernelMatrix(x, head.landmarks, features);
  const scores = new Float32Array(classes);
  for (let j = 0; j < count; j += 1)
    for (let c = 0; c < classes; c += 1)
      scores[c] =
        (scores[c] as number) +
        (values[j] as number) * (weights[j * classes + c] as number);
  return scores;
}

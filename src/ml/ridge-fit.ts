/** Ridge regression on class targets, with what it would have said of each row without having seen it. */
import { cholesky, solveLower, solveUpper } from "./cholesky.ts";
import type { LabeledRows } from "./softmax-head.ts";

/** Aᵀ A of A [n, m], lower triangle. */
export function normalMatrix(a: Float64Array, m: number): Float64Array {
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

export interface RidgeFit {
  /** [m, classes] */
  readonly weights: Float64Array;
  /** [rows][classes] */
  readonly unseen: Float32Array[];
}

/** Ridge regression of centred one-hot targets on `phi` [n, m], and its leave-one-out scores. */
export function ridgeFit(
  phi: Float64Array,
  m: number,
  gram: Float64Array,
  { labels, classes }: Omit<LabeledRows, "rows">,
  ridge: number,
): RidgeFit {
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

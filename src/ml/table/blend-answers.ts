/** A weighted mean of models, chosen greedily with repetition (Caruana et al. 2004). */
import type { Targets } from "./targets.ts";

/** What is made small: mean cross-entropy in nats, or the mean squared error. */
export type Judge = (answers: Float64Array) => number;

const LEAST_SHARE = 1e-9;

/** @param targets of the judged rows; answers are [rows, width]. */
export const judgeOf =
  ({ values, classes, weights }: Targets): Judge =>
  (answers) => {
    let [sum, all] = [0, 0];
    for (let i = 0; i < values.length; i += 1) {
      const truth = values[i] as number;
      const loss =
        classes > 0
          ? -Math.log(
              Math.max(LEAST_SHARE, answers[i * classes + truth] as number),
            )
          : ((answers[i] as number) - truth) ** 2;
      const weight = weights[i] as number;
      sum += weight * loss;
      all += weight;
    }
    return sum / Math.max(Number.MIN_VALUE, all);
  };

/**
 * @param candidates answers of each, on rows it has not seen.
 * @returns shares that add up to 1, in the candidates' order.
 */
export function greedyShares(
  candidates: readonly Float64Array[],
  judge: Judge,
  picks: number,
): number[] {
  const counts = candidates.map(() => 0);
  const size = candidates[0]?.length ?? 0;
  const sum = new Float64Array(size);
  const trial = new Float64Array(size);
  let best = { loss: Infinity, counts: [...counts] };
  for (let pick = 1; pick <= picks; pick += 1) {
    let [chosen, least] = [-1, Infinity];
    candidates.forEach((answers, i) => {
      for (let at = 0; at < size; at += 1)
        trial[at] = ((sum[at] as number) + (answers[at] as number)) / pick;
      const loss = judge(trial);
      if (loss < least) [chosen, least] = [i, loss];
    });
    const own = candidates[chosen];
    if (!own) break;
    counts[chosen] = (counts[chosen] ?? 0) + 1;
    for (let at = 0; at < size; at += 1)
      sum[at] = (sum[at] as number) + (own[at] as number);
    if (least < best.loss) best = { loss: least, counts: [...counts] };
  }
  const all = best.counts.reduce((total, count) => total + count, 0);
  return best.counts.map((count) => count / Math.max(1, all));
}

/** @param parts answers and their shares. */
export function weightedMean(
  parts: readonly { readonly answers: Float64Array; readonly share: number }[],
): Float64Array {
  const sum = new Float64Array(parts[0]?.answers.length ?? 0);
  for (const { answers, share } of parts)
    for (let at = 0; at < sum.length; at += 1)
      sum[at] = (sum[at] as number) + share * (answers[at] as number);
  return sum;
}

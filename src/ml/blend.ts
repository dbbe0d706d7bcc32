/** Several classifiers as one: the weighted mean of what each thinks probable. */
import { softmax } from "./softmax-head.ts";

/** How a classifier takes part. */
export interface Member {
  /** Its weight; all together add up to 1. */
  readonly share: number;
  /** Its scores are divided by this before they become probabilities. */
  readonly temperature: number;
}

/**
 * @param scores unnormalized, one row per member, in the members' order.
 * @returns logarithms of probabilities, [classes].
 */
export function blend(
  scores: readonly Float32Array[],
  members: readonly Member[],
): Float32Array {
  const classes = scores[0]?.length ?? 0;
  const sum = new Float32Array(classes);
  members.forEach(({ share, temperature }, i) => {
    softmax(scores[i] ?? sum, temperature).forEach(
      (value, c) => (sum[c] = (sum[c] as number) + share * value),
    );
  });
  return sum.map((value) => Math.log(Math.max(1e-12, value)));
}

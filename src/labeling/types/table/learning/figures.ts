/** How good answers to rows are: one figure, and one loss. */
import type { Figure } from "#core/training.ts";
import { judgeOf } from "#ml/table/blend-answers.ts";
import type { Targets } from "#ml/table/targets.ts";

/** The class with the highest share; the first of equals. @param at where the row begins. */
export function likeliest(
  shares: Float64Array,
  at: number,
  classes: number,
): number {
  let best = 0;
  for (let c = 1; c < classes; c += 1)
    if ((shares[at + c] as number) > (shares[at + best] as number)) best = c;
  return best;
}

/**
 * @param answers [rows, classes], or [rows] of numbers.
 * @param targets of the same rows.
 * @returns loss: mean cross-entropy in nats, or the root of the mean squared error.
 */
export function figuresOf(
  answers: Float64Array,
  targets: Targets,
): { figure: Figure; loss: number } {
  const { values, classes } = targets;
  const loss = judgeOf(targets)(answers);
  if (classes === 0) {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance =
      values.reduce((sum, value) => sum + (value - mean) ** 2, 0) /
      values.length;
    const value = variance > 0 ? 1 - loss / variance : 0;
    return { figure: { kind: "r2", value }, loss: Math.sqrt(loss) };
  }
  let hits = 0;
  values.forEach((truth, i) => {
    if (likeliest(answers, i * classes, classes) === truth) hits += 1;
  });
  return { figure: { kind: "accuracy", value: hits / values.length }, loss };
}

/** `threshold.json` of a model's files: from which probability on one label is told. */
import { AppError } from "#core/errors.ts";
import { type LabelThreshold, THRESHOLD_FILE } from "#core/model.ts";
import { modelJson } from "../model-json.ts";

/** @returns the class of one row. @param shares its probabilities, from `at` on. */
export function toldClass(
  shares: Float64Array,
  at: number,
  labels: readonly string[],
  threshold: LabelThreshold | null,
): number {
  const chosen = threshold ? labels.indexOf(threshold.label) : -1;
  if (chosen >= 0 && (shares[at + chosen] as number) >= (threshold?.share ?? 0))
    return chosen;
  let best = -1;
  for (let c = 0; c < labels.length; c += 1)
    if (
      c !== chosen &&
      (best < 0 || (shares[at + c] as number) > (shares[at + best] as number))
    )
      best = c;
  return best;
}

/** @throws AppError('model') when it is broken, of another model, or no probability. */
export function readThreshold(
  bytes: Uint8Array | undefined,
  labels: readonly string[],
): LabelThreshold | null {
  if (!bytes) return null;
  const { label, share } = modelJson(bytes, THRESHOLD_FILE) as Readonly<
    Partial<Record<keyof LabelThreshold, unknown>>
  >;
  if (typeof label !== "string" || !labels.includes(label))
    throw new AppError(
      "model",
      `The threshold is of ${String(label)}, which is no label of the model`,
    );
  if (typeof share !== "number" || !(share > 0 && share <= 1))
    throw new AppError(
      "model",
      `The threshold of ${label} must be above 0 and at most 1, not ${String(share)}`,
    );
  return { label, share };
}

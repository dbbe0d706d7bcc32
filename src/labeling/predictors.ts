/** Predictors by labeling type: a type with a `predictor.ts` can answer. Workers only. */
import { AppError } from "#core/errors.ts";
import type { Predictor } from "./learning-contract.ts";

const modules = import.meta.glob<{ readonly default: Predictor }>(
  "./types/*/predictor.ts",
);

/** @throws AppError('unsupported') when the type cannot predict. */
export async function loadPredictor(typeId: string): Promise<Predictor> {
  const load = modules[`./types/${typeId}/predictor.ts`];
  if (!load)
    throw new AppError("unsupported", `${typeId} cannot predict`, {
      value: typeId,
    });
  return (await load()).default;
}

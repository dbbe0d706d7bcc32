/** Trainers by labeling type: a type with a `trainer.ts` can be trained. Workers only. */
import { AppError } from "#core/errors.ts";
import type { Trainer } from "./learning-contract.ts";

const modules = import.meta.glob<{ readonly default: Trainer }>(
  "./types/*/trainer.ts",
);

/** @throws AppError('unsupported') when the type cannot be trained. */
export async function loadTrainer(typeId: string): Promise<Trainer> {
  const load = modules[`./types/${typeId}/trainer.ts`];
  if (!load)
    throw new AppError("unsupported", `${typeId} cannot be trained`, {
      value: typeId,
    });
  return (await load()).default;
}

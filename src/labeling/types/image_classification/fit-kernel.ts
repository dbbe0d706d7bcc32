/** The kernel head of a model, where its recipe has one and the samples determine it. */
import { AppError } from "#core/errors.ts";
import type { TrainReport, TrainTask } from "#labeling/learning-contract.ts";
import { fitKernelHead, type KernelFit } from "#ml/kernel-head.ts";
import { breathe } from "./fit-head.ts";
import type { Recipe } from "./recipes.ts";
import type { TrainingSet } from "#labeling/whole-labels/training-set.ts";

export interface KernelTask {
  readonly task: TrainTask;
  readonly report: TrainReport;
  readonly signal: AbortSignal;
  readonly recipe: Recipe;
  readonly set: TrainingSet;
}

/**
 * @param places of the samples learned from.
 * @param rows features of each of these.
 * @param weightings of the features, of which the best is taken; none = all count alike.
 * @returns null when the recipe has none, or when the samples do not determine one, which is told.
 */
export async function fitKernel(
  { task, report, signal, recipe, set }: KernelTask,
  places: readonly number[],
  rows: readonly Float32Array[],
  weightings: readonly Float32Array[] = [],
): Promise<KernelFit | null> {
  if (recipe.kernelShare === 0) return null;
  const labels = places.map((i) => set.truths[i] as number);
  const data = { rows, labels, classes: set.labels.length };
  try {
    const onStep = async (): Promise<void> => {
      await breathe();
      signal.throwIfAborted();
    };
    const { seed } = task.options;
    return await fitKernelHead(data, seed, onStep, { weightings });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    report.event(`Left out a part of the model: ${error.message}`);
    return null;
  }
}

/** What a model sees of its samples. Whether it sees them turned too, the samples themselves decide. */
import type { TrainSample } from "#labeling/learning-contract.ts";
import type { Backbone } from "#ml/backbone.ts";
import type { KernelFit } from "#ml/kernel-head.ts";
import type { FeatureRecipe } from "#ml/picture-features.ts";
import { embedSamples } from "./embed-samples.ts";
import { fitKernel, type KernelTask } from "./fit-kernel.ts";

/** Samples that decide; of more, an even sample. */
const ASKED = 1000;

export interface Sight {
  readonly features: FeatureRecipe;
  /** `featureCount` numbers of each sample. */
  readonly rows: readonly Float32Array[];
  readonly kernel: KernelFit | null;
}

interface Task extends KernelTask {
  readonly backbone: Backbone;
}

const pick = <T>(places: readonly number[], from: readonly T[]): T[] =>
  places.map((i) => from[i] as T);

/** @param learned places of the samples that may be learned from. */
export async function seeSamples(
  work: Task,
  learned: readonly number[],
): Promise<Sight> {
  const { backbone, task, report, signal, recipe, set } = work;
  const { features } = recipe;
  const see = (samples: readonly TrainSample[], own: FeatureRecipe) =>
    embedSamples(backbone, samples, own, task, report, signal);
  const whole = async (
    own: FeatureRecipe,
    rows: readonly Float32Array[],
  ): Promise<Sight> => ({
    features: own,
    rows,
    kernel: await fitKernel(work, learned, pick(learned, rows)),
  });
  const upright = await see(set.samples, features);
  if (!recipe.triesTurns) return whole(features, upright);
  const step = Math.max(1, Math.ceil(learned.length / ASKED));
  const asked = learned.filter((_, i) => i % step === 0);
  const turns = { ...features, turns: true };
  const turned = await see(pick(asked, set.samples), turns);
  const before = await fitKernel(work, asked, pick(asked, upright));
  const after = before && (await fitKernel(work, asked, turned));
  const isBetter = before && after && after.loss < before.loss;
  if (before && after)
    report.event(
      `Seen turned by quarters too, the samples are told apart ${isBetter ? "better" : "no better"}: loss ${after.loss.toFixed(3)}, upright alone ${before.loss.toFixed(3)}`,
    );
  const [own, rows, kernel] = isBetter
    ? ([turns, await see(set.samples, turns), after] as const)
    : ([features, upright, before] as const);
  // All were asked: the head is fitted already.
  return step === 1 ? { features: own, rows, kernel } : whole(own, rows);
}

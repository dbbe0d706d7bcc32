/** What a model sees of its samples. Whether it sees them turned too, the samples themselves decide. */
import type {
  TrainReport,
  TrainSample,
  TrainTask,
} from "#labeling/contract.ts";
import type { Backbone } from "#ml/backbone.ts";
import { fitKernelHead } from "#ml/kernel-head.ts";
import type { FeatureRecipe } from "#ml/picture-features.ts";
import { embedSamples } from "./embed-samples.ts";
import { breathe } from "./fit-head.ts";
import type { Recipe } from "./recipes.ts";
import type { TrainingSet } from "./training-set.ts";

/** Samples that decide; of more, an even sample. */
const ASKED = 1000;

export interface Sight {
  readonly features: FeatureRecipe;
  /** `featureCount` numbers of each sample. */
  readonly rows: readonly Float32Array[];
}

interface Task {
  readonly backbone: Backbone;
  readonly task: TrainTask;
  readonly report: TrainReport;
  readonly signal: AbortSignal;
  readonly recipe: Recipe;
  readonly set: TrainingSet;
}

/** Leave-one-out loss of a kernel head on the samples at these places, nats. */
async function lossOf(
  { task, signal, set }: Task,
  places: readonly number[],
  rows: readonly Float32Array[],
): Promise<number> {
  const { loss } = await fitKernelHead(
    {
      rows,
      labels: places.map((i) => set.truths[i] as number),
      classes: set.labels.length,
    },
    task.options.seed,
    async () => {
      await breathe();
      signal.throwIfAborted();
    },
  );
  return loss;
}

/** @param learned places of the samples that may be learned from. */
export async function seeSamples(
  work: Task,
  learned: readonly number[],
): Promise<Sight> {
  const { backbone, task, report, signal, recipe, set } = work;
  const { features } = recipe;
  const see = (samples: readonly TrainSample[], own: FeatureRecipe) =>
    embedSamples(backbone, samples, own, task, report, signal);
  const upright = { features, rows: await see(set.samples, features) };
  if (!recipe.triesTurns) return upright;
  const step = Math.max(1, Math.ceil(learned.length / ASKED));
  const asked = learned.filter((_, i) => i % step === 0);
  const turned = { ...features, turns: true };
  const rows = await see(
    asked.map((i) => set.samples[i] as TrainSample),
    turned,
  );
  const before = await lossOf(
    work,
    asked,
    asked.map((i) => upright.rows[i] as Float32Array),
  );
  const after = await lossOf(work, asked, rows);
  const isBetter = after < before;
  report.event(
    `Seen turned by quarters too, the samples are told apart ${isBetter ? "better" : "no better"}: loss ${after.toFixed(3)}, upright alone ${before.toFixed(3)}`,
  );
  if (!isBetter) return upright;
  return { features: turned, rows: await see(set.samples, turned) };
}

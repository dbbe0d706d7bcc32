/** What a model sees of its samples. Whether it sees them turned too, the samples themselves decide. */
import type { Backbone } from "#ml/backbone.ts";
import { weightingsOf } from "#ml/feature-sections.ts";
import type { KernelFit } from "#ml/kernel-head.ts";
import type { FeatureRecipe } from "#ml/picture-features.ts";
import { embedSamples } from "./embed-samples.ts";
import { fittingFeatures } from "./fitting-features.ts";
import { fitKernel, type KernelTask } from "./fit-kernel.ts";

/** Samples that decide; of more, an even sample. */
const ASKED = 1000;
/** Share of the loss that turned views must save: less gains no accuracy, and to see them takes twice as long. */
const LEAST_GAIN = 0.1;

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
  given: Task,
  learned: readonly number[],
): Promise<Sight> {
  const work = fittingTask(given);
  const { backbone, task, report, signal, recipe, set } = work;
  const turns = recipe.triesTurns && (await isBetterTurned(work, learned));
  const features = { ...recipe.features, ...(turns ? { turns } : {}) };
  const rows = await embedSamples(
    backbone,
    set.samples,
    features,
    task,
    report,
    signal,
  );
  const weightings = recipe.weighs ? weightingsOf(features, backbone) : [];
  const own = pick(learned, rows);
  const kernel = await fitKernel(work, learned, own, weightings);
  return { features, rows, kernel };
}

/** The same, with features that fit into memory. */
function fittingTask(work: Task): Task {
  const { backbone, recipe, report, set } = work;
  const count = set.samples.length;
  const features = fittingFeatures(recipe.features, backbone, count);
  if (features !== recipe.features)
    report.event(
      `Fine textures of ${String(count)} samples do not fit into memory: textures are seen as coarsely as with balance`,
    );
  return { ...work, recipe: { ...recipe, features } };
}

/** What they show at the smallest side decides: all of them would take several times as long. */
async function isBetterTurned(
  work: Task,
  learned: readonly number[],
): Promise<boolean> {
  const { backbone, task, report, signal, recipe, set } = work;
  const step = Math.max(1, Math.ceil(learned.length / ASKED));
  const asked = learned.filter((_, i) => i % step === 0);
  const sides = recipe.features.sides.slice(0, 1);
  const lossOf = async (turns: boolean): Promise<number | null> => {
    const features = { ...recipe.features, sides, nearer: false, turns };
    const samples = pick(asked, set.samples);
    const rows = await embedSamples(
      backbone,
      samples,
      features,
      task,
      report,
      signal,
    );
    return (await fitKernel(work, asked, rows))?.loss ?? null;
  };
  const upright = await lossOf(false);
  const turned = upright === null ? null : await lossOf(true);
  if (upright === null || turned === null) return false;
  const isBetter = turned < (1 - LEAST_GAIN) * upright;
  report.event(
    `Seen turned by quarters too, the samples are told apart ${isBetter ? "better" : "no better"}: loss ${turned.toFixed(3)}, upright alone ${upright.toFixed(3)}`,
  );
  return isBetter;
}

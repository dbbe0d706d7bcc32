/**
 * Learns one model on a started backend: features of the frozen backbone, cached per picture, read
 * by a linear head and, where the preference asks for more, with textures by a kernel head. What each
 * part says of samples it has not seen calibrates and judges the blend.
 */
import { stageOf } from "#labeling/stages.ts";
import { AppError } from "#core/errors.ts";
import type { ClassificationEvaluation } from "#core/training.ts";
import type {
  TrainReport,
  TrainTask,
  TrainOutcome,
} from "#labeling/learning-contract.ts";
import type { Backbone } from "#ml/backbone.ts";
import { L2_CANDIDATES, searchHead } from "#ml/head-search.ts";
import { plainCount, recipeKey } from "#ml/picture-features.ts";
import { encodePictureModel } from "#ml/picture-model.ts";
import type { LabeledRows } from "#ml/softmax-head.ts";
import { earlierModel } from "./earlier-model.ts";
import { evaluateModel } from "./evaluate-model.ts";
import { breathe, fitHead } from "./fit-head.ts";
import { recipeOf } from "./recipes.ts";
import { seeSamples } from "./see-samples.ts";
import {
  trainingSet,
  type TrainingSet,
} from "#labeling/whole-labels/training-set.ts";

/** Rows the search looks at: more only make it slower. */
const SEARCH_ROWS = 2000;

interface Parts {
  /** Places of the samples learned from, measured on, and searched with. */
  readonly learned: readonly number[];
  readonly validated: readonly number[];
  readonly searched: readonly number[];
}

function partsOf({ samples, measuredOn }: TrainingSet): Parts {
  const all = samples.map((_, i) => i);
  if (measuredOn === "cross_validation")
    return { learned: all, validated: [], searched: all };
  const learned = all.filter((i) => samples[i]?.usage === "TRAIN");
  const step = Math.max(1, Math.ceil(learned.length / SEARCH_ROWS));
  return {
    learned,
    validated: all.filter((i) => samples[i]?.usage === "EVAL"),
    searched: learned.filter((_, i) => i % step === 0),
  };
}

/** @throws AbortError when cancelled; a stop or the end of time gives the best model so far. */
export async function learn(
  backbone: Backbone,
  task: TrainTask,
  report: TrainReport,
  stop: AbortSignal,
  signal: AbortSignal,
): Promise<TrainOutcome<ClassificationEvaluation>> {
  const { options } = task;
  const end = Date.now() + options.maxMinutes * 60_000;
  const isOver = (): boolean => stop.aborted || Date.now() > end;
  const recipe = recipeOf(options.preference, backbone.side);
  const set = trainingSet(task.samples, report.event);
  const { learned, validated, searched } = partsOf(set);
  const { features, rows, kernel } = await seeSamples(
    { backbone, task, report, signal, recipe, set },
    learned,
  );
  const plain = plainCount(features, backbone);
  /** What a linear head reads of some samples. */
  const part = (indexes: readonly number[]): LabeledRows => ({
    rows: indexes.map((i) => (rows[i] as Float32Array).subarray(0, plain)),
    labels: indexes.map((i) => set.truths[i] as number),
    classes: set.labels.length,
  });
  const candidates = recipe.searches ? L2_CANDIDATES : [recipe.l2];
  const found = await searchHead(
    part(searched),
    candidates,
    options.seed,
    async (done) => {
      await breathe();
      signal.throwIfAborted();
      report.progress(stageOf.search, done, candidates.length);
    },
  );
  const earlier = earlierModel(
    task.incrementalFrom,
    backbone,
    features,
    set.labels,
    report.event,
  );
  const head = await fitHead(
    {
      train: part(learned),
      validation: validated.length > 0 ? part(validated) : null,
      l2: found.l2,
      labels: set.labels,
      features: `${backbone.key}|${recipeKey(features)}`,
      start: earlier,
    },
    task,
    report,
    isOver,
    signal,
  );
  const parts = { head, found, kernel };
  const { evaluation, members, temperature } = evaluateModel(
    { set, rows, learned, searched, ...parts },
    recipe,
  );
  if (!Number.isFinite(evaluation.accuracy))
    throw new AppError("model", "Training gave no usable numbers");
  const model = {
    backbone: backbone.key,
    backboneName: backbone.name,
    recipe: features,
    labels: set.labels,
    temperature,
    members,
    head,
    kernel: kernel?.head ?? null,
  };
  return {
    model: encodePictureModel(model, "image_classification", evaluation),
    evaluation,
  };
}

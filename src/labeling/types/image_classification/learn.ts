/**
 * Learns one model on a started backend: features of the frozen backbone, cached per picture, read
 * by a linear head and, where the preference asks for more, with textures by a kernel head, and by a
 * fine-tuned upper stage. What each part says of samples it has not seen calibrates and judges the blend.
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
import { EmbeddedBackbone } from "#ml/embedded-backbone.ts";
import { L2_CANDIDATES, searchHead } from "#ml/head-search.ts";
import { plainCount } from "#ml/picture-features.ts";
import { encodePictureModel } from "#ml/picture-model.ts";
import type { LabeledRows } from "#ml/softmax-head.ts";
import { decodeCheckpoint } from "#ml/checkpoint.ts";
import { earlierModel } from "./earlier-model.ts";
import { evaluateModel } from "./evaluate-model.ts";
import { fineTune, type FineTuned, type Limits } from "./fine-tune.ts";
import { breathe, fitHead } from "./fit-head.ts";
import { recipeOf, type Recipe } from "./recipes.ts";
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

interface Work {
  readonly backbone: Backbone;
  readonly task: TrainTask;
  readonly report: TrainReport;
  readonly signal: AbortSignal;
  readonly recipe: Recipe;
  readonly set: TrainingSet;
  readonly rows: readonly Float32Array[];
}

async function tune(
  { backbone, task, report, signal, recipe, set, rows }: Work,
  earlier: ReturnType<typeof earlierModel>["tuned"],
  limits: Limits,
): Promise<FineTuned | null> {
  const { tune: tuning, features } = recipe;
  if (!tuning || !(backbone instanceof EmbeddedBackbone)) return null;
  const scale = features.sides.indexOf(tuning.side);
  const { length } = backbone;
  const tuned = await fineTune(
    {
      backbone,
      set,
      rows: rows.map((row) => row.slice(scale * length, (scale + 1) * length)),
      recipe: tuning,
      earlier,
    },
    task,
    report,
    limits,
    signal,
  );
  if (!tuned)
    report.event(
      "Fine-tuning ended before it could be measured: the model is the one without it",
    );
  return tuned;
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
  const limits: Limits = {
    isOver: () => stop.aborted || Date.now() > end,
    leftMs: () => end - Date.now(),
  };
  const recipe = recipeOf(options.preference, backbone.side);
  const set = trainingSet(task.samples, report.event);
  const { learned, validated, searched } = partsOf(set);
  const seen = { backbone, task, report, signal, recipe, set };
  const { features, rows, kernel } = await seeSamples(seen, learned);
  const work: Work = { ...seen, rows };
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
  const isTuning = decodeCheckpoint(stageOf.fineTune, task.resume) !== null;
  const head = await fitHead(
    {
      train: part(learned),
      validation: validated.length > 0 ? part(validated) : null,
      l2: found.l2,
      labels: set.labels,
      start: earlier.head,
    },
    task,
    // A checkpoint of fine-tuning is worth more than one of the head, which takes seconds.
    isTuning ? { ...report, checkpoint: () => Promise.resolve() } : report,
    limits.isOver,
    signal,
  );
  const tuned = await tune(work, earlier.tuned, limits);
  const parts = { head, found, kernel, tuned };
  const { evaluation, members, temperature } = evaluateModel(
    { set, rows, learned, searched, ...parts },
    recipe,
  );
  const { f1, recall, precision, accuracy } = evaluation;
  if (!Number.isFinite(accuracy))
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
    tuned:
      tuned && recipe.tune
        ? { sides: recipe.tune.sides, weights: tuned.weights }
        : null,
  };
  const metrics = { f1, recall, precision, accuracy };
  return {
    model: encodePictureModel(model, "image_classification", metrics),
    evaluation,
  };
}

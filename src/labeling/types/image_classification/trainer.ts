/**
 * Learns to classify pictures: features of the frozen backbone, cached per picture, and a linear
 * head chosen by cross-validation, calibrated. The preference decides how much is looked at.
 */
import { AppError, isCancelled, toAppError } from "#core/errors.ts";
import type { BackendName } from "#core/training.ts";
import {
  stageOf,
  type TrainReport,
  type TrainTask,
  type Trainer,
  type TrainOutcome,
} from "#labeling/contract.ts";
import { openBackbone } from "#ml/backbone-catalogue.ts";
import type { Backbone } from "#ml/backbone.ts";
import { startBackend } from "#ml/backend.ts";
import { L2_CANDIDATES, searchHead } from "#ml/head-search.ts";
import { encodePictureModel } from "#ml/picture-model.ts";
import { embedSamples } from "./embed-samples.ts";
import { evaluateHead } from "./evaluate-head.ts";
import { fitHead } from "./fit-head.ts";
import { recipeOf } from "./recipes.ts";
import { trainingSet } from "./training-set.ts";

/** Rows the search looks at: more only make it slower. */
const SEARCH_ROWS = 2000;

async function train(
  task: TrainTask,
  report: TrainReport,
  stop: AbortSignal,
  signal: AbortSignal,
): Promise<TrainOutcome> {
  const failed: BackendName[] = [];
  for (;;) {
    const backend = await startBackend(task.options.backend, failed);
    report.backend(backend.name, backend.reason);
    const backbone = await openBackbone(
      task.options.backbone,
      "you chose",
      task.readBackbone,
    );
    try {
      return await trainOn(backbone, task, report, stop, signal);
    } catch (error) {
      if (
        isCancelled(error) ||
        toAppError(error).code !== "model" ||
        backend.name === "cpu"
      )
        throw error;
      failed.push(backend.name);
      report.event(
        `${backend.name} failed (${toAppError(error).message}); going on from the last checkpoint without it`,
      );
    } finally {
      backbone.dispose();
    }
  }
}

async function trainOn(
  backbone: Backbone,
  task: TrainTask,
  report: TrainReport,
  stop: AbortSignal,
  signal: AbortSignal,
): Promise<TrainOutcome> {
  const { options } = task;
  const began = Date.now();
  const isOver = (): boolean =>
    stop.aborted || Date.now() - began > options.maxMinutes * 60_000;
  const recipe = recipeOf(options.preference, backbone.side);
  const set = trainingSet(task.samples, report.event);
  const rows = await embedSamples(
    backbone,
    set.samples,
    recipe.features,
    task,
    report,
    signal,
  );
  const data = { rows, labels: set.truths, classes: set.labels.length };
  const learned = set.samples.flatMap(({ usage }, i) =>
    set.measuredOn === "cross_validation" || usage === "TRAIN" ? [i] : [],
  );
  const part = (indexes: readonly number[]) => ({
    rows: indexes.map((i) => rows[i] as Float32Array),
    labels: indexes.map((i) => set.truths[i] as number),
    classes: data.classes,
  });
  const step = Math.max(1, Math.ceil(learned.length / SEARCH_ROWS));
  const searched =
    set.measuredOn === "cross_validation"
      ? learned
      : learned.filter((_, i) => i % step === 0);
  const candidates = recipe.searches ? L2_CANDIDATES : [recipe.l2];
  const found = searchHead(part(searched), candidates, options.seed, (done) => {
    signal.throwIfAborted();
    report.progress(stageOf.search, done, candidates.length);
  });
  const validation =
    set.measuredOn === "validation"
      ? part(
          set.samples.flatMap(({ usage }, i) => (usage === "EVAL" ? [i] : [])),
        )
      : null;
  const head = await fitHead(
    { train: part(learned), validation, l2: found.l2, labels: set.labels },
    task,
    report,
    isOver,
    signal,
  );
  const evaluation = evaluateHead({ set, rows, head, found });
  const model = {
    backbone: backbone.key,
    backboneName: backbone.name,
    recipe: recipe.features,
    labels: set.labels,
    temperature: found.temperature,
    head,
  };
  const { f1, recall, precision, accuracy } = evaluation;
  if (!Number.isFinite(accuracy))
    throw new AppError("model", "Training gave no usable numbers");
  return {
    model: encodePictureModel(model, "image_classification", {
      f1,
      recall,
      precision,
      accuracy,
    }),
    evaluation,
  };
}

const trainer: Trainer = { train };
export default trainer;

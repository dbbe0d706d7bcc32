/**
 * Learns one detector on a started backend: windows of the pictures through the frozen part of the
 * extractor, a descent over them, then the validation pictures looked at as the finished model does.
 */
import { AppError } from "#core/errors.ts";
import type { DetectionEvaluation } from "#core/detection.ts";
import type {
  TrainOutcome,
  TrainReport,
  TrainTask,
} from "#labeling/learning-contract.ts";
import { stageOf } from "#labeling/stages.ts";
import type { Backbone } from "#ml/backbone.ts";
import { encodeDetectorModel } from "#ml/detector-model.ts";
import { firstWeights } from "#ml/detector-net.ts";
import { EmbeddedBackbone } from "#ml/embedded-backbone.ts";
import { levelsFor, scaleFor, type ObjectScale } from "#ml/object-scales.ts";
import { drawnSet, type DrawnSet } from "./drawn-pictures.ts";
import { earlierDetector } from "./earlier-detector.ts";
import { evaluateDetector, metricsOf } from "./evaluate-detector.ts";
import { RECIPES, type DetectorRecipe } from "./recipes.ts";
import {
  decodeRunProgress,
  encodeRunProgress,
  type RunProgress,
} from "./run-checkpoint.ts";
import type { RunState } from "./run-state.ts";
import { runTraining, type Run } from "./train-run.ts";
import { WindowSet, type WindowPlan } from "./window-set.ts";

const LEAST_EPOCHS = 12;
const MOST_EPOCHS = 80;
/** Windows of each validation picture that are checked after each epoch. */
const CHECKED_VIEWS = 2;
/** Share of the epochs without a better one after which no better one is expected. */
const PATIENCE = 0.4;

interface Limits {
  /** The user asked for the best so far, or time is up. */
  readonly isOver: () => boolean;
  readonly leftMs: () => number;
}

const epochsFor = (pictures: number, { looks }: DetectorRecipe): number =>
  Math.min(MOST_EPOCHS, Math.max(LEAST_EPOCHS, Math.round(looks / pictures)));

interface Work {
  readonly backbone: EmbeddedBackbone;
  readonly recipe: DetectorRecipe;
  readonly set: DrawnSet;
  readonly range: ObjectScale;
  readonly levels: readonly number[];
  readonly task: TrainTask;
  readonly report: TrainReport;
  readonly limits: Limits;
  readonly signal: AbortSignal;
}

async function windowsOf({
  backbone,
  recipe,
  set,
  range,
  levels,
  task,
  report,
  signal,
}: Work): Promise<{ windows: WindowSet; checked: WindowSet }> {
  const { learned, validated, labels } = set;
  const { seed } = task.options;
  const plan: WindowPlan = {
    labels: labels.length,
    range,
    levels,
    views: Math.min(recipe.views, epochsFor(learned.length, recipe)),
    seed,
    relights: true,
  };
  const total = learned.length + validated.length;
  const windows = await WindowSet.open(
    backbone,
    learned,
    plan,
    task,
    (done) => report.progress(stageOf.embed, done, total),
    signal,
  );
  const checked = await WindowSet.open(
    backbone,
    validated,
    { ...plan, views: CHECKED_VIEWS, seed: seed + 1, relights: false },
    task,
    (done) => report.progress(stageOf.embed, learned.length + done, total),
    signal,
  );
  return { windows, checked };
}

/** Says when fewer epochs fit into the time there is. */
function epochsThatFit(
  epochs: number,
  epochMs: number,
  { leftMs }: Limits,
  note: (text: string) => void,
): number {
  const most = Math.max(1, 1 + Math.floor((0.9 * leftMs()) / epochMs));
  if (most >= epochs) return epochs;
  note(
    `Training is slow here: ${String(most)} instead of ${String(epochs)} epochs fit into the maximum duration`,
  );
  return most;
}

async function descend(work: Work): Promise<RunState> {
  const { backbone, recipe, set, task, report, limits, signal } = work;
  const { windows, checked } = await windowsOf(work);
  const { labels } = set;
  const { seed } = task.options;
  const { cell } = work.range;
  const pictures = windows.pictures;
  const same = { labels, pictures, cell };
  const saved = decodeRunProgress(task.resume, same);
  let epochs =
    saved?.epochs ?? (limits.isOver() ? 1 : epochsFor(pictures, recipe));
  let began = Date.now();
  const onEpoch = async (
    state: RunState,
    measured: Parameters<Run["onEpoch"]>[1],
  ): Promise<void> => {
    if (state.epoch === 1)
      epochs = epochsThatFit(epochs, Date.now() - began, limits, report.event);
    report.epoch({
      stage: stageOf.detector,
      epoch: state.epoch,
      epochs,
      ...measured,
    });
    const progress: RunProgress = {
      labels,
      pictures,
      epochs,
      state,
    };
    await report.checkpoint(encodeRunProgress(progress));
  };
  const start =
    saved?.state ??
    earlierDetector(
      task.incrementalFrom,
      backbone,
      cell,
      labels,
      seed,
      report.event,
    ) ??
    firstWeights(backbone, labels.length, cell, seed);
  began = Date.now();
  const end = await runTraining(
    {
      backbone,
      windows,
      checked,
      labels,
      seed,
      epochs: () => epochs,
      patience: () => Math.max(1, Math.ceil(PATIENCE * epochs)),
      isOver: limits.isOver,
      onEpoch,
    },
    start,
    signal,
  );
  if (end.epoch < epochs)
    report.event(
      limits.isOver()
        ? `Stopped after ${String(end.epoch)} epochs, the best model so far is kept`
        : `Stopped early after ${String(end.epoch)} epochs: no further gain`,
    );
  return end;
}

/** @throws AbortError when cancelled; a stop or the end of time gives the best model so far. */
export async function learn(
  backbone: Backbone,
  task: TrainTask,
  report: TrainReport,
  stop: AbortSignal,
  signal: AbortSignal,
): Promise<TrainOutcome<DetectionEvaluation>> {
  if (!(backbone instanceof EmbeddedBackbone))
    throw new AppError(
      "unsupported",
      `Detectors are trained on the extractor that ships with Gleaner, not on ${backbone.name}`,
      { value: backbone.key },
    );
  const { options } = task;
  const end = Date.now() + options.maxMinutes * 60_000;
  const limits: Limits = {
    isOver: () => stop.aborted || Date.now() > end,
    leftMs: () => end - Date.now(),
  };
  const recipe = RECIPES[options.preference];
  const set = await drawnSet(task, report.event, signal);
  const range = scaleFor(set.learned, recipe.mostLevel);
  const levels = levelsFor(set.learned, range, recipe.mostLevel);
  const { best } = await descend({
    backbone,
    recipe,
    set,
    range,
    levels,
    task,
    report,
    limits,
    signal,
  });
  const { labels, validated } = set;
  const looks = { levels, mirror: recipe.mirror };
  const evaluation = await evaluateDetector(
    backbone,
    best,
    labels,
    validated,
    looks,
    task,
    (done) => report.progress(stageOf.measure, done, validated.length),
    signal,
  );
  const model = {
    backbone: backbone.key,
    backboneName: backbone.name,
    labels,
    looks,
    threshold: evaluation.bestThreshold,
    weights: best,
  };
  return {
    model: encodeDetectorModel(
      model,
      "object_detection",
      metricsOf(evaluation),
    ),
    evaluation,
  };
}

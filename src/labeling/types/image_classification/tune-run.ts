/** One descent of the upper stage over the samples it may learn from, epoch by epoch. */
import { seededRandom, shuffled } from "#core/random.ts";
import type { Figure } from "#core/training.ts";
import type { EmbeddedBackbone } from "#ml/embedded-backbone.ts";
import { FineTuning, type TunedWeights } from "#ml/fine-tuning.ts";
import { bestOf } from "#ml/head-search.ts";
import { softmax } from "#ml/softmax-head.ts";
import type { PictureViews } from "./picture-views.ts";

const BATCH = 32;
/** Validation pictures looked at after each epoch. */
const MOST_CHECKED = 1000;
const PATIENCE = 6;

/** Where a descent stands after an epoch. */
export interface TuneState {
  readonly epoch: number;
  readonly current: TunedWeights;
  readonly best: TunedWeights;
  readonly bestLoss: number;
  /** Epochs since the best one. */
  readonly worse: number;
}

export interface TuneRun {
  readonly backbone: EmbeddedBackbone;
  readonly views: PictureViews;
  /** Class number of each sample. */
  readonly truths: readonly number[];
  /** Samples it learns from, by their place. */
  readonly learned: readonly number[];
  /** Samples that decide which epoch was best; with none it is the last. */
  readonly checked: readonly number[];
  readonly rate: number;
  readonly seed: number;
  /** How many epochs there will be; may fall after the first. */
  readonly epochs: () => number;
  readonly isOver: () => boolean;
  readonly onEpoch: (
    state: TuneState,
    measured: {
      readonly trainLoss: number;
      readonly validationLoss: number | null;
      readonly validationFigure: Figure | null;
    },
  ) => Promise<void>;
}

/** One epoch of growth, then down along a cosine. */
function rateAt(step: number, perEpoch: number, steps: number): number {
  const growth = Math.min(1, (step + 1) / perEpoch);
  return growth * 0.5 * (1 + Math.cos((Math.PI * step) / steps));
}

const batches = (indexes: readonly number[]): number[][] =>
  Array.from({ length: Math.ceil(indexes.length / BATCH) }, (_, i) =>
    indexes.slice(i * BATCH, (i + 1) * BATCH),
  );

async function learn(
  tuning: FineTuning,
  run: TuneRun,
  epoch: number,
  signal: AbortSignal,
): Promise<number> {
  const order = shuffled(
    run.learned,
    seededRandom(run.seed + Math.imul(epoch, 7919)),
  );
  const parts = batches(order);
  let loss = 0;
  let seen = 0;
  for (const [i, batch] of parts.entries()) {
    signal.throwIfAborted();
    if (run.isOver()) break;
    const middle = await run.views.changed(batch, epoch - 1);
    const step = (epoch - 1) * parts.length + i;
    const steps = run.epochs() * parts.length;
    const rate = run.rate * rateAt(step, parts.length, steps);
    try {
      const labels = batch.map((at) => run.truths[at] ?? 0);
      loss += (await tuning.step(middle, labels, rate)) * batch.length;
    } finally {
      middle.dispose();
    }
    seen += batch.length;
  }
  return loss / Math.max(1, seen);
}

async function check(
  tuning: FineTuning,
  { checked, views, truths }: TuneRun,
): Promise<{ validationLoss: number; validationFigure: Figure } | null> {
  const used = checked.slice(0, MOST_CHECKED);
  if (used.length === 0) return null;
  let [loss, hits] = [0, 0];
  for (const batch of batches(used)) {
    const middle = views.plain(batch);
    const scores = await tuning.scores(middle);
    middle.dispose();
    scores.forEach((row, i) => {
      const truth = truths[batch[i] ?? 0] ?? 0;
      loss -= Math.log(Math.max(1e-12, softmax(row)[truth] ?? 0));
      hits += bestOf(row) === truth ? 1 : 0;
    });
  }
  return {
    validationLoss: loss / used.length,
    validationFigure: { kind: "accuracy", value: hits / used.length },
  };
}

/**
 * @param from where an earlier descent stood, or the weights to start from.
 * @returns where it ended; `epoch` is below `epochs()` after an early stop.
 * @throws AbortError when cancelled, AppError('model') when the numbers break.
 */
export async function tuneUpper(
  run: TuneRun,
  from: TuneState | TunedWeights,
  signal: AbortSignal,
): Promise<TuneState> {
  let state: TuneState =
    "epoch" in from
      ? from
      : { epoch: 0, current: from, best: from, bestLoss: Infinity, worse: 0 };
  const tuning = new FineTuning(run.backbone, state.current);
  try {
    while (
      state.epoch < run.epochs() &&
      state.worse < PATIENCE &&
      !run.isOver()
    ) {
      const epoch = state.epoch + 1;
      const trainLoss = await learn(tuning, run, epoch, signal);
      const measured = await check(tuning, run);
      const current = await tuning.weights();
      const isBest = !measured || measured.validationLoss < state.bestLoss;
      state = {
        epoch,
        current,
        best: isBest ? current : state.best,
        bestLoss: isBest
          ? (measured?.validationLoss ?? Infinity)
          : state.bestLoss,
        worse: isBest ? 0 : state.worse + 1,
      };
      await run.onEpoch(state, {
        trainLoss,
        validationLoss: measured?.validationLoss ?? null,
        validationFigure: measured?.validationFigure ?? null,
      });
      signal.throwIfAborted();
    }
    return state;
  } finally {
    tuning.dispose();
  }
}

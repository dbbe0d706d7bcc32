/**
 * Fine-tunes the extractor's upper stage and says how well it does on samples it did not learn
 * from: on the validation part, or out of fold where that is too small.
 */
import { stageOf } from "#labeling/stages.ts";
import { mapConcurrent } from "#core/async.ts";
import type { TrainReport, TrainTask } from "#labeling/learning-contract.ts";
import type { EmbeddedBackbone } from "#ml/embedded-backbone.ts";
import type { TunedWeights } from "#ml/fine-tuning.ts";
import { FOLDS, stratifiedFolds } from "#ml/head-search.ts";
import { fitSoftmaxHead } from "#ml/softmax-head.ts";
import { TunedUpper } from "#ml/tuned-upper.ts";
import { PictureViews } from "./picture-views.ts";
import type { TuneRecipe } from "./recipes.ts";
import type { TrainingSet } from "#labeling/whole-labels/training-set.ts";
import { decodeTuneProgress, encodeTuneProgress } from "./tune-checkpoint.ts";
import { tuneUpper, type TuneRun, type TuneState } from "./tune-run.ts";

/** Views of pictures that one descent looks at, within the bounds of epochs. */
const VIEWS = 9000;
const LEAST_EPOCHS = 6;
const MOST_EPOCHS = 12;
/** Up to so many samples every fold is measured, of more only one in five. */
const ALL_FOLDS = 600;
const SCORE_BATCH = 16;
const DECODERS = 4;
const HEAD_L2 = 0.1;
const HEAD_ITERATIONS = 40;

export interface Limits {
  /** The user asked for the best so far, or time is up. */
  readonly isOver: () => boolean;
  readonly leftMs: () => number;
}

export interface FineTuneTask {
  readonly backbone: EmbeddedBackbone;
  readonly set: TrainingSet;
  /** Features of each sample at the side it learns at. */
  readonly rows: readonly Float32Array[];
  readonly recipe: TuneRecipe;
  /** Weights of an earlier model, or null. */
  readonly earlier: TunedWeights | null;
}

export interface FineTuned {
  readonly weights: TunedWeights;
  /** Scores by a descent that did not see the sample, by its place; logarithms of probabilities. */
  readonly unseen: ReadonlyMap<number, Float32Array>;
}

interface Run {
  readonly learned: readonly number[];
  readonly checked: readonly number[];
  /** Samples to score when it is done. */
  readonly scored: readonly number[];
  readonly start: TunedWeights | null;
}

/** Descents in order; the last one gives the model. */
function plan({ set, earlier }: FineTuneTask, seed: number): Run[] {
  const all = set.samples.map((_, i) => i);
  if (set.measuredOn === "validation") {
    const checked = all.filter((i) => set.samples[i]?.usage === "EVAL");
    const learned = all.filter((i) => set.samples[i]?.usage === "TRAIN");
    return [{ learned, checked, scored: checked, start: earlier }];
  }
  const folds = stratifiedFolds(set.truths, FOLDS, seed);
  const measured = all.length <= ALL_FOLDS ? FOLDS : 1;
  // An earlier model may have seen these samples: what measures starts without it.
  const runs = Array.from({ length: measured }, (_, fold): Run => ({
    learned: all.filter((i) => folds[i] !== fold),
    checked: [],
    scored: all.filter((i) => folds[i] === fold),
    start: null,
  }));
  return [...runs, { learned: all, checked: [], scored: [], start: earlier }];
}

/** The shipped upper stage, with a head fitted to what it gives. */
function shipped(
  { backbone, rows, set }: FineTuneTask,
  learned: readonly number[],
): TunedWeights {
  const head = fitSoftmaxHead(
    {
      rows: learned.map((i) => rows[i] as Float32Array),
      labels: learned.map((i) => set.truths[i] ?? 0),
      classes: set.labels.length,
    },
    { l2: HEAD_L2, iterations: HEAD_ITERATIONS },
  );
  return { upper: backbone.upperWeights, head };
}

/** Scores samples as the finished model would. */
async function scoreSamples(
  { backbone, set, recipe }: FineTuneTask,
  weights: TunedWeights,
  places: readonly number[],
  task: TrainTask,
  signal: AbortSignal,
): Promise<[number, Float32Array][]> {
  const upper = new TunedUpper(backbone, weights);
  const scored: [number, Float32Array][] = [];
  try {
    for (let at = 0; at < places.length; at += SCORE_BATCH) {
      const batch = places.slice(at, at + SCORE_BATCH);
      const pictures = await mapConcurrent(
        batch,
        DECODERS,
        async (i) =>
          task.readPixels(
            (await set.samples[i]?.read()) ?? new Blob(),
            recipe.sides,
          ),
        signal,
      );
      const scores = await upper.scores(pictures);
      batch.forEach((i, n) =>
        scored.push([i, scores[n] ?? new Float32Array()]),
      );
    }
    return scored;
  } finally {
    upper.dispose();
  }
}

/** Counts the epochs of all descents; how many there are is settled after the very first. */
class Schedule {
  epochs: number;
  readonly #runs: number;
  readonly #limits: Limits;
  readonly #note: (text: string) => void;
  #began = 0;

  constructor(
    epochs: number,
    runs: number,
    limits: Limits,
    note: (text: string) => void,
  ) {
    this.epochs = epochs;
    this.#runs = runs;
    this.#limits = limits;
    this.#note = note;
  }

  begin(): void {
    this.#began = Date.now();
  }

  /** Fewer epochs where the time left does not allow for all. */
  settle(): void {
    const epochMs = Date.now() - this.#began;
    const left = 0.9 * this.#limits.leftMs();
    const most = Math.max(1, Math.floor((1 + left / epochMs) / this.#runs));
    if (most >= this.epochs) return;
    this.#note(
      `Fine-tuning is slow here: ${String(most)} instead of ${String(this.epochs)} epochs fit into the maximum duration`,
    );
    this.epochs = most;
  }

  report(run: number, epoch: number): { epoch: number; epochs: number } {
    return {
      epoch: run * this.epochs + epoch,
      epochs: this.#runs * this.epochs,
    };
  }
}

const epochsFor = (samples: number): number =>
  Math.min(MOST_EPOCHS, Math.max(LEAST_EPOCHS, Math.round(VIEWS / samples)));

/**
 * @returns null when time was up, or a stop came, before it was known how good the result is.
 * @throws AbortError when cancelled, AppError('model') when the numbers break.
 */
export async function fineTune(
  tuned: FineTuneTask,
  task: TrainTask,
  report: TrainReport,
  limits: Limits,
  signal: AbortSignal,
): Promise<FineTuned | null> {
  const { set, recipe, backbone } = tuned;
  const { samples, labels, truths } = set;
  const { seed } = task.options;
  const runs = plan(tuned, seed);
  const saved = decodeTuneProgress(task.resume, labels, samples.length);
  const views = await PictureViews.open(
    backbone,
    samples,
    recipe.side,
    task,
    (done) => report.progress(stageOf.fineTune, done, samples.length),
    signal,
  );
  const epochs = saved?.epochs ?? epochsFor(samples.length);
  const schedule = new Schedule(epochs, runs.length, limits, report.event);
  const unseen = new Map(saved?.unseen);

  const descend = (run: Run, r: number): Promise<TuneState> => {
    schedule.begin();
    const start =
      saved?.run === r
        ? saved.state
        : (run.start ?? shipped(tuned, run.learned));
    const onEpoch: TuneRun["onEpoch"] = async (state, measured) => {
      if (r === 0 && state.epoch === 1) schedule.settle();
      const counted = schedule.report(r, state.epoch);
      report.epoch({ stage: stageOf.fineTune, ...counted, ...measured });
      await report.checkpoint(
        encodeTuneProgress({
          labels,
          samples: samples.length,
          run: r,
          epochs: schedule.epochs,
          state,
          unseen,
        }),
      );
    };
    return tuneUpper(
      {
        ...run,
        backbone,
        views,
        truths,
        rate: recipe.rate,
        seed: seed + r,
        epochs: () => schedule.epochs,
        isOver: limits.isOver,
        onEpoch,
      },
      start,
      signal,
    );
  };

  let last: TuneState | null = null;
  for (const [r, run] of runs.entries()) {
    if (r < (saved?.run ?? 0)) continue;
    if (limits.isOver()) break;
    last = await descend(run, r);
    const isFold = r < runs.length - 1;
    if (isFold && last.epoch < schedule.epochs) return null;
    for (const [place, scores] of await scoreSamples(
      tuned,
      last.best,
      run.scored,
      task,
      signal,
    ))
      unseen.set(place, scores);
  }
  return last && unseen.size > 0 ? { weights: last.best, unseen } : null;
}

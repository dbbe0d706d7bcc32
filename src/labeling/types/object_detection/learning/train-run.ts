/** One descent over the windows, epoch by epoch; an epoch is one window of each picture. */
import { seededRandom, shuffled } from "#core/random.ts";
import type { EpochReport } from "#core/training.ts";
import { detectionFigures } from "#ml/detection-metrics.ts";
import { candidates, keepBest } from "#ml/detector-maps.ts";
import { DetectorTraining, type DetectorState } from "#ml/detector-training.ts";
import type { DetectorWeights } from "#ml/detector-net.ts";
import type { EmbeddedBackbone } from "#ml/embedded-backbone.ts";
import { WINDOW } from "./recipes.ts";
import type { WindowSet } from "./window-set.ts";

const BATCH = 8;
/** Largest step sizes. */
const HEAD_RATE = 1e-3;
const DEEP_RATE = 3e-4;
/** Share of the steps in which the step size grows. */
const GROWTH = 0.08;

/** Where a descent stands after an epoch. */
export interface RunState {
  readonly epoch: number;
  readonly detector: DetectorState;
  /** The averaged weights of the epoch that was best on the validation part. */
  readonly best: DetectorWeights;
  /** Its mAP at 0.5 and at 0.5:0.95, added up; 0 where nothing is checked. */
  readonly bestWorth: number;
  /** Epochs since the best one. */
  readonly worse: number;
}

export interface Run {
  readonly backbone: EmbeddedBackbone;
  readonly windows: WindowSet;
  /** Windows of pictures it does not learn from; empty = the last epoch is the best. */
  readonly checked: WindowSet;
  readonly labels: readonly string[];
  readonly seed: number;
  /** How many epochs there will be; may fall after the first. */
  readonly epochs: () => number;
  readonly patience: () => number;
  readonly isOver: () => boolean;
  readonly onEpoch: (
    state: RunState,
    measured: Pick<
      EpochReport,
      "trainLoss" | "validationLoss" | "validationFigure"
    >,
  ) => Promise<void>;
}

/** Growing at first, then down along a cosine; 0-1. */
function rateAt(step: number, steps: number): number {
  const growth = Math.min(1, (step + 1) / (GROWTH * steps));
  return growth * 0.5 * (1 + Math.cos((Math.PI * step) / steps));
}

const batches = (indexes: readonly number[]): number[][] =>
  Array.from({ length: Math.ceil(indexes.length / BATCH) }, (_, i) =>
    indexes.slice(i * BATCH, (i + 1) * BATCH),
  );

const placesOf = ({ pictures }: WindowSet): number[] =>
  Array.from({ length: pictures }, (_, i) => i);

async function learn(
  training: DetectorTraining,
  run: Run,
  epoch: number,
  signal: AbortSignal,
): Promise<number> {
  const { windows, seed } = run;
  const order = shuffled(
    placesOf(windows),
    seededRandom(seed + Math.imul(epoch, 7919)),
  );
  const parts = batches(order);
  let [loss, seen] = [0, 0];
  for (const [i, batch] of parts.entries()) {
    signal.throwIfAborted();
    // Weights that learned nothing are no model: the first epoch is always whole.
    if (epoch > 1 && run.isOver()) break;
    const { middle, targets } = windows.batch(
      batch,
      (epoch - 1) % windows.views,
    );
    const rate = rateAt(
      (epoch - 1) * parts.length + i,
      run.epochs() * parts.length,
    );
    try {
      const found = await training.step(middle, targets, {
        head: HEAD_RATE * rate,
        deep: DEEP_RATE * rate,
      });
      loss += found * batch.length;
    } finally {
      middle.dispose();
    }
    seen += batch.length;
  }
  return loss / Math.max(1, seen);
}

interface Checked {
  readonly loss: number;
  /** Of the objects that are to be found in the windows. */
  readonly map50: number;
  readonly map: number;
}

async function check(
  training: DetectorTraining,
  { checked, labels }: Run,
): Promise<Checked | null> {
  if (checked.pictures === 0) return null;
  let loss = 0;
  const seen: Parameters<typeof detectionFigures>[1][number][] = [];
  for (let view = 0; view < checked.views; view += 1)
    for (const batch of batches(placesOf(checked))) {
      const { middle, targets, truths } = checked.batch(batch, view);
      loss += (await training.loss(middle, targets)) * batch.length;
      const maps = await training.maps(middle);
      middle.dispose();
      const size = { width: WINDOW, height: WINDOW };
      maps.forEach((one, i) =>
        seen.push({
          truth: truths[i] ?? [],
          found: keepBest(candidates(one, labels.length, 1, size)),
        }),
      );
    }
  const { map50, map } = detectionFigures(labels, seen);
  return { loss: loss / seen.length, map50, map };
}

/** Right objects count, and how right their boxes are; the loss also minds scores, which no one asks for. */
const worthOf = ({ map50, map }: Checked): number => map50 + map;

function after(
  before: RunState | null,
  epoch: number,
  detector: DetectorState,
  checked: Checked | null,
): RunState {
  const worth = checked ? worthOf(checked) : 0;
  const isBest = !before || !checked || worth >= before.bestWorth;
  return isBest
    ? {
        epoch,
        detector,
        best: detector.average,
        bestWorth: worth,
        worse: 0,
      }
    : { ...before, epoch, detector, worse: before.worse + 1 };
}

const isAtEnd = ({ epoch, worse }: RunState, run: Run): boolean =>
  epoch >= run.epochs() || worse >= run.patience() || run.isOver();

/**
 * @param from where an earlier descent stood, or the weights to start from.
 * @returns where it ended; `epoch` is below `epochs()` after an early stop.
 * @throws AbortError when cancelled, AppError('model') when the numbers break.
 */
export async function runTraining(
  run: Run,
  from: RunState | DetectorWeights,
  signal: AbortSignal,
): Promise<RunState> {
  let state: RunState | null = "epoch" in from ? from : null;
  const training = new DetectorTraining(
    run.backbone,
    "epoch" in from ? from.detector : from,
  );
  try {
    for (;;) {
      if (state && isAtEnd(state, run)) return state;
      const epoch: number = (state?.epoch ?? 0) + 1;
      const trainLoss = await learn(training, run, epoch, signal);
      const checked = await check(training, run);
      state = after(state, epoch, await training.state(), checked);
      await run.onEpoch(state, {
        trainLoss,
        validationLoss: checked?.loss ?? null,
        validationFigure: checked && { kind: "map50", value: checked.map50 },
      });
      signal.throwIfAborted();
    }
  } finally {
    training.dispose();
  }
}

/** One descent over the windows, epoch by epoch; an epoch is one window of each picture. */
import { seededRandom, shuffled } from "#core/random.ts";
import type { EpochReport } from "#core/training.ts";
import { detectionFigures } from "#ml/detection-metrics.ts";
import { candidates, keepBest } from "#ml/detector-maps.ts";
import { DetectorTraining } from "#ml/detector-training.ts";
import type { DetectorWeights } from "#ml/detector-net.ts";
import type { EmbeddedBackbone } from "#ml/embedded-backbone.ts";
import { WINDOW } from "./recipes.ts";
import {
  hasEnded,
  stateAfter,
  type Course,
  type RunState,
} from "./run-state.ts";
import type { WindowSet } from "./window-set.ts";

const BATCH = 8;
/** Largest step sizes. */
const HEAD_RATE = 1e-3;
const DEEP_RATE = 3e-4;
/** Share of the steps in which the step size grows. */
const GROWTH = 0.08;

export interface Run extends Course {
  readonly backbone: EmbeddedBackbone;
  readonly windows: WindowSet;
  /** Windows of pictures it does not learn from; empty = the last epoch is the best. */
  readonly checked: WindowSet;
  readonly labels: readonly string[];
  readonly seed: number;
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
      if (state && hasEnded(state, run)) return state;
      const epoch: number = (state?.epoch ?? 0) + 1;
      const trainLoss = await learn(training, run, epoch, signal);
      const checked = await check(training, run);
      const worth = checked && worthOf(checked);
      state = stateAfter(state, await training.state(), worth);
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

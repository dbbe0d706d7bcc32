/** Fits the head epoch by epoch, with a checkpoint after each, and keeps the best one. */
import { stageOf } from "#labeling/stages.ts";
import type { TrainReport, TrainTask } from "#labeling/learning-contract.ts";
import { bestOf } from "#ml/head-search.ts";
import {
  logits,
  softmax,
  SoftmaxFit,
  type LabeledRows,
  type SoftmaxHead,
} from "#ml/softmax-head.ts";
import { decodeCheckpoint, encodeCheckpoint } from "#ml/checkpoint.ts";

/** Steps of the solver that count as one epoch: a look at the validation part after each. */
const STEPS = 4;
const EPOCHS = 25;
const PATIENCE = 5;

interface FitTask {
  readonly train: LabeledRows;
  readonly validation: LabeledRows | null;
  readonly l2: number;
  readonly labels: readonly string[];
  /** Names what the rows were made by: the backbone and how it looked. */
  readonly features: string;
  /** Where to start, on raw features; null = from nothing. */
  readonly start: SoftmaxHead | null;
}

interface Facts {
  readonly epoch: number;
  readonly l2: number;
  readonly labels: readonly string[];
  readonly features: string;
  /** Epochs since the best one. */
  readonly worse: number;
  readonly bestLoss: number;
}

interface Saved extends Facts {
  readonly point: Float64Array;
  readonly best: Float64Array;
}

function encode({ point, best, ...facts }: Saved): Uint8Array {
  return encodeCheckpoint(stageOf.head, facts, [
    { name: "point", values: point, precision: "float64" },
    { name: "best", values: best, precision: "float64" },
  ]);
}

function measure(
  head: SoftmaxHead,
  { rows, labels }: LabeledRows,
): { loss: number; accuracy: number } {
  let [loss, hits] = [0, 0];
  rows.forEach((row, i) => {
    const scores = logits(head, row);
    const truth = labels[i] ?? 0;
    loss -= Math.log(Math.max(1e-12, softmax(scores)[truth] ?? 0));
    hits += bestOf(scores) === truth ? 1 : 0;
  });
  return { loss: loss / rows.length, accuracy: hits / rows.length };
}

/** Lets messages in: a stop or a cancellation arrives between epochs. */
export const breathe = (): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, 0));

/** The checkpoint when it belongs to this fit, otherwise null. */
function savedFor(
  { l2, labels, features }: FitTask,
  task: TrainTask,
): Saved | null {
  const saved = decodeCheckpoint<Facts>(stageOf.head, task.resume);
  if (saved?.facts.l2 !== l2) return null;
  if (saved.facts.features !== features) return null;
  if (saved.facts.labels.join("\n") !== labels.join("\n")) return null;
  const numbers = (name: string): Float64Array =>
    Float64Array.from(saved.numbers.get(name) ?? []);
  return { ...saved.facts, point: numbers("point"), best: numbers("best") };
}

interface Begun {
  readonly fit: SoftmaxFit;
  /** Epochs behind it. */
  readonly epoch: number;
  readonly worse: number;
  readonly best: { readonly point: Float64Array; readonly loss: number };
}

function begin(
  data: FitTask,
  task: TrainTask,
  note: TrainReport["event"],
): Begun {
  const saved = savedFor(data, task);
  if (task.resume && !saved)
    note(
      "What was kept of this training does not fit what is trained now: the classifier starts anew",
    );
  const fit = new SoftmaxFit(data.train, data.l2, saved?.point ?? data.start);
  if (!saved)
    return {
      fit,
      epoch: 0,
      worse: 0,
      best: { point: fit.point, loss: Infinity },
    };
  const { epoch, worse, bestLoss, best } = saved;
  return { fit, epoch, worse, best: { point: best, loss: bestLoss } };
}

function epochPoint(
  epoch: number,
  trainLoss: number,
  measured: ReturnType<typeof measure> | null,
): Parameters<TrainReport["epoch"]>[0] {
  return {
    stage: stageOf.head,
    epoch,
    epochs: EPOCHS,
    trainLoss,
    validationLoss: measured?.loss ?? null,
    validationFigure: measured && {
      kind: "accuracy",
      value: measured.accuracy,
    },
  };
}

/** Why no further epoch follows, or null when one does. */
function endOf(epoch: number, isDone: boolean, isOver: boolean): string | null {
  if (isDone)
    return `Stopped early after ${String(epoch)} epochs: no further gain`;
  return isOver
    ? `Stopped after ${String(epoch)} epochs, the best model so far is kept`
    : null;
}

/** @throws AbortError when cancelled; a stop or the end of time gives the best head so far. */
export async function fitHead(
  data: FitTask,
  task: TrainTask,
  report: TrainReport,
  isOver: () => boolean,
  signal: AbortSignal,
): Promise<SoftmaxHead> {
  const { validation, l2, labels, features } = data;
  const { fit, ...begun } = begin(data, task, report.event);
  let { best, worse } = begun;
  for (let epoch = begun.epoch + 1; epoch <= EPOCHS; epoch += 1) {
    signal.throwIfAborted();
    const goesOn = fit.advance(STEPS);
    const point = epochPoint(
      epoch,
      fit.loss,
      validation && measure(fit.head(), validation),
    );
    const loss = point.validationLoss ?? point.trainLoss;
    worse = loss < best.loss ? 0 : worse + 1;
    if (loss < best.loss) best = { point: fit.point, loss };
    report.epoch(point);
    await report.checkpoint(
      encode({
        epoch,
        l2,
        labels,
        features,
        worse,
        bestLoss: best.loss,
        point: fit.point,
        best: best.point,
      }),
    );
    await breathe();
    const end = endOf(epoch, !goesOn || worse >= PATIENCE, isOver());
    if (end === null) continue;
    if (epoch < EPOCHS) report.event(end);
    break;
  }
  return fit.head(best.point);
}

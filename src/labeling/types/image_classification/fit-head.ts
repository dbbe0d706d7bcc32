/** Fits the head epoch by epoch, with a checkpoint after each, and keeps the best one. */
import {
  stageOf,
  type TrainReport,
  type TrainTask,
} from "#labeling/contract.ts";
import { bestOf } from "#ml/head-search.ts";
import {
  logits,
  softmax,
  SoftmaxFit,
  type LabeledRows,
  type SoftmaxHead,
} from "#ml/softmax-head.ts";

/** Steps of the solver that count as one epoch: a look at the validation part after each. */
const STEPS = 4;
const EPOCHS = 25;
const PATIENCE = 5;

interface FitTask {
  readonly train: LabeledRows;
  readonly validation: LabeledRows | null;
  readonly l2: number;
  readonly labels: readonly string[];
}

interface Checkpoint {
  readonly epoch: number;
  readonly l2: number;
  readonly labels: readonly string[];
  readonly point: Float64Array;
}

/** JSON line with the facts, then the point's float64 bytes. */
function encode({ point, ...facts }: Checkpoint): Uint8Array {
  const text = new TextEncoder().encode(`${JSON.stringify(facts)}\n`);
  const bytes = new Uint8Array(text.length + point.byteLength);
  bytes.set(text);
  bytes.set(
    new Uint8Array(point.buffer, point.byteOffset, point.byteLength),
    text.length,
  );
  return bytes;
}

function decode(bytes: Uint8Array): Checkpoint {
  const end = bytes.indexOf(10) + 1;
  const facts = JSON.parse(
    new TextDecoder().decode(bytes.subarray(0, end)),
  ) as Omit<Checkpoint, "point">;
  return { ...facts, point: new Float64Array(bytes.slice(end).buffer) };
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
const breathe = (): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, 0));

/** The checkpoint when it belongs to this fit, otherwise null. */
function savedFor({ l2, labels }: FitTask, task: TrainTask): Checkpoint | null {
  const saved = task.resume ? decode(task.resume) : null;
  return saved?.l2 === l2 && saved.labels.join("\n") === labels.join("\n")
    ? saved
    : null;
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
    validationAccuracy: measured?.accuracy ?? null,
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
  const { train, validation, l2, labels } = data;
  const saved = savedFor(data, task);
  const fit = new SoftmaxFit(train, l2, saved?.point ?? null);
  let best = { head: fit.head(), loss: Infinity };
  let worse = 0;
  for (let epoch = (saved?.epoch ?? 0) + 1; epoch <= EPOCHS; epoch += 1) {
    signal.throwIfAborted();
    const goesOn = fit.advance(STEPS);
    const head = fit.head();
    const point = epochPoint(
      epoch,
      fit.loss,
      validation && measure(head, validation),
    );
    const loss = point.validationLoss ?? point.trainLoss;
    report.epoch(point);
    await report.checkpoint(encode({ epoch, l2, labels, point: fit.point }));
    worse = loss < best.loss ? 0 : worse + 1;
    if (loss < best.loss) best = { head, loss };
    await breathe();
    const end = endOf(epoch, !goesOn || worse >= PATIENCE, isOver());
    if (end === null) continue;
    if (epoch < EPOCHS) report.event(end);
    break;
  }
  return best.head;
}

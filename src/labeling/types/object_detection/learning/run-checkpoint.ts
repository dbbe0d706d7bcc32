/** A descent between two epochs, as bytes. */
import { stageOf } from "#labeling/stages.ts";
import { decodeCheckpoint, encodeCheckpoint } from "#ml/checkpoint.ts";
import type { Cell, DetectorWeights } from "#ml/detector-net.ts";
import type { NamedNumbers } from "#ml/number-sections.ts";
import type { RunState } from "./run-state.ts";

export interface RunProgress {
  readonly labels: readonly string[];
  /** Pictures it learns from: other data asks for another start. */
  readonly pictures: number;
  readonly epochs: number;
  readonly state: RunState;
}

interface Facts extends Omit<RunProgress, "state"> {
  readonly cell: Cell;
  readonly width: number;
  readonly epoch: number;
  readonly worse: number;
  readonly bestWorth: number;
  readonly steps: number;
}

const exact = (name: string, values: Float32Array): NamedNumbers => ({
  name,
  values,
  precision: "float32",
});

const weightNumbers = (
  name: string,
  { deep, head }: DetectorWeights,
): NamedNumbers[] => [exact(`${name}.deep`, deep), exact(`${name}.head`, head)];

export function encodeRunProgress({
  state: { detector, best, ...counters },
  ...facts
}: RunProgress): Uint8Array {
  const { current, average, adam } = detector;
  const all: Facts = {
    ...facts,
    ...counters,
    cell: current.cell,
    width: current.width,
    steps: adam.steps,
  };
  return encodeCheckpoint(stageOf.detector, all, [
    ...weightNumbers("current", current),
    ...weightNumbers("average", average),
    ...weightNumbers("best", best),
    exact("adam.first", adam.first),
    exact("adam.second", adam.second),
  ]);
}

/** The checkpoint when it is one of the same training, otherwise null. */
export function decodeRunProgress(
  bytes: Uint8Array | null,
  same: Omit<RunProgress, "state" | "epochs"> & { readonly cell: Cell },
): RunProgress | null {
  const saved = decodeCheckpoint<Facts>(stageOf.detector, bytes);
  if (!saved) return null;
  const { facts } = saved;
  const isSame =
    facts.pictures === same.pictures &&
    facts.cell === same.cell &&
    facts.labels.join("\n") === same.labels.join("\n");
  if (!isSame) return null;
  const part = (name: string): Float32Array =>
    Float32Array.from(saved.numbers.get(name) ?? []);
  const weights = (name: string): DetectorWeights => ({
    labels: facts.labels.length,
    cell: facts.cell,
    width: facts.width,
    deep: part(`${name}.deep`),
    head: part(`${name}.head`),
  });
  const { epoch, worse, bestWorth, steps } = facts;
  return {
    labels: facts.labels,
    pictures: facts.pictures,
    epochs: facts.epochs,
    state: {
      epoch,
      worse,
      bestWorth,
      best: weights("best"),
      detector: {
        current: weights("current"),
        average: weights("average"),
        adam: { steps, first: part("adam.first"), second: part("adam.second") },
      },
    },
  };
}

/** Fine-tuning between two epochs, as bytes. */
import { stageOf } from "#labeling/stages.ts";
import type { TunedWeights } from "#ml/fine-tuning.ts";
import type { NamedNumbers } from "#ml/number-sections.ts";
import { decodeCheckpoint, encodeCheckpoint } from "#ml/checkpoint.ts";
import type { TuneState } from "./tune-run.ts";

export interface TuneProgress {
  readonly labels: readonly string[];
  /** Samples there were: other data asks for another start. */
  readonly samples: number;
  /** Which of the descents is under way. */
  readonly run: number;
  readonly epochs: number;
  readonly state: TuneState;
  /** Scores of samples by a descent that did not see them, by their place. */
  readonly unseen: ReadonlyMap<number, Float32Array>;
}

type Facts = Omit<TuneProgress, "state" | "unseen"> &
  Omit<TuneState, "current" | "best" | "bestLoss"> & {
    /** Null stands for infinity, which JSON has not. */
    readonly bestLoss: number | null;
    readonly scored: readonly number[];
  };

function numbersOf(
  name: string,
  { upper, head }: TunedWeights,
): NamedNumbers[] {
  const parts = { upper, weights: head.weights, bias: head.bias };
  return Object.entries(parts).map(([part, values]) => ({
    name: `${name}.${part}`,
    values,
    precision: "float32",
  }));
}

export function encodeTuneProgress({
  state: { current, best, bestLoss, ...counters },
  unseen,
  ...facts
}: TuneProgress): Uint8Array {
  const scored = [...unseen.keys()];
  const scores = Float32Array.from(
    scored.flatMap((place) => [...(unseen.get(place) ?? [])]),
  );
  return encodeCheckpoint(
    stageOf.fineTune,
    {
      ...facts,
      ...counters,
      bestLoss: Number.isFinite(bestLoss) ? bestLoss : null,
      scored,
    },
    [
      ...numbersOf("current", current),
      ...numbersOf("best", best),
      { name: "unseen", values: scores, precision: "float32" },
    ],
  );
}

/** The checkpoint when it is one of fine-tuning these labels on as many samples, otherwise null. */
export function decodeTuneProgress(
  bytes: Uint8Array | null,
  labels: readonly string[],
  samples: number,
): TuneProgress | null {
  const saved = decodeCheckpoint<Facts>(stageOf.fineTune, bytes);
  if (saved?.facts.samples !== samples) return null;
  if (saved.facts.labels.join("\n") !== labels.join("\n")) return null;
  const { epoch, worse, bestLoss, scored, ...facts } = saved.facts;
  const part = (name: string): Float32Array =>
    Float32Array.from(saved.numbers.get(name) ?? []);
  const weights = (name: string): TunedWeights => {
    const [kernel, bias] = [part(`${name}.weights`), part(`${name}.bias`)];
    const classes = bias.length;
    const features = kernel.length / classes;
    return {
      upper: part(`${name}.upper`),
      head: { classes, features, weights: kernel, bias },
    };
  };
  const scores = part("unseen");
  const width = labels.length;
  return {
    ...facts,
    state: {
      epoch,
      worse,
      bestLoss: bestLoss ?? Infinity,
      current: weights("current"),
      best: weights("best"),
    },
    unseen: new Map(
      scored.map((place, i) => [
        place,
        scores.slice(i * width, (i + 1) * width),
      ]),
    ),
  };
}

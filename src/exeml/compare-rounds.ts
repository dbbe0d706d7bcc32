/** Two evaluated rounds beside each other. */
import type { Evaluation } from "#core/training.ts";

export type Figure = "accuracy" | "precision" | "recall" | "f1";

/** One line: a figure of the whole, or a label's F1. Values 0-1, null where a round has none. */
export interface ComparedLine {
  readonly figure: Figure | null;
  readonly label: string | null;
  readonly here: number | null;
  readonly there: number | null;
}

export interface ComparedRounds {
  readonly lines: readonly ComparedLine[];
  /** Both were judged on the same samples: otherwise a difference may be the samples'. */
  readonly isSameData: boolean;
}

const FIGURES: readonly Figure[] = ["accuracy", "precision", "recall", "f1"];

function isSameData(here: Evaluation, there: Evaluation): boolean {
  const ids = new Set(here.predictions.map(({ sampleId }) => sampleId));
  return (
    ids.size === there.predictions.length &&
    there.predictions.every(({ sampleId }) => ids.has(sampleId))
  );
}

/** The figures of the whole, then every label of either round, those that changed most first. */
export function compareRounds(
  here: Evaluation,
  there: Evaluation,
): ComparedRounds {
  const f1Of = ({ perClass }: Evaluation, label: string): number | null =>
    perClass.find((one) => one.label === label)?.f1 ?? null;
  const labels = [...new Set([...here.labels, ...there.labels])];
  const perLabel = labels.map((label): ComparedLine => ({
    figure: null,
    label,
    here: f1Of(here, label),
    there: f1Of(there, label),
  }));
  const change = (line: ComparedLine): number =>
    Math.abs((line.here ?? 0) - (line.there ?? 0));
  return {
    lines: [
      ...FIGURES.map((figure) => ({
        figure,
        label: null,
        here: here[figure],
        there: there[figure],
      })),
      ...perLabel.sort((a, b) => change(b) - change(a)),
    ],
    isSameData: isSameData(here, there),
  };
}

/** Two evaluated rounds beside each other. */
import type { Evaluation } from "#core/training.ts";

/** Figures of the whole, by the name of their text. */
export type WholeFigure =
  | "accuracy"
  | "precision"
  | "recall"
  | "f1"
  | "map50"
  | "map"
  | "r2"
  | "rmse"
  | "mae"
  | "mse";
/** In the unit of what is predicted, or its square: less is better. All others are shares of 1, and more is better. */
export const ERROR_FIGURES: ReadonlySet<string> = new Set<WholeFigure>([
  "rmse",
  "mae",
  "mse",
]);
/** Figures of single labels. */
export type LabelFigure = "f1Of" | "ap50Of";

/** One line: a figure of the whole (`label` null), or of one label. Null where a round has none. */
export type ComparedLine = {
  readonly here: number | null;
  readonly there: number | null;
} & (
  | { readonly figure: WholeFigure; readonly label: null }
  | { readonly figure: LabelFigure; readonly label: string }
);

export interface ComparedRounds {
  readonly lines: readonly ComparedLine[];
  /** Both were judged on the same samples: otherwise a difference may be the samples'. */
  readonly isSameData: boolean;
}

interface Figures {
  readonly whole: Readonly<Partial<Record<WholeFigure, number>>>;
  readonly labelFigure: LabelFigure;
  readonly ofLabel: ReadonlyMap<string, number | null>;
  readonly samples: readonly string[];
  /** Samples that were judged; of tables only some are named. */
  readonly judged: number;
}

function figuresOf(evaluation: Evaluation): Figures {
  if (evaluation.kind === "detection") {
    const { map50, map, perClass, pictures } = evaluation;
    return {
      whole: { map50, map },
      labelFigure: "ap50Of",
      ofLabel: new Map(perClass.map(({ label, ap50 }) => [label, ap50])),
      samples: pictures.map(({ sampleId }) => sampleId),
      judged: pictures.length,
    };
  }
  if (evaluation.kind === "regression") {
    const { r2, rmse, mae, mse, table, points } = evaluation;
    return {
      whole: { ...(r2 !== null && { r2 }), rmse, mae, mse },
      labelFigure: "f1Of",
      ofLabel: new Map(),
      samples: points.map(({ row }) => String(row)),
      judged: table.judged,
    };
  }
  const { accuracy, precision, recall, f1, perClass, predictions } = evaluation;
  return {
    whole: { accuracy, precision, recall, f1 },
    labelFigure: "f1Of",
    ofLabel: new Map(perClass.map((one) => [one.label, one.f1])),
    // Which rows are kept depends on the answers: only how many were judged can be compared.
    samples: evaluation.table
      ? []
      : predictions.map(({ sampleId }) => sampleId),
    judged: evaluation.table?.judged ?? predictions.length,
  };
}

function isSameData(here: Figures, there: Figures): boolean {
  const ids = new Set(here.samples);
  return (
    here.judged === there.judged &&
    ids.size === there.samples.length &&
    there.samples.every((sampleId) => ids.has(sampleId))
  );
}

/** The figures of the whole, then every label of either round, those that changed most first. */
export function compareRounds(
  hereRound: Evaluation,
  thereRound: Evaluation,
): ComparedRounds {
  const [here, there] = [figuresOf(hereRound), figuresOf(thereRound)];
  const names = Object.keys(here.whole) as WholeFigure[];
  const whole = names.map((figure): ComparedLine => ({
    figure,
    label: null,
    here: here.whole[figure] ?? null,
    there: there.whole[figure] ?? null,
  }));
  const labels = [
    ...new Set([...here.ofLabel.keys(), ...there.ofLabel.keys()]),
  ];
  const perLabel = labels.map((label): ComparedLine => ({
    figure: here.labelFigure,
    label,
    here: here.ofLabel.get(label) ?? null,
    there: there.ofLabel.get(label) ?? null,
  }));
  const change = (line: ComparedLine): number =>
    Math.abs((line.here ?? 0) - (line.there ?? 0));
  return {
    lines: [...whole, ...perLabel.sort((a, b) => change(b) - change(a))],
    isSameData: isSameData(here, there),
  };
}

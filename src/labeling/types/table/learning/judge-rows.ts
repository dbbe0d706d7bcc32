/** Figures of judged rows, and the rows that are kept of them, with their cells. */
import { cellText } from "#core/cell-value.ts";
import type { BlobHash } from "#core/ids.ts";
import { seededRandom, shuffled } from "#core/random.ts";
import type {
  Cell,
  RegressionEvaluation,
  TableFindings,
} from "#core/table-evaluation.ts";
import type { Table } from "#core/table.ts";
import type { ClassificationEvaluation, Prediction } from "#core/training.ts";
import { evaluateClassifier } from "#ml/classification-metrics.ts";
import { numberFigures } from "#ml/table/regression-metrics.ts";
import { rocOf, rocsOf } from "#ml/table/roc.ts";
import type { TableModel } from "#ml/table/table-model.ts";
import { likeliest } from "./figures.ts";

export interface Judged {
  /** Of the table. */
  readonly rows: Int32Array;
  /** True classes, or numbers. */
  readonly values: Float64Array;
  /** Probabilities [rows, classes], or numbers. */
  readonly answers: Float64Array;
  readonly measuredOn: ClassificationEvaluation["measuredOn"];
}

/** A stored evaluation stays below a few hundred kilobytes: rows kept, and cells of them. */
const MOST_KEPT = 1000;
const MOST_CELLS = 20_000;
const MOST_WORST = 50;
const MOST_POINTS = 1500;

/** A row as a sample: rows have neither files nor ids of their own. */
const sampleOf = (
  row: number,
): Pick<Prediction, "sampleId" | "hash" | "path"> => ({
  sampleId: String(row),
  hash: "" as BlobHash,
  path: `Row ${String(row + 1)}`,
});

const WRITTEN = new Set(["date", "timestamp", "boolean"]);

/** The cells of a row in the order of the given columns; what is no number as the table's pages write it. */
function cellsOf(
  { columns }: Table,
  { given }: TableModel,
  row: number,
): Cell[] {
  return given.map(({ name, type }) => {
    const data = columns.find((column) => column.name === name)?.data;
    if (!data) return null;
    if (data.kind === "words") return data.words[data.codes[row] ?? -1] ?? null;
    const value = data.values[row] ?? Number.NaN;
    if (Number.isNaN(value)) return null;
    const text = cellText(value, type);
    return WRITTEN.has(type) ? text : Number(text);
  });
}

const keptRows = (columns: number): number =>
  Math.max(50, Math.min(MOST_KEPT, Math.floor(MOST_CELLS / columns)));

const sureness = ({ scores, predicted }: Prediction): number =>
  scores[predicted] ?? 0;

export function evaluateClasses(
  model: TableModel,
  table: Table,
  { rows, values, answers, measuredOn }: Judged,
  findings: TableFindings,
): ClassificationEvaluation {
  const { labels } = model;
  const classes = labels.length;
  const predictions = Array.from(rows, (row, i): Prediction => ({
    ...sampleOf(row),
    truth: values[i] as number,
    predicted: likeliest(answers, i * classes, classes),
    scores: Array.from(
      answers.subarray(i * classes, (i + 1) * classes),
      (score) => Math.round(score * 1e6) / 1e6,
    ),
  }));
  const whole = evaluateClassifier(labels, predictions, measuredOn);
  const isWrong = (one: Prediction): boolean => one.truth !== one.predicted;
  const kept = [
    ...predictions.filter(isWrong).sort((a, b) => sureness(b) - sureness(a)),
    ...predictions.filter((one) => !isWrong(one)),
  ].slice(0, keptRows(findings.columns.length));
  const truths = predictions.map(({ truth }) => truth);
  const shares = predictions.map(({ scores }) => scores);
  const curves =
    classes === 2
      ? {
          roc: rocOf(
            truths,
            shares.map(([, second = 0]) => second),
          ),
        }
      : { roc: null, rocs: rocsOf(truths, shares, classes) };
  const cells = kept.map(({ sampleId }) =>
    cellsOf(table, model, Number(sampleId)),
  );
  return {
    ...whole,
    predictions: kept,
    table: { ...findings, cells, ...curves },
  };
}

export function evaluateNumbers(
  model: TableModel,
  table: Table,
  { rows, values, answers, measuredOn }: Judged,
  findings: TableFindings,
  seed: number,
): RegressionEvaluation {
  const all = Array.from(rows, (row, i) => ({
    row,
    truth: values[i] as number,
    predicted: answers[i] as number,
  }));
  const off = ({ truth, predicted }: (typeof all)[number]): number =>
    Math.abs(predicted - truth);
  const worst = [...all]
    .sort((a, b) => off(b) - off(a))
    .slice(0, MOST_WORST)
    .map((one) => ({ ...one, cells: cellsOf(table, model, one.row) }));
  return {
    kind: "regression",
    label: model.label.name,
    ...numberFigures(values, answers),
    points: shuffled(all, seededRandom(seed)).slice(0, MOST_POINTS),
    worst,
    table: findings,
    measuredOn,
  };
}

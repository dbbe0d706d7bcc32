/** What of a table is learned from, what is predicted, and what is judged. */
import { cellText } from "#core/cell-value.ts";
import { AppError } from "#core/errors.ts";
import { seededRandom, shuffled } from "#core/random.ts";
import type { ColumnType, ColumnValues, Table } from "#core/table.ts";
import type { ClassWeights } from "#core/training.ts";
import type { TrainTable } from "#labeling/learning-contract.ts";
import { classWeights, type Targets } from "#ml/table/targets.ts";

/** Below this a single validation part says little: the figures come from cross-validation instead. */
const MIN_VALIDATION = 100;
const LEAST_ROWS = 10;

export interface TrainingRows {
  readonly targets: Targets;
  /** Classes in their order; empty for numbers. */
  readonly labels: readonly string[];
  /** Rows that are learned from, in an order that the seed decides. */
  readonly learned: Int32Array;
  /** Rows that are held back to judge by; none where figures are cross-validated. */
  readonly judged: Int32Array;
  readonly measuredOn: "validation" | "cross_validation";
}

/** The word of each row, as the table's pages write it; null where it is missing. */
function wordsOf(data: ColumnValues, type: ColumnType): (string | null)[] {
  if (data.kind === "numbers")
    return Array.from(data.values, (value) =>
      Number.isNaN(value) ? null : cellText(value, type),
    );
  return Array.from(data.codes, (code) => data.words[code] ?? null);
}

const inOrder = (a: string, b: string): number => {
  const [x, y] = [Number(a), Number(b)];
  if (!Number.isNaN(x) && !Number.isNaN(y) && x !== y) return x - y;
  return a < b ? -1 : a > b ? 1 : 0;
};

/** Missing values of the label are -1, or NaN. */
function targetsOf(
  { data, type: columnType, name }: Table["columns"][number],
  type: TrainTable["label"]["type"],
): { targets: Omit<Targets, "weights">; labels: string[] } {
  if (type === "continuous") {
    if (data.kind === "words")
      throw new AppError(
        "format",
        `Column ${name} must hold numbers to be predicted as a continuous value, but it holds words such as ${data.words[0] ?? ""}`,
        { column: name },
      );
    return { targets: { values: data.values, classes: 0 }, labels: [] };
  }
  const words = wordsOf(data, columnType);
  const labels = [...new Set(words)]
    .filter((word) => word !== null)
    .sort(inOrder);
  if (labels.length < 2)
    throw new AppError(
      "format",
      `Column ${name} must hold 2 values or more to be predicted, but holds ${String(labels.length)}`,
      { column: name, values: labels.length },
    );
  const place = new Map(labels.map((label, i) => [label, i]));
  const values = Float64Array.from(words, (word) =>
    word === null ? -1 : (place.get(word) ?? -1),
  );
  return { targets: { values, classes: labels.length }, labels };
}

/**
 * @param note told of rows that are left out.
 * @throws AppError('format') when the label column is missing, or nothing can be learned from it.
 */
export function trainingRows(
  { table, usage, label }: TrainTable,
  seed: number,
  weights: ClassWeights,
  note: (text: string) => void,
): TrainingRows {
  const column = table.columns.find(({ name }) => name === label.name);
  if (!column)
    throw new AppError("format", `The table has no column ${label.name}`, {
      column: label.name,
    });
  const { targets, labels } = targetsOf(column, label.type);
  const isGiven = (row: number): boolean => {
    const value = targets.values[row] ?? Number.NaN;
    return targets.classes > 0 ? value >= 0 : Number.isFinite(value);
  };
  const rows = Array.from({ length: table.rows }, (_, row) => row);
  const given = rows.filter(isGiven);
  if (given.length < table.rows)
    note(
      `${String(table.rows - given.length)} rows without a value of ${label.name} were left out`,
    );
  const held = given.filter((row) => usage[row] === 1);
  const isHeld = held.length >= MIN_VALIDATION;
  const kept = isHeld ? given.filter((row) => usage[row] !== 1) : given;
  if (kept.length < LEAST_ROWS)
    throw new AppError(
      "format",
      `Training needs at least ${String(LEAST_ROWS)} rows with a value of ${label.name}, there are ${String(kept.length)}`,
      { rows: kept.length },
    );
  const learned = Int32Array.from(shuffled(kept, seededRandom(seed)));
  return {
    targets: { ...targets, weights: classWeights(targets, learned, weights) },
    labels,
    learned,
    judged: Int32Array.from(isHeld ? held : []),
    measuredOn: isHeld ? "validation" : "cross_validation",
  };
}

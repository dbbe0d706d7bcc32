/** Columns as numbers for linear models and kernels: standardized, words by one number each. */
import type { ColumnValues } from "#core/table.ts";

/** Words of a column that have a number of their own. */
const MOST_WORDS = 40;
/** Above this skewness, values far out are drawn in. */
const SKEWED = 2;

/** How one column becomes one or more numbers. */
export type DenseColumn =
  | {
      readonly kind: "numbers";
      readonly mean: number;
      /** Reciprocal of the deviation. */
      readonly scale: number;
      /** Values are taken as asinh of themselves over this; null = as they are. */
      readonly drawnIn: {
        readonly middle: number;
        readonly unit: number;
      } | null;
      /** A further number tells where the value is missing. */
      readonly tellsMissing: boolean;
    }
  | { readonly kind: "words"; readonly words: readonly string[] };

export const denseWidth = (column: DenseColumn): number =>
  column.kind === "words" ? column.words.length : column.tellsMissing ? 2 : 1;

function moments(values: Float64Array): {
  mean: number;
  deviation: number;
  skewness: number;
} {
  let mean = 0;
  for (const value of values) mean += value;
  mean /= Math.max(1, values.length);
  let [square, cube] = [0, 0];
  for (const value of values) {
    const away = value - mean;
    square += away * away;
    cube += away ** 3;
  }
  const deviation = Math.sqrt(square / Math.max(1, values.length));
  const skewness = cube / Math.max(1, values.length) / (deviation ** 3 || 1);
  return { mean, deviation, skewness };
}

/** Of numbers without missing ones; 0 for constants. */
export const skewnessOf = (values: Float64Array): number =>
  moments(values).skewness;

const at = (sorted: Float64Array, share: number): number =>
  sorted[Math.floor(share * (sorted.length - 1))] ?? 0;

function numbersOf(values: Float64Array): DenseColumn {
  const given = values.filter((value) => !Number.isNaN(value)).sort();
  const tellsMissing = given.length < values.length;
  const plain = moments(given);
  const unit = at(given, 0.75) - at(given, 0.25);
  const drawnIn =
    Math.abs(plain.skewness) > SKEWED && unit > 0
      ? { middle: at(given, 0.5), unit }
      : null;
  const { mean, deviation } = drawnIn
    ? moments(given.map((v) => Math.asinh((v - drawnIn.middle) / drawnIn.unit)))
    : plain;
  const scale = deviation > 0 ? 1 / deviation : 0;
  return { kind: "numbers", mean, scale, drawnIn, tellsMissing };
}

/** @param data of the rows that are learned from. @param words those used most, most used first. */
export const denseColumnOf = (
  data: ColumnValues,
  words: readonly string[],
): DenseColumn =>
  data.kind === "numbers"
    ? numbersOf(data.values)
    : { kind: "words", words: words.slice(0, MOST_WORDS) };

/** Writes a column into rows from `place` on. Numbers in a column of words, and words in one of numbers, are missing. */
export function writeDense(
  data: ColumnValues,
  column: DenseColumn,
  rows: readonly Float32Array[],
  place: number,
): void {
  if (column.kind === "words") {
    if (data.kind !== "words") return;
    const order = new Map(column.words.map((word, i) => [word, i]));
    const offsets = data.words.map((word) => order.get(word) ?? -1);
    rows.forEach((row, i) => {
      const offset = offsets[data.codes[i] ?? -1] ?? -1;
      if (offset >= 0) row[place + offset] = 1;
    });
    return;
  }
  const { mean, scale, drawnIn, tellsMissing } = column;
  rows.forEach((row, i) => {
    const raw = data.kind === "numbers" ? (data.values[i] as number) : NaN;
    const value = drawnIn
      ? Math.asinh((raw - drawnIn.middle) / drawnIn.unit)
      : raw;
    const isMissing = Number.isNaN(value);
    row[place] = isMissing ? 0 : (value - mean) * scale;
    if (tellsMissing && isMissing) row[place + 1] = 1;
  });
}

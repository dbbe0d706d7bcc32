/** What the columns of a table hold: how much is missing, how many values, which ones. */
import { cellText } from "./cell-value.ts";
import type { Column, ColumnValues, Table } from "./table.ts";

export interface Histogram {
  readonly min: number;
  readonly max: number;
  /** Values in bins of equal width from `min` to `max`. */
  readonly counts: readonly number[];
}

interface ValueCount {
  readonly value: string;
  readonly count: number;
}

export interface ColumnProfile extends Column {
  readonly rows: number;
  readonly missing: number;
  /** Different values, missing ones aside. */
  readonly distinct: number;
  /** Of numbers and times; null for words, or where all are missing. */
  readonly histogram: Histogram | null;
  readonly mean: number | null;
  /** The most frequent values, as text. */
  readonly top: readonly ValueCount[];
  /** The least frequent value; null where all are missing. */
  readonly rarest: ValueCount | null;
  /** 0, 1, 2 ...: the first few rows without a value, and with the least frequent one. */
  readonly firstMissing: readonly number[];
  readonly firstRarest: readonly number[];
}

const BINS = 20;
const TOP = 10;
const FIRST = 5;

type Counts = ReadonlyMap<number, number>;

const isMissing = ({ kind }: ColumnValues, value: number): boolean =>
  kind === "words" ? value < 0 : Number.isNaN(value);

/** Values (or codes of words) and how often they occur; missing ones are left out. */
function countValues(data: ColumnValues): Counts {
  const counts = new Map<number, number>();
  const values = data.kind === "words" ? data.codes : data.values;
  for (const value of values)
    if (!isMissing(data, value))
      counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** The first few rows that fit. */
function firstRows(
  data: ColumnValues,
  fits: (value: number) => boolean,
): number[] {
  const found: number[] = [];
  const values = data.kind === "words" ? data.codes : data.values;
  for (let row = 0; row < values.length && found.length < FIRST; row += 1)
    if (fits(values[row] ?? Number.NaN)) found.push(row);
  return found;
}

function rangeOf(counts: Counts): readonly [min: number, max: number] {
  let [min, max] = [Infinity, -Infinity];
  for (const value of counts.keys()) {
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  return [min, max];
}

function histogramOf(counts: Counts): Histogram {
  const [min, max] = rangeOf(counts);
  // A few whole numbers get a bin each.
  const isWhole = [...counts.keys()].every(Number.isInteger);
  const bins = isWhole ? Math.min(BINS, max - min + 1) : BINS;
  const bars = new Array<number>(min === max ? 1 : bins).fill(0);
  const width = isWhole && max - min < BINS ? 1 : (max - min) / bars.length;
  for (const [value, count] of counts) {
    const bin = width > 0 ? Math.floor((value - min) / width) : 0;
    const at = Math.min(bars.length - 1, bin);
    bars[at] = (bars[at] ?? 0) + count;
  }
  return { min, max, counts: bars };
}

function meanOf(counts: Counts, present: number): number {
  let sum = 0;
  for (const [value, count] of counts) sum += (value * count) / present;
  return sum;
}

export function profileColumn({
  rows,
  columns: [column],
}: Table): ColumnProfile {
  if (!column) throw new RangeError("A table of one column is needed");
  const { name, type, data } = column;
  const counts = countValues(data);
  const present = [...counts.values()].reduce((sum, n) => sum + n, 0);
  const isNumeric = data.kind === "numbers" && present > 0;
  const textOf = (value: number): string =>
    data.kind === "words" ? (data.words[value] ?? "") : cellText(value, type);
  const ordered = [...counts]
    .sort(([a, n], [b, m]) => m - n || a - b)
    .map(([value, count]) => ({ value, count }));
  const shown = ({ value, count }: (typeof ordered)[number]): ValueCount => ({
    value: textOf(value),
    count,
  });
  const rarest = ordered.at(-1);
  return {
    name,
    type,
    rows,
    missing: rows - present,
    distinct: counts.size,
    histogram: isNumeric ? histogramOf(counts) : null,
    mean: isNumeric ? meanOf(counts, present) : null,
    top: ordered.slice(0, TOP).map(shown),
    rarest: rarest ? shown(rarest) : null,
    firstMissing: firstRows(data, (value) => isMissing(data, value)),
    firstRarest: firstRows(data, (value) => value === rarest?.value),
  };
}

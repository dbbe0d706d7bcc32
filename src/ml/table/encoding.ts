/** Which columns of a table are learned from, and how: one way for trees, one for all that multiplies. */
import type { ColumnType, ColumnValues, Table } from "#core/table.ts";
import { type Binning, binCount, binningOf, toBins } from "./bins.ts";
import {
  type DenseColumn,
  denseColumnOf,
  denseWidth,
  writeDense,
} from "./dense-columns.ts";
import type { BinnedColumns } from "./tree-grower.ts";

export interface InputColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly binning: Binning;
  readonly dense: DenseColumn;
}

/** Rows as models read them. */
export interface EncodedRows {
  readonly count: number;
  readonly binned: BinnedColumns;
  /** Numbers in a dense row. */
  readonly width: number;
  /** All dense rows, [count, width]; made when first asked for. */
  readonly flat: () => Float32Array;
  /** One vector a row, of the same memory. */
  readonly dense: () => readonly Float32Array[];
}

/** Memory for arrays that are read for long: shared, where several threads read them. */
export type Room = (bytes: number) => ArrayBufferLike;
export const ownRoom: Room = (bytes) => new ArrayBuffer(bytes);
export const sharedRoom: Room = (bytes) => new SharedArrayBuffer(bytes);

/** Above this share of rows with a word of their own, words name rows and tell nothing of others. */
const MOST_NAMES = 0.5;
const FEW_WORDS = 30;

/** Linear models take the square of it in memory, and its cube in time. */
const MOST_DENSE_WIDTH = 1500;

/** The same number of words for each column, at most: those used most have numbers of their own. */
function capped(columns: InputColumn[]): InputColumn[] {
  let most = Math.max(0, ...columns.map(({ dense }) => denseWidth(dense)));
  const cut = (one: InputColumn): InputColumn =>
    one.dense.kind === "words"
      ? {
          ...one,
          dense: { ...one.dense, words: one.dense.words.slice(0, most) },
        }
      : one;
  while (most > 1 && widthOf(columns.map(cut)) > MOST_DENSE_WIDTH) most -= 1;
  return columns.map(cut);
}

/** The given rows of a column. */
export function pickedRows(data: ColumnValues, rows: Int32Array): ColumnValues {
  if (data.kind === "numbers") {
    const values = new Float64Array(rows.length);
    for (let i = 0; i < rows.length; i += 1)
      values[i] = data.values[rows[i] as number] as number;
    return { kind: "numbers", values };
  }
  const codes = new Int32Array(rows.length);
  for (let i = 0; i < rows.length; i += 1)
    codes[i] = data.codes[rows[i] as number] as number;
  return { kind: "words", words: data.words, codes };
}

/** Why a column is not learned from; null where it is. */
function unusable(binning: Binning, data: ColumnValues): string | null {
  const values = binCount(binning) - 1;
  if (values < 2) return "has a single value";
  if (data.kind === "numbers") return null;
  const seen = new Set(data.codes);
  return seen.size > FEW_WORDS && seen.size > data.codes.length * MOST_NAMES
    ? "names its rows"
    : null;
}

/**
 * @param rows those that are learned from.
 * @param note told of each column that is left out.
 */
export function inputColumns(
  table: Table,
  label: string,
  rows: Int32Array,
  note: (text: string) => void,
): InputColumn[] {
  const columns = table.columns.flatMap(({ name, type, data: all }) => {
    if (name === label) return [];
    const data = pickedRows(all, rows);
    const binning = binningOf(data);
    const reason = unusable(binning, data);
    if (reason) {
      note(`Column ${name} is left out: it ${reason}`);
      return [];
    }
    const words = binning.kind === "words" ? binning.words : [];
    return [{ name, type, binning, dense: denseColumnOf(data, words) }];
  });
  return capped(columns);
}

/** Columns that a table lacks are missing in all of its rows. */
function valuesOf(table: Table, name: string): ColumnValues {
  const found = table.columns.find((column) => column.name === name);
  return (
    found?.data ?? {
      kind: "numbers",
      values: new Float64Array(table.rows).fill(Number.NaN),
    }
  );
}

export const widthOf = (columns: readonly InputColumn[]): number =>
  columns.reduce((sum, { dense }) => sum + denseWidth(dense), 0);

/** @returns what makes the rows of a matrix when first asked. */
export function denseRows(
  count: number,
  width: number,
  flat: () => Float32Array,
): EncodedRows["dense"] {
  let made: readonly Float32Array[] | null = null;
  const make = (): readonly Float32Array[] => {
    const all = flat();
    return Array.from({ length: count }, (_, row) =>
      all.subarray(row * width, (row + 1) * width),
    );
  };
  return () => (made ??= make());
}

export function encodeRows(
  columns: readonly InputColumn[],
  table: Table,
  room: Room = ownRoom,
): EncodedRows {
  const values = columns.map(({ name }) => valuesOf(table, name));
  const count = table.rows;
  const width = widthOf(columns);
  let made: Float32Array | null = null;
  const make = (): Float32Array => {
    const all = new Float32Array(room(4 * count * width));
    const rows = denseRows(count, width, () => all)();
    let place = 0;
    columns.forEach((column, i) => {
      writeDense(values[i] as ColumnValues, column.dense, rows, place);
      place += denseWidth(column.dense);
    });
    return all;
  };
  const flat = (): Float32Array => (made ??= make());
  return {
    count,
    binned: {
      bins: columns.map(({ binning }, i) => {
        const bins = toBins(values[i] as ColumnValues, binning);
        if (room === ownRoom) return bins;
        const placed = new Uint8Array(room(count));
        placed.set(bins);
        return placed;
      }),
      counts: columns.map(({ binning }) => binCount(binning)),
      isWords: columns.map(({ binning }) => binning.kind === "words"),
    },
    width,
    flat,
    dense: denseRows(count, width, flat),
  };
}

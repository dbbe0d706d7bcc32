/** Sums of gradients and second derivatives by bin: all that a split is chosen from (Ke et al. 2017, LightGBM). */
import type { Bins } from "./trees.ts";

/** Where each column's bins begin, in pairs of sums; the last entry is the count of all. */
export function binStarts(counts: readonly number[]): Int32Array {
  const starts = new Int32Array(counts.length + 1);
  counts.forEach((count, i) => {
    starts[i + 1] = (starts[i] as number) + count;
  });
  return starts;
}

/** Rows of a node: they lie from `from` to `to` in an order, their derivatives beside them. */
export interface OrderedRows {
  readonly order: Int32Array;
  readonly gradients: Float64Array;
  readonly hessians: Float64Array;
}

/** Adds the rows of a node to the sums of one column, pairs [gradient, second derivative] from `start` on. */
function addOne(
  sums: Float64Array,
  start: number,
  column: Uint8Array,
  { order, gradients, hessians }: OrderedRows,
  from: number,
  to: number,
): void {
  const first = start * 2;
  for (let i = from; i < to; i += 1) {
    const at = first + 2 * (column[order[i] as number] as number);
    sums[at] = (sums[at] as number) + (gradients[i] as number);
    sums[at + 1] = (sums[at + 1] as number) + (hessians[i] as number);
  }
}

/**
 * The same of four columns at once: a sum often waits for the one before it in the same bin, and
 * the other columns' need not.
 */
function addFour(
  sums: Float64Array,
  starts: readonly number[],
  columns: readonly Uint8Array[],
  { order, gradients, hessians }: OrderedRows,
  from: number,
  to: number,
): void {
  const [a, b, c, d] = columns as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ];
  const [p, q, r, s] = [
    2 * (starts[0] as number),
    2 * (starts[1] as number),
    2 * (starts[2] as number),
    2 * (starts[3] as number),
  ];
  for (let i = from; i < to; i += 1) {
    const row = order[i] as number;
    const g = gradients[i] as number;
    const h = hessians[i] as number;
    const j = p + 2 * (a[row] as number);
    const k = q + 2 * (b[row] as number);
    const l = r + 2 * (c[row] as number);
    const m = s + 2 * (d[row] as number);
    sums[j] = (sums[j] as number) + g;
    sums[k] = (sums[k] as number) + g;
    sums[l] = (sums[l] as number) + g;
    sums[m] = (sums[m] as number) + g;
    sums[j + 1] = (sums[j + 1] as number) + h;
    sums[k + 1] = (sums[k + 1] as number) + h;
    sums[l + 1] = (sums[l + 1] as number) + h;
    sums[m + 1] = (sums[m + 1] as number) + h;
  }
}

/** Sums of the given columns over the rows of a node; those of other columns are left as they are. */
export function accumulate(
  sums: Float64Array,
  starts: Int32Array,
  bins: Bins,
  columns: readonly number[],
  rows: OrderedRows,
  from: number,
  to: number,
): void {
  for (const column of columns)
    sums.fill(
      0,
      2 * (starts[column] as number),
      2 * (starts[column + 1] as number),
    );
  let at = 0;
  for (; at + 3 < columns.length; at += 4) {
    const four = columns.slice(at, at + 4);
    addFour(
      sums,
      four.map((column) => starts[column] as number),
      four.map((column) => bins[column] as Uint8Array),
      rows,
      from,
      to,
    );
  }
  for (const column of columns.slice(at))
    addOne(
      sums,
      starts[column] as number,
      bins[column] as Uint8Array,
      rows,
      from,
      to,
    );
}

/** Turns the sums of a node into those of one child, given the other's. */
export function subtract(whole: Float64Array, part: Float64Array): void {
  for (let i = 0; i < whole.length; i += 1)
    whole[i] = (whole[i] as number) - (part[i] as number);
}

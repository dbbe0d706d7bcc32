/**
 * Columns of few bins, several as one: a row is then added once for all of them, and each column's
 * sums follow from the joint ones.
 */
import type { BinnedColumns } from "./tree-grower.ts";
import type { Bins } from "./trees.ts";

const MOST_BINS = 256;

/** Columns whose bins, multiplied, are still a byte. */
export interface JointColumn {
  readonly columns: readonly number[];
  readonly bins: Uint8Array;
  readonly count: number;
  /** Bin of column i in joint bin b, [columns, count]. */
  readonly parts: Uint8Array;
}

/** The columns with the fewest bins first, each to the first group with room. */
function groupsOf(counts: readonly number[]): number[][] {
  const groups: { columns: number[]; count: number }[] = [];
  const order = Array.from(counts.keys()).sort(
    (a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b,
  );
  for (const column of order) {
    const own = counts[column] ?? 1;
    const room = groups.find(({ count }) => count * own <= MOST_BINS);
    if (room) {
      room.columns.push(column);
      room.count *= own;
    } else groups.push({ columns: [column], count: own });
  }
  return groups.map(({ columns }) => columns);
}

function joined(
  columns: readonly number[],
  bins: Bins,
  counts: readonly number[],
): JointColumn {
  const rows = bins[0]?.length ?? 0;
  const together = new Uint8Array(rows);
  let count = 1;
  const strides: number[] = [];
  for (const column of columns) {
    const own = bins[column] as Uint8Array;
    for (let row = 0; row < rows; row += 1)
      together[row] = (together[row] as number) + count * (own[row] as number);
    strides.push(count);
    count *= counts[column] ?? 1;
  }
  const parts = new Uint8Array(columns.length * count);
  columns.forEach((column, i) => {
    for (let bin = 0; bin < count; bin += 1)
      parts[i * count + bin] =
        Math.floor(bin / (strides[i] ?? 1)) % (counts[column] ?? 1);
  });
  return { columns, bins: together, count, parts };
}

export const jointColumns = ({ bins, counts }: BinnedColumns): JointColumn[] =>
  groupsOf(counts).map((columns) => joined(columns, bins, counts));

/** Sums of each column from those of the joint ones, pairs one a bin; both one column after another. */
export function separate(
  joint: readonly JointColumn[],
  together: Float64Array,
  starts: Int32Array,
  sums: Float64Array,
): void {
  sums.fill(0);
  let from = 0;
  for (const { columns, count, parts } of joint) {
    columns.forEach((column, i) => {
      const first = 2 * (starts[column] as number);
      for (let bin = 0; bin < count; bin += 1) {
        const at = first + 2 * (parts[i * count + bin] as number);
        const of = from + 2 * bin;
        sums[at] = (sums[at] as number) + (together[of] as number);
        sums[at + 1] = (sums[at + 1] as number) + (together[of + 1] as number);
      }
    });
    from += 2 * count;
  }
}

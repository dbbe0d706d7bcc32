/** Grows regression trees on gradients: histograms of bins, the larger child's by subtraction. */
import type { Random } from "#core/random.ts";
import { bestSplit, type Split, type SplitRules } from "./best-split.ts";
import {
  accumulate,
  binStarts,
  type OrderedRows,
  subtract,
} from "./histogram.ts";
import { type JointColumn, jointColumns, separate } from "./joint-columns.ts";
import type { Bins, TreeBuilder } from "./trees.ts";

export interface GrowRules extends SplitRules {
  readonly maxDepth: number;
  /** Infinity: none but by depth; else the leaves that gain most are split first. */
  readonly maxLeaves: number;
  /** Columns drawn for each node; Infinity for all. */
  readonly columnsPerNode: number;
  /** What leaves say is multiplied by this. */
  readonly rate: number;
}

/** Binned columns, and what they are. */
export interface BinnedColumns {
  readonly bins: Bins;
  /** Bins of each column, the one of missing values among them. */
  readonly counts: readonly number[];
  readonly isWords: readonly boolean[];
}

/** A node that is a leaf, or may still be split. Its rows lie from `from` to `to` in the order. */
interface OpenNode {
  readonly node: number;
  readonly from: number;
  readonly to: number;
  readonly depth: number;
  readonly gradient: number;
  readonly hessian: number;
  readonly histogram: Float64Array | null;
  readonly split: Split | null;
}

export class TreeGrower {
  readonly #data: BinnedColumns;
  readonly #rules: GrowRules;
  readonly #starts: Int32Array;
  readonly #free: Float64Array[] = [];
  /** Where all columns of a node are summed, and not but a few. */
  readonly #joint: JointSums | null;
  readonly #rows: OrderedRows;
  readonly #spare: OrderedRows;
  /** By bin, of the node that is being split. */
  readonly #goesLeft = new Uint8Array(256);

  /** @param most rows that a tree learns from. */
  constructor(data: BinnedColumns, rules: GrowRules, most: number) {
    this.#data = data;
    this.#rules = rules;
    this.#starts = binStarts(data.counts);
    this.#joint =
      rules.columnsPerNode >= data.counts.length ? jointSums(data) : null;
    this.#rows = orderedRows(most);
    this.#spare = orderedRows(most);
  }

  /**
   * Grows one tree.
   * @param gradients and `hessians`: by row, [bins' rows] with this stride and offset.
   * @param columns those that the tree may ask.
   * @param onLeaf told each leaf's rows and what it says of them.
   */
  grow(
    builder: TreeBuilder,
    rows: Int32Array,
    gradients: Float64Array,
    hessians: Float64Array,
    stride: number,
    offset: number,
    columns: readonly number[],
    random: Random,
    onLeaf: (rows: Int32Array, value: number) => void,
  ): void {
    let [gradient, hessian] = [0, 0];
    const own = this.#rows;
    own.order.set(rows);
    for (let i = 0; i < rows.length; i += 1) {
      const at = (rows[i] as number) * stride + offset;
      const [g, h] = [gradients[at] as number, hessians[at] as number];
      own.gradients[i] = g;
      own.hessians[i] = h;
      gradient += g;
      hessian += h;
    }
    const { maxLeaves } = this.#rules;
    const place = { from: 0, to: rows.length, depth: 0, gradient, hessian };
    const open = [
      this.#open({ node: builder.root(), ...place }, null, columns, random),
    ];
    let leaves = 1;
    while (open.length > 0) {
      const one = this.#next(open);
      if (!one.split || leaves >= maxLeaves) {
        this.#close(builder, one, onLeaf);
        continue;
      }
      leaves += 1;
      open.push(...this.#split(builder, one, one.split, columns, random));
    }
  }

  /** Takes the node that gains most; the newest where all are split anyway. */
  #next(open: OpenNode[]): OpenNode {
    let best = open.length - 1;
    if (Number.isFinite(this.#rules.maxLeaves))
      open.forEach(({ split }, i) => {
        if ((split?.gain ?? 0) > (open[best]?.split?.gain ?? 0)) best = i;
      });
    const [one] = open.splice(best, 1);
    return one as OpenNode;
  }

  #close(
    builder: TreeBuilder,
    { node, from, to, gradient, hessian, histogram }: OpenNode,
    onLeaf: (rows: Int32Array, value: number) => void,
  ): void {
    const { l2, rate } = this.#rules;
    const value = Math.fround((-gradient / (hessian + l2)) * rate) || 0;
    builder.setValue(node, value);
    onLeaf(this.#rows.order.subarray(from, to), value);
    if (histogram) this.#free.push(histogram);
  }

  /** Sums of a node's bins, and its best split where it may have one. */
  #open(
    place: Omit<OpenNode, "histogram" | "split">,
    histogram: Float64Array | null,
    columns: readonly number[],
    random: Random,
  ): OpenNode {
    const { maxDepth, minHessian, columnsPerNode } = this.#rules;
    if (place.depth >= maxDepth || place.hessian < 2 * minHessian) {
      if (histogram) this.#free.push(histogram);
      return { ...place, histogram: null, split: null };
    }
    const asked = drawn(columns, columnsPerNode, random);
    const sums = histogram ?? this.#sumsOf(place.from, place.to, asked);
    const split = bestSplit(
      sums,
      this.#starts,
      this.#data.isWords,
      asked,
      place,
      this.#rules,
      random,
    );
    // Kept only where children are told from it.
    const isKept = split !== null && columnsPerNode >= columns.length;
    if (!isKept) this.#free.push(sums);
    return { ...place, histogram: isKept ? sums : null, split };
  }

  #sumsOf(from: number, to: number, columns: readonly number[]): Float64Array {
    const starts = this.#starts;
    const sums =
      this.#free.pop() ?? new Float64Array(2 * (starts.at(-1) as number));
    if (this.#joint) {
      const { columns: joint, bins, starts: own, sums: together } = this.#joint;
      accumulate(together, own, bins, this.#joint.places, this.#rows, from, to);
      separate(joint, together, starts, sums);
      return sums;
    }
    const { bins } = this.#data;
    accumulate(sums, starts, bins, columns, this.#rows, from, to);
    return sums;
  }

  #split(
    builder: TreeBuilder,
    one: OpenNode,
    split: Split,
    columns: readonly number[],
    random: Random,
  ): OpenNode[] {
    const { column, threshold, missingLeft, set } = split;
    const left = builder.split(one.node, column, threshold, missingLeft, set);
    const middle = this.#partition(one.from, one.to, split);
    const depth = one.depth + 1;
    const { gradient, hessian } = split;
    const first = { node: left, from: one.from, to: middle, depth };
    const second = { node: left + 1, from: middle, to: one.to, depth };
    const low = { ...first, gradient, hessian };
    const high = {
      ...second,
      gradient: one.gradient - gradient,
      hessian: one.hessian - hessian,
    };
    const isLowSmaller = middle - one.from <= one.to - middle;
    const [small, large] = isLowSmaller ? [low, high] : [high, low];
    const whole = one.histogram;
    if (!whole || depth >= this.#rules.maxDepth) {
      if (whole) this.#free.push(whole);
      return [
        this.#open(small, null, columns, random),
        this.#open(large, null, columns, random),
      ];
    }
    const sums = this.#sumsOf(small.from, small.to, columns);
    subtract(whole, sums);
    return [
      this.#open(small, sums, columns, random),
      this.#open(large, whole, columns, random),
    ];
  }

  /** Brings the rows that go left before the others. @returns where the others begin. */
  #partition(
    from: number,
    to: number,
    { column, threshold, missingLeft, set }: Split,
  ): number {
    const goesLeft = this.#goesLeft;
    const count = this.#data.counts[column] as number;
    for (let bin = 0; bin < count; bin += 1)
      goesLeft[bin] = set
        ? ((set[bin >>> 5] as number) >>> (bin & 31)) & 1
        : Number(bin === 0 ? missingLeft : bin <= threshold);
    const bins = this.#data.bins[column] as Uint8Array;
    const { order, gradients, hessians } = this.#rows;
    const { order: rows, gradients: g, hessians: h } = this.#spare;
    let [at, others] = [from, 0];
    // Written to both sides, counted on one: which way a row goes cannot be guessed ahead.
    for (let i = from; i < to; i += 1) {
      const row = order[i] as number;
      const [own, second] = [gradients[i] as number, hessians[i] as number];
      const left = goesLeft[bins[row] as number] as number;
      order[at] = row;
      gradients[at] = own;
      hessians[at] = second;
      rows[others] = row;
      g[others] = own;
      h[others] = second;
      at += left;
      others += 1 - left;
    }
    order.set(rows.subarray(0, others), at);
    gradients.set(g.subarray(0, others), at);
    hessians.set(h.subarray(0, others), at);
    return at;
  }
}

interface JointSums {
  readonly columns: readonly JointColumn[];
  readonly places: readonly number[];
  readonly bins: Bins;
  readonly starts: Int32Array;
  readonly sums: Float64Array;
}

function jointSums(data: BinnedColumns): JointSums {
  const columns = jointColumns(data);
  const starts = binStarts(columns.map(({ count }) => count));
  return {
    columns,
    places: Array.from(columns.keys()),
    bins: columns.map(({ bins }) => bins),
    starts,
    sums: new Float64Array(2 * (starts.at(-1) ?? 0)),
  };
}

const orderedRows = (most: number): OrderedRows => ({
  order: new Int32Array(most),
  gradients: new Float64Array(most),
  hessians: new Float64Array(most),
});

/** Some of the columns, drawn anew; all where that many are asked for. */
export function drawn(
  columns: readonly number[],
  count: number,
  random: Random,
): readonly number[] {
  if (count >= columns.length) return columns;
  const left = [...columns];
  for (let i = 0; i < count; i += 1) {
    const other = i + Math.floor(random() * (left.length - i));
    [left[i], left[other]] = [left[other] as number, left[i] as number];
  }
  return left.slice(0, count);
}

/** Decision trees over binned columns, all of an ensemble in one set of arrays. */

/** What trees read: one byte a row and column; 0 = missing, numbers in rising order from 1. */
export type Bins = readonly Uint8Array[];

/** Words of a node's set: one bit for each of 256 bins. */
export const SET_WORDS = 8;

/** One entry a node, but `roots`, with one a tree, and `sets`. */
export interface Trees {
  readonly roots: Int32Array;
  /** Column that is asked; -1 in leaves. */
  readonly column: Int16Array;
  /** Of numbers: bins 1 to this one go left. */
  readonly threshold: Uint8Array;
  /** Of numbers: 1 where missing values go left. */
  readonly missingLeft: Uint8Array;
  /** Of words: which set of `sets` goes left; -1 for numbers. */
  readonly set: Int32Array;
  /** The left child; the right one follows it. */
  readonly left: Int32Array;
  /** Of leaves: what the tree says. */
  readonly value: Float32Array;
  /** Bits of bins, `SET_WORDS` a set. */
  readonly sets: Uint32Array;
}

/** Trees that grow node by node. */
export class TreeBuilder {
  readonly #roots: number[] = [];
  readonly #column: number[] = [];
  readonly #threshold: number[] = [];
  readonly #missingLeft: number[] = [];
  readonly #set: number[] = [];
  readonly #left: number[] = [];
  readonly #value: number[] = [];
  readonly #sets: number[] = [];

  /** Sets before the newest tree's. */
  #earlierSets = 0;

  /** @returns the first node of a new tree, a leaf until it is split. */
  root(): number {
    this.#earlierSets = this.#sets.length / SET_WORDS;
    this.#roots.push(this.#column.length);
    return this.#add();
  }

  #add(): number {
    this.#column.push(-1);
    this.#threshold.push(0);
    this.#missingLeft.push(0);
    this.#set.push(-1);
    this.#left.push(-1);
    this.#value.push(0);
    return this.#column.length - 1;
  }

  /** @returns the left child; the right one follows it. */
  split(
    node: number,
    column: number,
    threshold: number,
    missingLeft: boolean,
    set: Uint32Array | null,
  ): number {
    this.#column[node] = column;
    this.#threshold[node] = threshold;
    this.#missingLeft[node] = missingLeft ? 1 : 0;
    if (set) {
      this.#set[node] = this.#sets.length / SET_WORDS;
      this.#sets.push(...set);
    }
    const left = this.#add();
    this.#add();
    this.#left[node] = left;
    return left;
  }

  setValue(node: number, value: number): void {
    this.#value[node] = value;
  }

  /** The newest tree alone. */
  newest(): Trees {
    const from = this.#roots.at(-1) ?? 0;
    const less = (by: number) => (index: number) =>
      index < 0 ? index : index - by;
    return {
      roots: Int32Array.of(0),
      column: Int16Array.from(this.#column.slice(from)),
      threshold: Uint8Array.from(this.#threshold.slice(from)),
      missingLeft: Uint8Array.from(this.#missingLeft.slice(from)),
      set: Int32Array.from(this.#set.slice(from), less(this.#earlierSets)),
      left: Int32Array.from(this.#left.slice(from), less(from)),
      value: Float32Array.from(this.#value.slice(from)),
      sets: Uint32Array.from(this.#sets.slice(this.#earlierSets * SET_WORDS)),
    };
  }

  /** @param trees how many of them, from the first. */
  build(trees = this.#roots.length): Trees {
    const nodes = this.#roots[trees] ?? this.#column.length;
    const set = Int32Array.from(this.#set.slice(0, nodes));
    const sets = set.reduce((most, own) => Math.max(most, own + 1), 0);
    return {
      roots: Int32Array.from(this.#roots.slice(0, trees)),
      column: Int16Array.from(this.#column.slice(0, nodes)),
      threshold: Uint8Array.from(this.#threshold.slice(0, nodes)),
      missingLeft: Uint8Array.from(this.#missingLeft.slice(0, nodes)),
      set,
      left: Int32Array.from(this.#left.slice(0, nodes)),
      value: Float32Array.from(this.#value.slice(0, nodes)),
      sets: Uint32Array.from(this.#sets.slice(0, sets * SET_WORDS)),
    };
  }
}

/** The leaf in which a row ends. */
export function leafOf(
  trees: Trees,
  root: number,
  bins: Bins,
  row: number,
): number {
  const { column, threshold, missingLeft, set, left, sets } = trees;
  let node = root;
  for (;;) {
    const asked = column[node] as number;
    if (asked < 0) return node;
    const bin = (bins[asked] as Uint8Array)[row] as number;
    const own = set[node] as number;
    let goesLeft: boolean;
    if (own >= 0)
      goesLeft =
        (((sets[own * SET_WORDS + (bin >>> 5)] as number) >>> (bin & 31)) &
          1) ===
        1;
    else if (bin === 0) goesLeft = missingLeft[node] === 1;
    else goesLeft = bin <= (threshold[node] as number);
    node = (left[node] as number) + (goesLeft ? 0 : 1);
  }
}

/**
 * Adds what the trees say of rows; tree i speaks of output i % outputs.
 * @param rows of the bins; null for all.
 * @param sums [rows, outputs], in the order of `rows`.
 */
export function addTrees(
  trees: Trees,
  bins: Bins,
  rows: Int32Array | null,
  outputs: number,
  sums: Float64Array,
): void {
  const { roots, value } = trees;
  const count = sums.length / outputs;
  for (let tree = 0; tree < roots.length; tree += 1) {
    const root = roots[tree] as number;
    const output = tree % outputs;
    for (let i = 0; i < count; i += 1) {
      const at = i * outputs + output;
      const leaf = leafOf(trees, root, bins, rows ? (rows[i] as number) : i);
      sums[at] = (sums[at] as number) + (value[leaf] as number);
    }
  }
}

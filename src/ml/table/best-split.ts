/** The split of one node that gains most, by the sums of its bins. Formulas: Chen and Guestrin 2016, section 2.2. */
import type { Random } from "#core/random.ts";
import { SET_WORDS } from "./trees.ts";

export interface SplitRules {
  /** Penalty on the square of what a leaf says. */
  readonly l2: number;
  /** Least sum of second derivatives of a child: of squared loss, its weight in rows. */
  readonly minHessian: number;
  /** A split must gain more than this. */
  readonly minGain: number;
  /** Cuts are drawn at random, one a column (Geurts et al. 2006), instead of tried one by one. */
  readonly randomCuts: boolean;
}

export interface Split {
  readonly column: number;
  readonly gain: number;
  readonly threshold: number;
  readonly missingLeft: boolean;
  /** Bits of the bins that go left, of words; null for numbers. */
  readonly set: Uint32Array | null;
  /** Sums of the left child. */
  readonly gradient: number;
  readonly hessian: number;
}

/** Sums of a node. */
export interface NodeSums {
  readonly gradient: number;
  readonly hessian: number;
}

/** Words are more easily fitted by chance than numbers: their splits are held back a little more. */
const WORDS_L2 = 2;
/** Drawn to the middle in the order of words, so that rare ones do not come first. */
const WORDS_SMOOTHING = 2;

const scoreOf = (gradient: number, hessian: number, l2: number): number =>
  (gradient * gradient) / (hessian + l2);

interface Cut {
  gain: number;
  threshold: number;
  missingLeft: boolean;
  gradient: number;
  hessian: number;
}

/** A bin between the first and the last that hold rows, the last left out. */
function randomCut(
  histogram: Float64Array,
  first: number,
  bins: number,
  random: Random,
): number {
  let [low, high] = [0, 0];
  for (let bin = 1; bin < bins; bin += 1)
    if ((histogram[first + 2 * bin + 1] as number) > 0) {
      if (low === 0) low = bin;
      high = bin;
    }
  return low === high ? 0 : low + Math.floor(random() * (high - low));
}

/** @param best changed where a cut of this column gains more. */
function cutNumbers(
  histogram: Float64Array,
  first: number,
  bins: number,
  sums: NodeSums,
  { l2, minHessian }: SplitRules,
  only: number,
  best: Cut,
): boolean {
  const { gradient: allG, hessian: allH } = sums;
  const whole = scoreOf(allG, allH, l2);
  const missingG = histogram[first] as number;
  const missingH = histogram[first + 1] as number;
  const least = best.gain;
  for (let side = 0; side < (missingH > 0 ? 2 : 1); side += 1) {
    let g = side === 1 ? missingG : 0;
    let h = side === 1 ? missingH : 0;
    for (let bin = 1; bin < bins; bin += 1) {
      const own = histogram[first + 2 * bin + 1] as number;
      if (own === 0 && only < 0) continue;
      g += histogram[first + 2 * bin] as number;
      h += own;
      if (bin < only || h < minHessian) continue;
      const rest = allH - h;
      if (rest < minHessian || (only >= 0 && bin > only)) break;
      const restG = allG - g;
      const gain = (g * g) / (h + l2) + (restG * restG) / (rest + l2) - whole;
      if (gain <= best.gain) continue;
      best.gain = gain;
      best.threshold = bin;
      // Where none were missing, later ones go where more rows went.
      best.missingLeft = missingH > 0 ? side === 1 : h > rest;
      best.gradient = g;
      best.hessian = h;
    }
  }
  return best.gain > least;
}

/** Words in the order of what they ask for: the best division in two is a cut of this order (Fisher 1958). */
function cutWords(
  histogram: Float64Array,
  first: number,
  bins: number,
  sums: NodeSums,
  rules: SplitRules,
  random: Random,
  best: Cut,
): Uint32Array | null {
  const l2 = rules.l2 + WORDS_L2;
  const { gradient: allG, hessian: allH } = sums;
  const present: number[] = [];
  for (let bin = 0; bin < bins; bin += 1)
    if ((histogram[first + 2 * bin + 1] as number) > 0) present.push(bin);
  if (present.length < 2) return null;
  const ask = (bin: number): number =>
    (histogram[first + 2 * bin] as number) /
    ((histogram[first + 2 * bin + 1] as number) + WORDS_SMOOTHING);
  present.sort((a, b) => ask(a) - ask(b) || a - b);
  const only = rules.randomCuts
    ? Math.floor(random() * (present.length - 1))
    : -1;
  const whole = scoreOf(allG, allH, l2);
  let [g, h, cut] = [0, 0, -1];
  for (let i = 0; i < present.length - 1; i += 1) {
    const bin = present[i] as number;
    g += histogram[first + 2 * bin] as number;
    h += histogram[first + 2 * bin + 1] as number;
    if (h < rules.minHessian || allH - h < rules.minHessian) continue;
    if (only >= 0 && i !== only) continue;
    const gain = scoreOf(g, h, l2) + scoreOf(allG - g, allH - h, l2) - whole;
    if (gain <= best.gain) continue;
    Object.assign(best, { gain, threshold: 0, gradient: g, hessian: h });
    cut = i;
  }
  if (cut < 0) return null;
  const set = new Uint32Array(SET_WORDS);
  // Words that this node has not seen go where more rows went.
  if (best.hessian * 2 > allH) set.fill(0xffffffff);
  present.forEach((bin, i) => {
    const [word, bit] = [bin >>> 5, 1 << (bin & 31)];
    const old = set[word] as number;
    set[word] = i <= cut ? old | bit : old & ~bit;
  });
  return set;
}

/**
 * @param histogram pairs of sums; a column's begin at its `starts` entry.
 * @param columns those that may be asked.
 * @returns null where no split gains enough.
 */
export function bestSplit(
  histogram: Float64Array,
  starts: Int32Array,
  isWords: readonly boolean[],
  columns: readonly number[],
  sums: NodeSums,
  rules: SplitRules,
  random: Random,
): Split | null {
  const best: Cut = {
    gain: rules.minGain,
    threshold: 0,
    missingLeft: false,
    gradient: 0,
    hessian: 0,
  };
  let [column, set] = [-1, null as Uint32Array | null];
  for (const asked of columns) {
    const start = starts[asked] as number;
    const bins = (starts[asked + 1] as number) - start;
    const first = start * 2;
    if (isWords[asked]) {
      const found = cutWords(histogram, first, bins, sums, rules, random, best);
      if (!found) continue;
      [column, set] = [asked, found];
    } else {
      const only = rules.randomCuts
        ? randomCut(histogram, first, bins, random)
        : -1;
      if (!cutNumbers(histogram, first, bins, sums, rules, only, best))
        continue;
      [column, set] = [asked, null];
    }
  }
  return column < 0 ? null : { ...best, column, set };
}

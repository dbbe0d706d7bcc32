/** Columns as bytes: numbers by quantiles, words by how often they occur; 0 = missing. */
import type { ColumnValues } from "#core/table.ts";

/** Bins of values; with the one of missing values they are a byte. */
const MOST_BINS = 255;

/** How one column becomes bins. */
export type Binning =
  | {
      readonly kind: "numbers";
      /** Rising: a value up to edges[i] lies in bin i + 1, above all of them in the last. */
      readonly edges: Float64Array;
    }
  | {
      readonly kind: "words";
      /** The word at i is bin i + 1; all others count as missing. */
      readonly words: readonly string[];
    };

/** Bins of a column, the one of missing values among them. */
export const binCount = (binning: Binning): number =>
  binning.kind === "numbers"
    ? binning.edges.length + 2
    : binning.words.length + 1;

const middle = (a: number, b: number): number => {
  const between = a + (b - a) / 2;
  // Of neighbours that no number lies between, the lower one divides them.
  return between < b ? between : a;
};

/** Every value has its own bin where there are few, else bins hold about as many rows each. */
function edgesOf(values: Float64Array): Float64Array {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const distinct: number[] = [];
  const counts: number[] = [];
  for (const value of sorted)
    if (value === distinct.at(-1)) counts.push((counts.pop() ?? 0) + 1);
    else {
      distinct.push(value);
      counts.push(1);
    }
  if (distinct.length <= MOST_BINS)
    return Float64Array.from(distinct.slice(1), (value, i) =>
      middle(distinct[i] as number, value),
    );
  const edges: number[] = [];
  let [left, own] = [sorted.length, 0];
  for (let i = 0; i < distinct.length - 1; i += 1) {
    own += counts[i] as number;
    if (own < left / (MOST_BINS - edges.length)) continue;
    edges.push(middle(distinct[i] as number, distinct[i + 1] as number));
    left -= own;
    own = 0;
    if (edges.length === MOST_BINS - 1) break;
  }
  return Float64Array.from(edges);
}

/** The words used most, those of equal use in the order of the alphabet. */
function wordsOf(words: readonly string[], codes: Int32Array): string[] {
  const counts = new Int32Array(words.length);
  for (const code of codes)
    if (code >= 0) counts[code] = (counts[code] as number) + 1;
  return words
    .map((word, i) => ({ word, count: counts[i] as number }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (a.word < b.word ? -1 : 1))
    .slice(0, MOST_BINS)
    .map(({ word }) => word);
}

/** @param data of the rows that are learned from. */
export const binningOf = (data: ColumnValues): Binning =>
  data.kind === "numbers"
    ? { kind: "numbers", edges: edgesOf(data.values) }
    : { kind: "words", words: wordsOf(data.words, data.codes) };

function numberBins(values: Float64Array, edges: Float64Array): Uint8Array {
  const bins = new Uint8Array(values.length);
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row] as number;
    if (Number.isNaN(value)) continue;
    let [low, high] = [0, edges.length];
    while (low < high) {
      const at = (low + high) >>> 1;
      if (value <= (edges[at] as number)) high = at;
      else low = at + 1;
    }
    bins[row] = low + 1;
  }
  return bins;
}

/** A byte for each value. Numbers in a column of words, and words in one of numbers, are missing. */
export function toBins(data: ColumnValues, binning: Binning): Uint8Array {
  if (binning.kind === "numbers")
    return data.kind === "numbers"
      ? numberBins(data.values, binning.edges)
      : new Uint8Array(data.codes.length);
  if (data.kind === "numbers") return new Uint8Array(data.values.length);
  const place = new Map(binning.words.map((word, i) => [word, i + 1]));
  const binOf = data.words.map((word) => place.get(word) ?? 0);
  const bins = new Uint8Array(data.codes.length);
  for (let row = 0; row < bins.length; row += 1)
    bins[row] = binOf[data.codes[row] as number] ?? 0;
  return bins;
}

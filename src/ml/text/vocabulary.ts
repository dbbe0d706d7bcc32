/** Which features a model knows, and how much each tells: its inverse document frequency. */
import { eachFeature, type FeatureOptions } from "./features.ts";
import { HashTable } from "./hash-table.ts";
import { GrowingNumbers, type SparseRows } from "./sparse-rows.ts";

export interface Vocabulary extends FeatureOptions {
  /** Hash of each feature. */
  readonly hashes: Uint32Array;
  /** ln((1 + rows) / (1 + rows with it)) + 1, as scikit-learn smooths it. */
  readonly idf: Float32Array;
}

export interface VocabularyOptions extends FeatureOptions {
  /** Rows that a feature must be in. */
  readonly leastRows: number;
  /** The features of most rows stay. */
  readonly mostFeatures: number;
}

/** Hashes of a text with how often each occurs, ascending. */
function countsOf(
  text: string,
  options: FeatureOptions,
  buffer: { hashes: Uint32Array },
): { hashes: Uint32Array; unique: number; counts: Int32Array } {
  let length = 0;
  eachFeature(text, options, (hash) => {
    if (length === buffer.hashes.length) {
      const larger = new Uint32Array(length * 2);
      larger.set(buffer.hashes);
      buffer.hashes = larger;
    }
    buffer.hashes[length] = hash;
    length += 1;
  });
  const hashes = buffer.hashes.subarray(0, length).sort();
  const counts = new Int32Array(length);
  let unique = 0;
  for (let i = 0; i < length; i += 1) {
    if (i === 0 || hashes[i] !== hashes[unique - 1]) {
      hashes[unique] = hashes[i] ?? 0;
      counts[unique] = 0;
      unique += 1;
    }
    counts[unique - 1] = (counts[unique - 1] ?? 0) + 1;
  }
  return { hashes, unique, counts };
}

/** Texts counted, before it is known which features stay. */
export class TextCounts {
  readonly #options: FeatureOptions;
  readonly #table = new HashTable();
  readonly #hashes = new GrowingNumbers(new Uint32Array());
  readonly #rowsWith = new GrowingNumbers(new Int32Array());
  readonly #starts = new GrowingNumbers(new Int32Array());
  readonly #places = new GrowingNumbers(new Int32Array());
  readonly #counts = new GrowingNumbers(new Float32Array());
  readonly #buffer = { hashes: new Uint32Array(4096) };

  constructor(options: FeatureOptions) {
    this.#options = options;
    this.#starts.push(0);
  }

  /** Entries so far: what the texts take in memory. */
  get entries(): number {
    return this.#places.length;
  }

  add(text: string): void {
    const { hashes, unique, counts } = countsOf(
      text,
      this.#options,
      this.#buffer,
    );
    for (let i = 0; i < unique; i += 1) {
      const hash = hashes[i] ?? 0;
      const place = this.#table.add(hash);
      if (place === this.#hashes.length) {
        this.#hashes.push(hash);
        this.#rowsWith.push(0);
      }
      const rowsWith = this.#rowsWith.done();
      rowsWith[place] = (rowsWith[place] ?? 0) + 1;
      this.#places.push(place);
      this.#counts.push(counts[i] ?? 0);
    }
    this.#starts.push(this.#places.length);
  }

  finish({ leastRows, mostFeatures }: VocabularyOptions): {
    readonly vocabulary: Vocabulary;
    readonly matrix: SparseRows;
  } {
    const rowsWith = this.#rowsWith.done();
    const starts = this.#starts.done();
    const rows = starts.length - 1;
    const least = leastRowsFor(rowsWith, leastRows, mostFeatures);
    const renamed = new Int32Array(rowsWith.length).fill(-1);
    const hashes = new GrowingNumbers(new Uint32Array());
    const idf = new GrowingNumbers(new Float32Array());
    const all = this.#hashes.done();
    rowsWith.forEach((count, place) => {
      if (count < least) return;
      renamed[place] = hashes.length;
      hashes.push(all[place] ?? 0);
      idf.push(Math.log((1 + rows) / (1 + count)) + 1);
    });
    const vocabulary = {
      ...this.#options,
      hashes: hashes.done(),
      idf: idf.done(),
    };
    return { vocabulary, matrix: this.#matrix(renamed, vocabulary.idf) };
  }

  #matrix(renamed: Int32Array, idf: Float32Array): SparseRows {
    const from = this.#starts.done();
    const [places, counts] = [this.#places.done(), this.#counts.done()];
    const rows = from.length - 1;
    const starts = new Int32Array(rows + 1);
    // In place: what stays never overtakes what is read.
    let length = 0;
    for (let row = 0; row < rows; row += 1) {
      const first = length;
      for (let i = from[row] ?? 0; i < (from[row + 1] ?? 0); i += 1) {
        const place = renamed[places[i] ?? 0] ?? -1;
        if (place < 0) continue;
        counts[length] = weight(counts[i] ?? 0, idf[place] ?? 0);
        places[length] = place;
        length += 1;
      }
      normalize(counts, first, length);
      starts[row + 1] = length;
    }
    return {
      rows,
      columns: idf.length,
      starts,
      indices: places.subarray(0, length),
      values: counts.subarray(0, length),
    };
  }
}

/** The least number of rows at which no more than `most` features stay. */
function leastRowsFor(
  rowsWith: Int32Array,
  least: number,
  most: number,
): number {
  if (rowsWith.length <= most) return least;
  const sorted = rowsWith.slice().sort();
  return Math.max(least, (sorted[sorted.length - most - 1] ?? 0) + 1);
}

/** Sublinear: the tenth time a word occurs tells less than the first. */
const weight = (count: number, idf: number): number =>
  (1 + Math.log(count)) * idf;

function normalize(values: Float32Array, from: number, to: number): void {
  let sum = 0;
  for (let i = from; i < to; i += 1) sum += (values[i] ?? 0) ** 2;
  const norm = Math.sqrt(sum) || 1;
  for (let i = from; i < to; i += 1) values[i] = (values[i] ?? 0) / norm;
}

/** Turns single texts into rows, for predictions. */
export class TextVectors {
  readonly #vocabulary: Vocabulary;
  readonly #table = new HashTable();
  readonly #buffer = { hashes: new Uint32Array(4096) };

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary;
    for (const hash of vocabulary.hashes) this.#table.add(hash);
  }

  /** Column of a feature, -1 when the model does not know it. */
  column(hash: number): number {
    return this.#table.find(hash);
  }

  row(text: string): { indices: Int32Array; values: Float32Array } {
    const { hashes, unique, counts } = countsOf(
      text,
      this.#vocabulary,
      this.#buffer,
    );
    const indices: number[] = [];
    const values: number[] = [];
    for (let i = 0; i < unique; i += 1) {
      const column = this.column(hashes[i] ?? 0);
      if (column < 0) continue;
      indices.push(column);
      values.push(weight(counts[i] ?? 0, this.#vocabulary.idf[column] ?? 0));
    }
    const row = Float32Array.from(values);
    normalize(row, 0, row.length);
    return { indices: Int32Array.from(indices), values: row };
  }
}

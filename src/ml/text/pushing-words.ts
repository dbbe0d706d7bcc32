/** Which words of a text spoke for a label, and which against it. */
import { eachFeature } from "./features.ts";
import type { LinearClasses } from "./linear-classes.ts";
import type { TextModel } from "./text-model.ts";
import { unitsOf } from "./units.ts";
import type { TextVectors } from "./vocabulary.ts";

export interface PushingWord {
  /** UTF-16 offsets into the text; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
  /** -1 to 1: for the label above 0, against it below; the strongest word of the text is 1 or -1. */
  readonly weight: number;
}

/** What a column adds to the label's score, above what it adds to the others'. */
function towards(fits: LinearClasses, label: number, column: number): number {
  const weightOf = (of: number): number => fits[of]?.weights[column] ?? 0;
  if (fits.length === 1) return label === 1 ? weightOf(0) : -weightOf(0);
  const sum = fits.reduce((total, _, of) => total + weightOf(of), 0);
  return weightOf(label) - (sum - weightOf(label)) / (fits.length - 1);
}

/** Less than this share of the strongest word is not worth a colour. */
const FAINT = 0.08;

/**
 * A feature's part of the score is spread over the characters it stands on, and gathered again by
 * words and characters; those that hardly matter are left out.
 */
export function pushingWords(
  text: string,
  { vocabulary, fits }: TextModel,
  vectors: TextVectors,
  label: number,
): PushingWord[] {
  const { indices, values } = vectors.row(text);
  const valueOf = new Map<number, number>();
  indices.forEach((column, i) => valueOf.set(column, values[i] ?? 0));
  const times = new Map<number, number>();
  eachFeature(text, vocabulary, (hash) => {
    const column = vectors.column(hash);
    if (column >= 0) times.set(column, (times.get(column) ?? 0) + 1);
  });
  const parts = new Float64Array(text.length);
  eachFeature(text, vocabulary, (hash, start, end) => {
    const column = vectors.column(hash);
    if (column < 0 || end <= start) return;
    const part =
      ((valueOf.get(column) ?? 0) * towards(fits, label, column)) /
      (times.get(column) ?? 1) /
      (end - start);
    for (let i = start; i < end; i += 1) parts[i] = (parts[i] ?? 0) + part;
  });
  const words = unitsOf(text, vocabulary.reading)
    .filter(({ start, end }) => end > start)
    .map(({ start, end }) => ({
      start,
      end,
      weight: parts.subarray(start, end).reduce((sum, part) => sum + part, 0),
    }));
  const most = Math.max(...words.map(({ weight }) => Math.abs(weight)), 1e-12);
  return words
    .map((word) => ({ ...word, weight: word.weight / most }))
    .filter(({ weight }) => Math.abs(weight) >= FAINT);
}

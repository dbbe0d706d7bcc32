/**
 * Features of a text, as hashes: units, their pairs, triples of characters, and pieces of words, so
 * that a word is known by its stem. Nothing needs a dictionary of the language.
 */
import { type Reading, type Unit, unitsOf } from "./units.ts";

const PRIME = 0x01000193;

/** FNV-1a over UTF-16 units. */
function hashOf(text: string, seed: number): number {
  let hash = seed;
  for (let i = 0; i < text.length; i += 1)
    hash = Math.imul(hash ^ text.charCodeAt(i), PRIME);
  return hash >>> 0;
}

/** The finalizer of MurmurHash3: spreads what is alike. */
function mixed(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0 || 1;
}

const UNIT = 0x811c9dc5;
const PIECE = 0x2f0b4c47;
const [FACTOR, STEP] = [0x9e3779b1, 0x7f4a7c15];
const joined = (first: number, second: number): number =>
  Math.imul(first, FACTOR) ^ (second + STEP);

/** The above as plain data. */
export const HASHING = {
  hash: "FNV-1a over UTF-16 units",
  prime: PRIME,
  seeds: { unit: UNIT, piece: PIECE },
  joined: {
    form: "imul(first, factor) ^ (second + step)",
    factor: FACTOR,
    step: STEP,
  },
  finalizer: "MurmurHash3 fmix32, 0 as 1",
  bits: 32,
} as const;

/** Pieces of words have this many characters, the word's ends counted as one each. */
export const PIECES = [3, 4, 5] as const;

/** UTF-16 units. */
export const SHORTEST_WORD = 3;

function addPieces(
  { text, start, end }: Unit,
  add: (hash: number, start: number, end: number) => void,
): void {
  const word = `\u0002${text}\u0003`;
  // Where unifying changed the length, a piece stands for the whole word.
  const isAligned = text.length === end - start;
  for (const length of PIECES)
    for (let at = 0; at + length <= word.length; at += 1) {
      const from = isAligned ? start + Math.max(0, at - 1) : start;
      const to = isAligned ? Math.min(end, start + at + length - 1) : end;
      add(mixed(hashOf(word.slice(at, at + length), PIECE)), from, to);
    }
}

export interface FeatureOptions {
  readonly reading: Reading;
  /** Pieces of words take part. */
  readonly pieces: boolean;
}

/** Calls back for every feature, as often as it occurs. */
export function eachFeature(
  text: string,
  { pieces, reading }: FeatureOptions,
  add: (hash: number, start: number, end: number) => void,
): void {
  const units = unitsOf(text, reading);
  let [before, beforeThat] = [0, 0];
  units.forEach((unit, i) => {
    const own = hashOf(unit.text, UNIT);
    add(mixed(own), unit.start, unit.end);
    const previous = units[i - 1];
    if (previous) {
      const pair = joined(before, own);
      add(mixed(pair), previous.start, unit.end);
      const first = units[i - 2];
      const isOfCharacters =
        unit.kind === "character" || previous.kind === "character";
      if (first && (isOfCharacters || first.kind === "character"))
        add(
          mixed(joined(joined(beforeThat, before), own)),
          first.start,
          unit.end,
        );
    }
    if (pieces && unit.kind === "word" && unit.text.length >= SHORTEST_WORD)
      addPieces(unit, add);
    beforeThat = before;
    before = own;
  });
}

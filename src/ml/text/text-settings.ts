/** How a model reads texts, in full and as plain data: who reads so, with its hashes and weights, gets its answers. */
import { HASHING, PIECES, SHORTEST_WORD } from "./features.ts";
import { TOKEN, MAX_UNITS, type Reading } from "./units.ts";

export interface TextSettings {
  readonly tokenizer: Readonly<Record<string, string | number | boolean>>;
  readonly features: Readonly<Record<string, unknown>>;
  readonly hashing: Readonly<Record<string, unknown>>;
  readonly weighting: Readonly<Record<string, string>>;
}

/** @param features how many the model knows. */
export const textSettings = (
  { reading, pieces }: { readonly reading: Reading; readonly pieces: boolean },
  features: number,
): TextSettings => ({
  tokenizer: {
    pattern: TOKEN.source,
    flags: TOKEN.flags,
    mostUnits: MAX_UNITS,
    normalization: "NFKC",
    lowerCase: true,
    marks: reading === 1 ? "normalized" : "as typed",
    digits: "0",
    addresses: "one unit",
    endsAreUnits: reading !== 3,
  },
  features: {
    units: true,
    pairs: true,
    triples: "where the last or the first two have a single character",
    pieces: pieces ? PIECES : [],
    shortestWordInPieces: SHORTEST_WORD,
  },
  hashing: { ...HASHING, features },
  weighting: {
    count: "1 + ln(count)",
    idf: "ln((1 + rows) / (1 + rows with it)) + 1",
    norm: "l2",
  },
});

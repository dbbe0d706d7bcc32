/** What a training has tried so far, as bytes: how each recipe answered rows that it had not seen. */
import { decodeCheckpoint, encodeCheckpoint } from "#ml/checkpoint.ts";

const STAGE = "table-search-1";

export interface Tried {
  /** Of the recipe. */
  readonly name: string;
  /** Rounds after which boosting is best; 0 for other ways. */
  readonly rounds: number;
  /** [searched rows, answerWidth], single precision, so that bytes hold them exactly. */
  readonly answers: Float64Array;
}

interface Facts {
  readonly key: string;
  readonly tried: readonly Omit<Tried, "answers">[];
}

/** @param key what tells this training from others: seed, rows and columns. */
export const encodeTried = (
  key: string,
  tried: readonly Tried[],
): Uint8Array => {
  const facts: Facts = {
    key,
    tried: tried.map(({ name, rounds }) => ({ name, rounds })),
  };
  return encodeCheckpoint(
    STAGE,
    facts,
    tried.map(({ name, answers }) => ({
      name,
      values: answers,
      precision: "float32" as const,
    })),
  );
};

/** Nothing where the bytes are of another training. */
export function decodeTried(bytes: Uint8Array | null, key: string): Tried[] {
  try {
    const saved = decodeCheckpoint<Facts>(STAGE, bytes);
    if (saved?.facts.key !== key) return [];
    return saved.facts.tried.flatMap(({ name, rounds }) => {
      const answers = saved.numbers.get(name);
      return answers
        ? [{ name, rounds, answers: Float64Array.from(answers) }]
        : [];
    });
  } catch {
    return [];
  }
}

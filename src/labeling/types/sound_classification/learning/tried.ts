/** What a training has tried so far, as bytes: the scores of each way on recordings it had not heard. */
import { decodeCheckpoint, encodeCheckpoint } from "#ml/checkpoint.ts";

export interface Tried {
  /** `nameOf` the recipe. */
  readonly name: string;
  /** [scores][classes] */
  readonly scores: readonly Float32Array[];
}

interface Facts {
  readonly seed: number;
  readonly rows: number;
}

const STAGE = "sound-search";

export const encodeTried = (
  seed: number,
  tried: readonly Tried[],
): Uint8Array =>
  encodeCheckpoint(
    STAGE,
    { seed, rows: tried[0]?.scores.length ?? 0 } satisfies Facts,
    tried.map(({ name, scores }) => {
      const classes = scores[0]?.length ?? 0;
      const values = new Float32Array(scores.length * classes);
      scores.forEach((row, i) => values.set(row, i * classes));
      return { name, values, precision: "float32" as const };
    }),
  );

/** What was tried with the same seed on as many scores; nothing where the bytes are of another training. */
export function decodeTried(
  bytes: Uint8Array | null,
  seed: number,
  rows: number,
): Tried[] {
  try {
    const saved = decodeCheckpoint<Facts>(STAGE, bytes);
    if (saved?.facts.seed !== seed || saved.facts.rows !== rows) return [];
    return [...saved.numbers].map(([name, values]) => {
      const classes = values.length / rows;
      const scores = Array.from({ length: rows }, (_, i) =>
        Float32Array.from(values.subarray(i * classes, (i + 1) * classes)),
      );
      return { name, scores };
    });
  } catch {
    return [];
  }
}

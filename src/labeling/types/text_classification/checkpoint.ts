/** What a training has tried so far, as bytes: the scores of each recipe on rows it had not seen. */
import {
  decodeSections,
  encodeSections,
  type Section,
} from "#ml/number-sections.ts";

export interface Tried {
  /** `nameOf` the recipe. */
  readonly name: string;
  /** Scores of each row, [rows][classes]. */
  readonly scores: readonly Float32Array[];
}

interface Head {
  readonly seed: number;
  readonly rows: number;
  readonly classes: number;
  readonly table: readonly Section[];
}

const HEAD_LENGTH = 4;

export function encodeCheckpoint(
  seed: number,
  tried: readonly Tried[],
): Uint8Array<ArrayBuffer> {
  const rows = tried[0]?.scores.length ?? 0;
  const classes = tried[0]?.scores[0]?.length ?? 0;
  const { table, bytes } = encodeSections(
    tried.map(({ name, scores }) => {
      const values = new Float32Array(rows * classes);
      scores.forEach((row, i) => values.set(row, i * classes));
      return { name, values, precision: "float32" as const };
    }),
  );
  const head: Head = { seed, rows, classes, table };
  const text = new TextEncoder().encode(JSON.stringify(head));
  const all = new Uint8Array(HEAD_LENGTH + text.length + bytes.length);
  new DataView(all.buffer).setUint32(0, text.length, true);
  all.set(text, HEAD_LENGTH);
  all.set(bytes, HEAD_LENGTH + text.length);
  return all;
}

/** What was tried with the same seed on as many rows; nothing where the bytes are of another training. */
export function decodeCheckpoint(
  bytes: Uint8Array | null,
  seed: number,
  rows: number,
): Tried[] {
  if (!bytes || bytes.length < HEAD_LENGTH) return [];
  try {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const from = HEAD_LENGTH + view.getUint32(0, true);
    const text = new TextDecoder().decode(bytes.subarray(HEAD_LENGTH, from));
    const head = JSON.parse(text) as Head;
    if (head.seed !== seed || head.rows !== rows) return [];
    const sections = decodeSections(head.table, bytes.slice(from));
    return [...sections].map(([name, values]) => ({
      name,
      scores: Array.from({ length: rows }, (_, i) =>
        Float32Array.from(
          values.subarray(i * head.classes, (i + 1) * head.classes),
        ),
      ),
    }));
  } catch {
    return [];
  }
}

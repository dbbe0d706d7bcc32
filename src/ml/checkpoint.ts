/** What training keeps after each epoch, to go on from after a pause, a kill or a lost GPU. */
import {
  decodeSections,
  encodeSections,
  type NamedNumbers,
  type Section,
} from "./number-sections.ts";

export interface Checkpoint<Facts> {
  readonly facts: Facts;
  readonly numbers: ReadonlyMap<string, Float32Array | Float64Array>;
}

/** A JSON line with the facts and the table of numbers, then the numbers. */
export function encodeCheckpoint(
  stage: string,
  facts: object,
  numbers: readonly NamedNumbers[],
): Uint8Array {
  const { table, bytes } = encodeSections(numbers);
  const line = new TextEncoder().encode(
    `${JSON.stringify({ stage, facts, table })}\n`,
  );
  const result = new Uint8Array(line.length + bytes.length);
  result.set(line);
  result.set(bytes, line.length);
  return result;
}

/** The checkpoint when it is one of this stage, otherwise null. */
export function decodeCheckpoint<Facts>(
  stage: string,
  bytes: Uint8Array | null,
): Checkpoint<Facts> | null {
  if (!bytes) return null;
  const end = bytes.indexOf(10) + 1;
  const saved = JSON.parse(
    new TextDecoder().decode(bytes.subarray(0, end)),
  ) as {
    readonly stage: string;
    readonly facts: Facts;
    readonly table: readonly Section[];
  };
  if (saved.stage !== stage) return null;
  return {
    facts: saved.facts,
    numbers: decodeSections(saved.table, bytes.subarray(end)),
  };
}

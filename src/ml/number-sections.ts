/** Named arrays of numbers as one file, whose table is kept elsewhere as plain data. */
import { AppError } from "#core/errors.ts";
import { fromHalfFloats, toHalfFloats } from "./half-float.ts";

/** One array in the file: they follow each other without gaps. */
export interface Section {
  readonly name: string;
  readonly count: number;
  /** Half precision (IEEE 754 binary16) or single, little-endian. */
  readonly precision: "float16" | "float32" | "float64";
}

export interface NamedNumbers {
  readonly name: string;
  readonly values: Float32Array | Float64Array;
  readonly precision: Section["precision"];
}

const WIDTHS = { float16: 2, float32: 4, float64: 8 } as const;

function bytesOf({ values, precision }: NamedNumbers): Uint8Array {
  if (precision === "float16") return new Uint8Array(toHalfFloats(values));
  const exact =
    precision === "float32"
      ? Float32Array.from(values)
      : Float64Array.from(values);
  return new Uint8Array(exact.buffer);
}

export function encodeSections(parts: readonly NamedNumbers[]): {
  readonly table: readonly Section[];
  readonly bytes: Uint8Array<ArrayBuffer>;
} {
  const pieces = parts.map(bytesOf);
  const bytes = new Uint8Array(
    pieces.reduce((sum, piece) => sum + piece.length, 0),
  );
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  const table = parts.map(({ name, values, precision }) => ({
    name,
    count: values.length,
    precision,
  }));
  return { table, bytes };
}

/** @throws AppError('model') when the file is shorter or longer than its table says. */
export function decodeSections(
  table: readonly Section[],
  bytes: Uint8Array,
): ReadonlyMap<string, Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer>> {
  const wanted = table.reduce(
    (sum, { count, precision }) => sum + count * WIDTHS[precision],
    0,
  );
  if (wanted !== bytes.length)
    throw new AppError(
      "model",
      `The numbers must take ${String(wanted)} bytes, but take ${String(bytes.length)}`,
    );
  let at = 0;
  return new Map(
    table.map(({ name, count, precision }) => {
      const length = count * WIDTHS[precision];
      const { buffer } = bytes.slice(at, at + length);
      at += length;
      if (precision === "float16") return [name, fromHalfFloats(buffer)];
      return [
        name,
        precision === "float32"
          ? new Float32Array(buffer)
          : new Float64Array(buffer),
      ];
    }),
  );
}

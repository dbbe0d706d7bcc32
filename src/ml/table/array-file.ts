/** Typed arrays one after another in one file; a table kept elsewhere tells their kinds and lengths. */
import { AppError } from "#core/errors.ts";

const KINDS = {
  u8: Uint8Array,
  i16: Int16Array,
  i32: Int32Array,
  u32: Uint32Array,
  f32: Float32Array,
  f64: Float64Array,
} as const;
type Kind = keyof typeof KINDS;
interface Arrays {
  readonly u8: Uint8Array;
  readonly i16: Int16Array;
  readonly i32: Int32Array;
  readonly u32: Uint32Array;
  readonly f32: Float32Array;
  readonly f64: Float64Array;
}
type AnyArray = Arrays[Kind];

export interface KeptArray {
  readonly kind: Kind;
  readonly count: number;
}

const kindOf = (values: AnyArray): Kind => {
  for (const [kind, type] of Object.entries(KINDS))
    if (values instanceof type) return kind as Kind;
  throw new AppError("bug", "Numbers of an unknown kind");
};

/** Little-endian, without gaps. */
export class ArrayWriter {
  readonly #arrays: AnyArray[] = [];

  /** @returns its place in the table. */
  add(values: AnyArray): number {
    this.#arrays.push(values);
    return this.#arrays.length - 1;
  }

  get table(): KeptArray[] {
    return this.#arrays.map((values) => ({
      kind: kindOf(values),
      count: values.length,
    }));
  }

  bytes(): Uint8Array {
    const size = this.#arrays.reduce((sum, one) => sum + one.byteLength, 0);
    const bytes = new Uint8Array(size);
    let at = 0;
    for (const { buffer, byteOffset, byteLength } of this.#arrays) {
      bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
      at += byteLength;
    }
    return bytes;
  }
}

/** Gives the arrays back by their places. */
export class ArrayReader {
  readonly #arrays: AnyArray[] = [];

  /** @throws AppError('model') when the file is not as long as its table says, or holds unknown kinds. */
  constructor(table: readonly KeptArray[], bytes: Uint8Array) {
    let at = 0;
    for (const { kind, count } of table) {
      const type = (KINDS as Partial<typeof KINDS>)[kind];
      if (!type || !Number.isSafeInteger(count) || count < 0)
        throw new AppError(
          "model",
          `Numbers of kind ${String(kind)} are unknown`,
        );
      const end = at + count * type.BYTES_PER_ELEMENT;
      // Cut out, since numbers must begin at multiples of their size.
      const { buffer } = bytes.slice(at, end);
      if (end <= bytes.length) this.#arrays.push(new type(buffer));
      at = end;
    }
    if (at !== bytes.length)
      throw new AppError(
        "model",
        `The numbers must take ${String(at)} bytes, but take ${String(bytes.length)}`,
      );
  }

  /** @throws AppError('model') when there is none of this kind. */
  get<K extends Kind>(place: unknown, kind: K): Arrays[K] {
    const found = typeof place === "number" ? this.#arrays[place] : undefined;
    if (found instanceof KINDS[kind]) return found as unknown as Arrays[K];
    throw new AppError(
      "model",
      `No numbers of kind ${kind} at ${String(place)}`,
    );
  }
}

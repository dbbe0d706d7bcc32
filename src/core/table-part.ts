/**
 * A part of a table as bytes: each column's values in the narrowest array of its type, so that
 * numbers come back as they were (longs to the last digit) and a page of rows needs no parsing.
 *
 * Layout, little endian: `GTP1`, the length of the header (uint32), the header (JSON in UTF-8:
 * rows, and each column's type and dictionary), then for each column, every section at a multiple
 * of eight bytes: one bit a row that says "missing" (lowest first), and the values. Words are
 * numbers in the part's own dictionary, in the order of their first use.
 */
import { AppError } from "./errors.ts";
import { cellText, type CellValue } from "./cell-value.ts";
import { ROWS_PER_PART } from "./stored-table.ts";
import type { ColumnType } from "./table.ts";

const ARRAYS = {
  string: Uint16Array,
  byte: Int8Array,
  short: Int16Array,
  int: Int32Array,
  long: BigInt64Array,
  float: Float32Array,
  double: Float64Array,
  date: Float64Array,
  timestamp: Float64Array,
  boolean: Uint8Array,
} as const satisfies Record<ColumnType, unknown>;

type PartValues = InstanceType<(typeof ARRAYS)[ColumnType]>;

export interface PartColumn {
  readonly type: ColumnType;
  /** One bit a row. */
  readonly missing: Uint8Array;
  readonly values: PartValues;
  /** Empty but for strings. */
  readonly words: readonly string[];
}

export interface TablePartData {
  readonly rows: number;
  readonly columns: readonly PartColumn[];
}

interface Header {
  readonly rows: number;
  readonly columns: readonly {
    readonly type: ColumnType;
    readonly words?: readonly string[];
  }[];
}

const MAGIC = 0x31505447;
const ALIGN = 8;
const aligned = (at: number): number => Math.ceil(at / ALIGN) * ALIGN;
const bitBytes = (rows: number): number => Math.ceil(rows / 8);

export const isMissing = ({ missing }: PartColumn, row: number): boolean =>
  (((missing[row >> 3] ?? 0) >> (row & 7)) & 1) === 1;

/** Null where the value is missing. */
export function valueAt(column: PartColumn, row: number): CellValue | null {
  if (isMissing(column, row)) return null;
  const value = column.values[row] ?? 0;
  return column.type === "string" ? (column.words[Number(value)] ?? "") : value;
}

export function textAt(column: PartColumn, row: number): string | null {
  const value = valueAt(column, row);
  return value === null ? null : cellText(value, column.type);
}

/** Takes rows until it is full; then `bytes` is a part. */
export class PartBuilder {
  readonly #types: readonly ColumnType[];
  readonly #columns: {
    readonly missing: Uint8Array;
    readonly values: PartValues;
    readonly codes: Map<string, number>;
  }[];
  #rows = 0;

  constructor(types: readonly ColumnType[]) {
    this.#types = types;
    this.#columns = types.map((type) => ({
      missing: new Uint8Array(bitBytes(ROWS_PER_PART)),
      values: new ARRAYS[type](ROWS_PER_PART),
      codes: new Map(),
    }));
  }

  get rows(): number {
    return this.#rows;
  }

  get isFull(): boolean {
    return this.#rows === ROWS_PER_PART;
  }

  /** @param cells one value for each column, null where it is missing. */
  add(cells: readonly (CellValue | null)[]): void {
    const row = this.#rows;
    for (const [i, column] of this.#columns.entries()) {
      const cell = cells[i] ?? null;
      if (cell === null) {
        const at = row >> 3;
        column.missing[at] = (column.missing[at] ?? 0) | (1 << (row & 7));
      } else if (typeof cell === "string") {
        const code = column.codes.get(cell) ?? column.codes.size;
        column.codes.set(cell, code);
        column.values[row] = code;
      } else column.values[row] = cell;
    }
    this.#rows += 1;
  }

  bytes(): Uint8Array<ArrayBuffer> {
    const rows = this.#rows;
    return encodePart({
      rows,
      columns: this.#columns.map(({ missing, values, codes }, i) => ({
        type: this.#types[i] ?? "string",
        missing: missing.subarray(0, bitBytes(rows)),
        values: values.subarray(0, rows),
        words: [...codes.keys()],
      })),
    });
  }
}

export function encodePart({
  rows,
  columns,
}: TablePartData): Uint8Array<ArrayBuffer> {
  const header: Header = {
    rows,
    columns: columns.map(({ type, words }) =>
      type === "string" ? { type, words } : { type },
    ),
  };
  const text = new TextEncoder().encode(JSON.stringify(header));
  let end = aligned(ALIGN + text.length);
  const places = columns.map(({ missing, values }) => {
    const bits = end;
    const data = aligned(bits + missing.byteLength);
    end = aligned(data + values.byteLength);
    return { bits, data };
  });
  const bytes = new Uint8Array(end);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, text.length, true);
  bytes.set(text, ALIGN);
  for (const [i, { missing, values }] of columns.entries()) {
    const { bits, data } = places[i] ?? { bits: 0, data: 0 };
    bytes.set(missing, bits);
    bytes.set(
      new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
      data,
    );
  }
  return bytes;
}

/** @throws AppError('storage') for bytes that are no part of a table. */
export function decodePart(bytes: ArrayBuffer): TablePartData {
  const view = new DataView(bytes);
  if (bytes.byteLength < ALIGN || view.getUint32(0, true) !== MAGIC)
    throw new AppError("storage", "A part of the table is damaged", {
      reason: "damaged",
    });
  const length = view.getUint32(4, true);
  const { rows, columns } = JSON.parse(
    new TextDecoder().decode(new Uint8Array(bytes, ALIGN, length)),
  ) as Header;
  let at = aligned(ALIGN + length);
  return {
    rows,
    columns: columns.map(({ type, words = [] }) => {
      const missing = new Uint8Array(bytes, at, bitBytes(rows));
      at = aligned(at + missing.byteLength);
      const values = new ARRAYS[type](bytes, at, rows);
      at = aligned(at + values.byteLength);
      return { type, missing, values, words };
    }),
  };
}

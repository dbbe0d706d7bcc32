/** Rows of few numbers among many columns (CSR). */
export interface SparseRows {
  readonly rows: number;
  readonly columns: number;
  /** Row r holds entries starts[r] up to starts[r + 1]. */
  readonly starts: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float32Array;
}

/** Grows as numbers are added. */
export class GrowingNumbers<T extends Uint32Array | Int32Array | Float32Array> {
  #array: T;
  #length = 0;

  constructor(empty: T) {
    this.#array = empty;
  }

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#array.length) {
      const Kind = this.#array.constructor as new (length: number) => T;
      const larger = new Kind(Math.max(1024, this.#array.length * 2));
      larger.set(this.#array);
      this.#array = larger;
    }
    this.#array[this.#length] = value;
    this.#length += 1;
  }

  /** What was added, without a copy. */
  done(): T {
    return this.#array.subarray(0, this.#length) as T;
  }
}

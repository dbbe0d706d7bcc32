/** Numbers of one array, unless a record is longer: 32 kB. */
const PIECE = 4 * 1024;
const LEAST = 64;

const countOf = (lists: readonly Float64Array[]): number =>
  lists.reduce((sum, { length }) => sum + length, 0);

/** What several lists of numbers may keep in memory together. */
export interface NumberBudget {
  /** Numbers, 8 bytes each. */
  left: number;
}

/**
 * Records of numbers that are written one by one and read once, at 8 bytes a number. What the budget
 * does not allow to be kept moves into blobs, which browsers put on the disk.
 */
export class GrowingRecords {
  readonly #budget: NumberBudget;
  #blobs: Blob[] = [];
  #full: Float64Array<ArrayBuffer>[] = [];
  #recent = new Float64Array(LEAST);
  #at = 0;

  constructor(budget: NumberBudget) {
    this.#budget = budget;
  }

  /** Where the record under way is written, from `begin(...)` on. */
  get room(): Float64Array {
    return this.#recent;
  }

  /** Makes room for a record of `count` numbers. @returns its place in `room`; all of it must be filled. */
  begin(count: number): number {
    if (this.#at + count > this.#recent.length) this.#makeRoom(count);
    const at = this.#at;
    this.#at = at + count;
    return at;
  }

  /** All records, each whole in one of the arrays; there is nothing left afterwards. */
  async take(): Promise<Float64Array[]> {
    const stored =
      this.#blobs.length > 0
        ? await new Blob(this.#blobs).arrayBuffer()
        : new ArrayBuffer();
    const all = [
      new Float64Array(stored),
      ...this.#full,
      this.#recent.subarray(0, this.#at),
    ];
    this.#budget.left += countOf(this.#full);
    [this.#blobs, this.#full, this.#at] = [[], [], 0];
    this.#recent = new Float64Array();
    return all;
  }

  #makeRoom(count: number): void {
    if (this.#at + count <= PIECE) {
      const length = Math.max(this.#at * 4, this.#at + count);
      const larger = new Float64Array(Math.min(PIECE, length));
      larger.set(this.#recent.subarray(0, this.#at));
      this.#recent = larger;
      return;
    }
    this.#full.push(this.#recent.subarray(0, this.#at));
    this.#budget.left -= this.#at;
    if (this.#budget.left < 0) {
      this.#blobs.push(new Blob(this.#full));
      this.#budget.left += countOf(this.#full);
      this.#full = [];
    }
    this.#recent = new Float64Array(Math.max(PIECE, count));
    this.#at = 0;
  }
}

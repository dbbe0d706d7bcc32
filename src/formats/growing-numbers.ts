/** Numbers of one array: 32 kB. */
const PIECE = 4 * 1024;
const LEAST = 64;

/** What several lists of numbers may keep in memory together. */
export interface NumberBudget {
  /** Numbers, 8 bytes each. */
  left: number;
}

/**
 * Numbers that are written piece by piece and read once, at 8 bytes each. What the budget does not
 * allow to be kept moves into blobs, which browsers put on the disk.
 */
export class GrowingNumbers {
  readonly #budget: NumberBudget;
  #blobs: Blob[] = [];
  #full: Float64Array<ArrayBuffer>[] = [];
  #recent = new Float64Array(LEAST);
  #at = 0;

  constructor(budget: NumberBudget) {
    this.#budget = budget;
  }

  put(value: number): void {
    if (this.#at === this.#recent.length) this.#makeRoom();
    this.#recent[this.#at] = value;
    this.#at += 1;
  }

  /** All that was put; there is nothing left afterwards. */
  async take(): Promise<Float64Array> {
    const stored =
      this.#blobs.length > 0
        ? await new Blob(this.#blobs).arrayBuffer()
        : new ArrayBuffer();
    const parts = [
      new Float64Array(stored),
      ...this.#full,
      this.#recent.subarray(0, this.#at),
    ];
    this.#budget.left += this.#full.length * PIECE;
    [this.#blobs, this.#full, this.#at] = [[], [], 0];
    const all = new Float64Array(
      parts.reduce((sum, { length }) => sum + length, 0),
    );
    let at = 0;
    for (const part of parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }

  #makeRoom(): void {
    if (this.#at < PIECE) {
      const larger = new Float64Array(Math.min(PIECE, this.#at * 4));
      larger.set(this.#recent);
      this.#recent = larger;
      return;
    }
    this.#full.push(this.#recent);
    this.#budget.left -= PIECE;
    if (this.#budget.left < 0) {
      this.#blobs.push(new Blob(this.#full));
      this.#budget.left += this.#full.length * PIECE;
      this.#full = [];
    }
    this.#recent = new Float64Array(PIECE);
    this.#at = 0;
  }
}

/** Characters kept as text before they become a blob. */
const PIECE = 4 * 1024 * 1024;

/**
 * A text that is written piece by piece while an export goes on. What is written moves into blobs,
 * which browsers keep on the disk, so that a label file of a million objects costs little memory.
 */
export class GrowingText {
  readonly #parts: Blob[] = [];
  readonly #piece: number;
  #recent: string[] = [];
  #length = 0;

  /** @param piece characters that may be kept as text. */
  constructor(piece = PIECE) {
    this.#piece = piece;
  }

  add(text: string): void {
    this.#recent.push(text);
    this.#length += text.length;
    if (this.#length >= this.#piece) this.#fold();
  }

  /** All that was added so far. */
  blob(): Blob {
    this.#fold();
    return new Blob(this.#parts);
  }

  #fold(): void {
    if (this.#recent.length === 0) return;
    this.#parts.push(new Blob(this.#recent));
    this.#recent = [];
    this.#length = 0;
  }
}

/** A text of parts with something between them: lists of JSON, for one. */
export class GrowingList {
  readonly #text: GrowingText;
  readonly #between: string;
  #isEmpty = true;

  constructor(between: string, piece = PIECE) {
    this.#text = new GrowingText(piece);
    this.#between = between;
  }

  add(text: string): void {
    this.#text.add(this.#isEmpty ? text : this.#between + text);
    this.#isEmpty = false;
  }

  blob(): Blob {
    return this.#text.blob();
  }
}

/**
 * Large JSON files as a stream: the file is cut into the elements of its lists, and each element
 * is parsed by itself. Memory holds one piece of the file and one element, and an element that is
 * broken costs itself only.
 */
import { AppError } from "#core/errors.ts";
import type { Report } from "./picture-labels.ts";

export interface JsonPart {
  /** Name of the value at the top; "" where the file is a list itself. */
  readonly key: string;
  /** Place in the list of that name; null for a value that is no list. */
  readonly index: number | null;
  readonly value: unknown;
}

/** Characters. A longer element is none, but a file of another kind. */
const MAX_PART = 200 * 1024 * 1024;

const [QUOTE, BACKSLASH, COMMA, COLON] = [34, 92, 44, 58];
const [OPEN_LIST, CLOSE_LIST, OPEN, CLOSE] = [91, 93, 123, 125];
const STRUCTURE = new Uint8Array(126);
for (const character of '"{}[],:') STRUCTURE[character.charCodeAt(0)] = 1;

/** Fed with the text of a file in pieces, gives the parts that are complete. */
class JsonSplitter {
  readonly #report: Report;
  #text = "";
  /** Where the part under way begins. */
  #start = 0;
  #depth = 0;
  #isString = false;
  #isEscaped = false;
  /** Depth of the elements of the list under way; 0 outside of one. */
  #listDepth = 0;
  #key = "";
  #index = 0;
  #hasBegun = false;
  #parts: JsonPart[] = [];

  constructor(report: Report) {
    this.#report = report;
  }

  push(piece: string): JsonPart[] {
    const from = this.#text.length - this.#start;
    this.#text = this.#text.slice(this.#start) + piece;
    this.#start = 0;
    this.#parts = [];
    const text = this.#text;
    // Most of a file is numbers and names: only what gives it structure is looked at.
    for (let at = from; at < text.length; at += 1) {
      if (this.#isString) at = this.#stringEnd(at);
      else {
        const code = text.charCodeAt(at);
        if (code < 126 && STRUCTURE[code] === 1) this.#read(code, at);
      }
    }
    if (this.#text.length - this.#start > MAX_PART)
      throw new AppError("format", "A value of the file is too long to read");
    return this.#parts;
  }

  /** @returns the part that stands whole before the place where a file was cut off. */
  end(): JsonPart[] {
    this.#parts = [];
    if (this.#hasBegun && this.#depth === 0) return [];
    this.#report({
      severity: "error",
      rule: "json.end",
      message: "The file is not complete: its JSON does not end",
    });
    const isInList = this.#depth > 0 && this.#depth === this.#listDepth;
    if (isInList) this.#emit(this.#text.length);
    return this.#parts;
  }

  #read(code: number, at: number): void {
    if (code === QUOTE) this.#isString = true;
    else if (code === OPEN || code === OPEN_LIST) this.#open(code, at);
    else if (code === CLOSE || code === CLOSE_LIST) {
      if (this.#isPartOver) this.#emit(at);
      if (this.#depth === this.#listDepth) this.#listDepth = 0;
      this.#depth -= 1;
    } else if (code === COMMA && this.#isPartOver) this.#emit(at);
    else if (code === COLON && this.#depth === 1 && this.#listDepth === 0) {
      this.#key = String(this.#parse(this.#text.slice(this.#start, at)));
      this.#start = at + 1;
    }
  }

  /** Place of the quote that ends the string under way, or of the end of the text. */
  #stringEnd(from: number): number {
    for (let at = from; at < this.#text.length; at += 1) {
      const code = this.#text.charCodeAt(at);
      if (this.#isEscaped) this.#isEscaped = false;
      else if (code === BACKSLASH) this.#isEscaped = true;
      else if (code === QUOTE) {
        this.#isString = false;
        return at;
      }
    }
    return this.#text.length;
  }

  /** Whether a comma or a bracket here ends a part. */
  get #isPartOver(): boolean {
    return this.#depth === (this.#listDepth || 1);
  }

  #open(code: number, at: number): void {
    this.#depth += 1;
    const isList =
      code === OPEN_LIST && this.#depth <= 2 && this.#listDepth === 0;
    if (isList) {
      this.#listDepth = this.#depth;
      this.#index = 0;
    }
    if (isList || this.#depth === 1) this.#start = at + 1;
    this.#hasBegun = true;
  }

  #emit(end: number): void {
    const text = this.#text.slice(this.#start, end).trim();
    this.#start = end + 1;
    if (text === "") return;
    const index = this.#listDepth > 0 ? this.#index++ : null;
    const key = this.#key;
    const value = this.#parse(text);
    if (value === undefined)
      this.#report({
        severity: "error",
        rule: "json.value",
        message: `\`${pathOf(key, index)}\` is not valid JSON`,
        value: text.slice(0, 200),
      });
    else this.#parts.push({ key, index, value });
  }

  #parse(text: string): unknown {
    try {
      return JSON.parse(text);
    } catch {
      return undefined;
    }
  }
}

/** `annotations[3]` as messages name a part. */
export const pathOf = (key: string, index: number | null): string =>
  index === null ? key : `${key}[${String(index)}]`;

/** The parts of a UTF-8 file in their order. @throws AppError('format') for an endless value. */
export async function* jsonParts(
  file: Blob,
  report: Report,
): AsyncGenerator<JsonPart> {
  const splitter = new JsonSplitter(report);
  const reader = file
    .stream()
    .pipeThrough(new TextDecoderStream("utf-8"))
    .getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      yield* splitter.push(value);
    }
    yield* splitter.end();
  } finally {
    await reader.cancel();
  }
}

/**
 * Large JSON files as a stream: the file is cut at the elements of its lists. Elements that a piece
 * of the file holds are parsed together, as that takes a third of the time; when one of them is
 * broken they are parsed one by one, and it costs itself only. Memory holds one piece and one element.
 * The text of a short file comes in one piece, because a stream takes longer than all else.
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

/** Elements that follow each other in one list, or one value that is no list. */
export interface JsonRun {
  readonly key: string;
  /** Place of the first; null for a value that is no list. */
  readonly index: number | null;
  readonly values: readonly unknown[];
}

/** Characters. A longer element is none, but a file of another kind. */
const MAX_PART = 200 * 1024 * 1024;

const [QUOTE, BACKSLASH, COMMA, COLON] = [34, 92, 44, 58];
const [OPEN_LIST, CLOSE_LIST, OPEN, CLOSE] = [91, 93, 123, 125];
/** No structure has a higher code. */
const LAST = CLOSE;
const STRUCTURE = new Uint8Array(LAST + 1);
for (const character of '"{}[],:') STRUCTURE[character.charCodeAt(0)] = 1;

/** Fed with the text of a file in pieces, gives the elements that are complete. */
class JsonSplitter {
  readonly #report: Report;
  #text = "";
  /** Where the elements under way begin, and the commas between them. */
  #start = 0;
  #commas: number[] = [];
  #depth = 0;
  #isString = false;
  /** Depth of the elements of the list under way; 0 outside of one. */
  #listDepth = 0;
  #key = "";
  #index = 0;
  #hasBegun = false;
  #runs: JsonRun[] = [];

  constructor(report: Report) {
    this.#report = report;
  }

  push(piece: string): JsonRun[] {
    const from = this.#text.length - this.#start;
    this.#text = this.#text.slice(this.#start) + piece;
    this.#start = 0;
    this.#runs = [];
    this.#scan(from);
    const last = this.#commas.pop();
    if (last !== undefined) this.#emitElements(last);
    if (this.#text.length - this.#start > MAX_PART)
      throw new AppError("format", "A value of the file is too long to read");
    return this.#runs;
  }

  /** @returns the element that stands whole before the place where a file was cut off. */
  end(): JsonRun[] {
    this.#runs = [];
    if (this.#hasBegun && this.#depth === 0) return [];
    this.#report({
      severity: "error",
      rule: "json.end",
      message: "The file is not complete: its JSON does not end",
    });
    const isInList = this.#depth > 0 && this.#depth === this.#listDepth;
    if (isInList) this.#emitElements(this.#text.length);
    return this.#runs;
  }

  /** Most of a file is numbers and names: only what gives it structure is looked at. */
  #scan(from: number): void {
    const text = this.#text;
    for (let at = from; at < text.length; at += 1) {
      if (this.#isString) {
        at = this.#stringEnd(at);
        continue;
      }
      const code = text.charCodeAt(at);
      if (code > LAST || STRUCTURE[code] === 0) continue;
      if (code === QUOTE) this.#isString = true;
      else if (code === OPEN || code === OPEN_LIST) this.#open(code, at);
      else if (code === CLOSE || code === CLOSE_LIST) this.#close(at);
      else if (this.#depth <= (this.#listDepth || 1)) this.#between(code, at);
    }
  }

  /** A comma or a colon that is not inside of an element. */
  #between(code: number, at: number): void {
    if (this.#listDepth > 0) {
      if (code === COMMA && this.#depth === this.#listDepth)
        this.#commas.push(at);
    } else if (code === COMMA) this.#emitValue(at);
    else if (code === COLON && this.#depth === 1) {
      this.#key = String(this.#parse(this.#text.slice(this.#start, at)));
      this.#start = at + 1;
    }
  }

  #close(at: number): void {
    if (this.#depth === this.#listDepth) {
      this.#emitElements(at);
      this.#listDepth = 0;
    } else if (this.#listDepth === 0 && this.#depth === 1) this.#emitValue(at);
    this.#depth -= 1;
  }

  /** Place of the quote that ends the string under way, or of the end of the text. */
  #stringEnd(from: number): number {
    const text = this.#text;
    for (let at = from; ;) {
      const quote = text.indexOf('"', at);
      if (quote < 0) return text.length;
      let slashes = 0;
      while (text.charCodeAt(quote - 1 - slashes) === BACKSLASH) slashes += 1;
      if (slashes % 2 === 0) {
        this.#isString = false;
        return quote;
      }
      at = quote + 1;
    }
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

  #emitValue(end: number): void {
    const text = this.#text.slice(this.#start, end).trim();
    this.#start = end + 1;
    if (text !== "") this.#emit(text, null);
  }

  /** What stands between the commas known, and from the last of them to `end`. */
  #emitElements(end: number): void {
    const text = this.#text.slice(this.#start, end);
    const together = this.#parse(`[${text}]`);
    const count = this.#commas.length + 1;
    const key = this.#key;
    if (Array.isArray(together) && together.length === count) {
      this.#runs.push({ key, index: this.#index, values: together });
      this.#index += count;
    } else
      for (const comma of [...this.#commas, end]) {
        const one = this.#text.slice(this.#start, comma).trim();
        this.#start = comma + 1;
        if (one !== "") this.#emit(one, this.#index++);
      }
    this.#commas = [];
    this.#start = end + 1;
  }

  #emit(text: string, index: number | null): void {
    const key = this.#key;
    const value = this.#parse(text);
    if (value === undefined)
      this.#report({
        severity: "error",
        rule: "json.value",
        message: `\`${pathOf(key, index)}\` is not valid JSON`,
        value: text.slice(0, 200),
      });
    else this.#runs.push({ key, index, values: [value] });
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

/** Bytes. The text of such a file fits into the memory of any device. */
const SHORT = 16 * 1024 * 1024;

/** The values of a UTF-8 file in their order. @throws AppError('format') for an endless value. */
export async function* jsonRuns(
  file: Blob,
  report: Report,
): AsyncGenerator<JsonRun> {
  const splitter = new JsonSplitter(report);
  if (file.size <= SHORT) {
    yield* splitter.push(await file.text());
    yield* splitter.end();
    return;
  }
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

/** The same one by one. */
export async function* jsonParts(
  file: Blob,
  report: Report,
): AsyncGenerator<JsonPart> {
  for await (const { key, index: first, values } of jsonRuns(file, report))
    for (const [i, value] of values.entries())
      yield { key, index: first === null ? null : first + i, value };
}

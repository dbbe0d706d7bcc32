/**
 * Large JSON files as a stream: the file is cut at the elements of its lists. Wherever possible many
 * are parsed at once without a look for their ends, which takes longer than to parse them; where one
 * of them is broken they are parsed one by one, and it costs itself only. Memory holds one piece of
 * the file and one element.
 */
import { AppError } from "#core/errors.ts";
import type { Report } from "./picture-labels.ts";
import { decodedPieces } from "./text-encoding.ts";

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

/** Characters of the elements that are taken at once. */
const LEAP = 32 * 1024;
/** The end of an element and the begin of the next, up to the name of its first field if it has one. */
const BETWEEN = /[^]{2},\s*(?:\{\s*"[^"]*")?/y;

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
  /** Where the element under way begins. */
  #start = 0;
  /** From where on many elements may be taken at once. */
  #leapFrom = 0;
  #depth = 0;
  #isString = false;
  /** Depth of the elements of the list under way; 0 outside of one. */
  #listDepth = 0;
  #key = "";
  #index = 0;
  #hasBegun = false;
  /** What was found and not yet given. */
  #found: JsonRun[] = [];

  constructor(report: Report) {
    this.#report = report;
  }

  /** One run after the other, so that no more than one is in memory. */
  *push(piece: string): Generator<JsonRun> {
    const from = this.#text.length - this.#start;
    this.#text = this.#text.slice(this.#start) + piece;
    this.#start = 0;
    this.#leapFrom = 0;
    for (let at = from; at < this.#text.length;) {
      at = this.#scan(at);
      yield* this.#taken();
    }
    if (this.#text.length - this.#start > MAX_PART)
      throw new AppError("format", "A value of the file is too long to read");
  }

  /** The element that stands whole before the place where a file was cut off. */
  *end(): Generator<JsonRun> {
    if (this.#hasBegun && this.#depth === 0) return;
    this.#report({
      severity: "error",
      rule: "json.end",
      message: "The file is not complete: its JSON does not end",
    });
    const isInList = this.#depth > 0 && this.#depth === this.#listDepth;
    if (isInList) this.#emitValue(this.#text.length);
    yield* this.#taken();
  }

  #taken(): JsonRun[] {
    const found = this.#found;
    if (found.length > 0) this.#found = [];
    return found;
  }

  /**
   * Most of a file is numbers and names: only what gives it structure is looked at.
   * @returns the place to go on from, once something is found or the text has ended.
   */
  #scan(from: number): number {
    const text = this.#text;
    let at = from;
    for (; at < text.length && this.#found.length === 0; at += 1) {
      if (this.#isString) {
        at = this.#stringEnd(at);
        continue;
      }
      const code = text.charCodeAt(at);
      if (code > LAST || STRUCTURE[code] === 0) continue;
      if (code === QUOTE) this.#isString = true;
      else if (code === OPEN || code === OPEN_LIST) this.#open(code, at);
      else if (code === CLOSE || code === CLOSE_LIST) this.#close(at);
      else if (code === COMMA) at = this.#comma(at);
      else if (code === COLON) this.#colon(at);
    }
    return at;
  }

  #colon(at: number): void {
    if (this.#depth !== 1 || this.#listDepth > 0) return;
    this.#key = String(this.#parse(this.#text.slice(this.#start, at)));
    this.#start = at + 1;
  }

  /** @returns the place up to which the text is done. */
  #comma(at: number): number {
    if (this.#depth !== (this.#listDepth || 1)) return at;
    this.#emitValue(at);
    return this.#listDepth > 0 && at >= this.#leapFrom ? this.#leap(at) : at;
  }

  /**
   * Takes the elements behind the comma at `from` at once, up to a comma far behind that has the same
   * around it. It may be one inside of an element, but then what is before it is no valid JSON.
   * @returns that comma; `from` where nothing was taken.
   */
  #leap(from: number): number {
    const text = this.#text;
    BETWEEN.lastIndex = from - 2;
    const [between] = BETWEEN.exec(text) ?? [];
    const end = between ? text.lastIndexOf(between, from + LEAP) + 2 : from;
    const values =
      end > from ? this.#parse(`[${text.slice(from + 1, end)}]`) : null;
    if (!Array.isArray(values)) {
      this.#leapFrom = from + LEAP;
      return from;
    }
    this.#found.push({ key: this.#key, index: this.#index, values });
    this.#index += values.length;
    this.#start = end + 1;
    return end;
  }

  #close(at: number): void {
    if (this.#depth === (this.#listDepth || 1)) this.#emitValue(at);
    if (this.#depth === this.#listDepth) this.#listDepth = 0;
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

  /** An element of the list under way, or a value that is no list; none where there is no text. */
  #emitValue(end: number): void {
    const text = this.#text.slice(this.#start, end).trim();
    this.#start = end + 1;
    if (text === "") return;
    const key = this.#key;
    const index = this.#listDepth > 0 ? this.#index++ : null;
    const value = this.#parse(text);
    if (value === undefined)
      this.#report({
        severity: "error",
        rule: "json.value",
        message: `\`${pathOf(key, index)}\` is not valid JSON`,
        value: text.slice(0, 200),
      });
    else this.#found.push({ key, index, values: [value] });
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

/** The values of a UTF-8 file in their order. @throws AppError('format') for an endless value. */
export async function* jsonRuns(
  file: Blob,
  report: Report,
): AsyncGenerator<JsonRun> {
  const splitter = new JsonSplitter(report);
  for await (const piece of decodedPieces(file, "utf-8"))
    yield* splitter.push(piece);
  yield* splitter.end();
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

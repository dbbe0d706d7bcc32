/**
 * Sets of pixels as spans: places `y * STRIDE + x` at which the set begins and ends in turn, in
 * ascending order. Sets of different boxes are so united and subtracted in one pass over their ends,
 * whatever the size of the picture.
 */
import type { Box, Point } from "./geometry.ts";
import type { PictureSize } from "./shape-geometry.ts";

/** begin, end, begin, end ...; no span reaches from one row into the next. */
export type Spans = readonly number[];

/** Wider than any picture. */
export const STRIDE = 2 ** 21;

export const rowOf = (place: number): number => Math.floor(place / STRIDE);

/** The pixels for which `keeps` says so. It must not keep what is in neither. */
export function combined(
  a: Spans,
  b: Spans,
  keeps: (inA: boolean, inB: boolean) => boolean,
): Spans {
  const ends: number[] = [];
  let [i, j, isOn] = [0, 0, false];
  while (i < a.length || j < b.length) {
    const place = Math.min(a[i] ?? Infinity, b[j] ?? Infinity);
    if (a[i] === place) i += 1;
    if (b[j] === place) j += 1;
    const isKept = keeps(i % 2 === 1, j % 2 === 1);
    if (isKept !== isOn) ends.push(place);
    isOn = isKept;
  }
  return ends;
}

export const united = (a: Spans, b: Spans): Spans =>
  combined(a, b, (inA, inB) => inA || inB);

export const subtracted = (a: Spans, b: Spans): Spans =>
  combined(a, b, (inA, inB) => inA && !inB);

export const intersected = (a: Spans, b: Spans): Spans =>
  combined(a, b, (inA, inB) => inA && inB);

/** All of them in one, by halves: each end is looked at as often as the list can be halved. */
export function unitedAll(sets: readonly Spans[]): Spans {
  const [first = [], second] = sets;
  if (second === undefined) return first;
  const half = sets.length >> 1;
  return united(unitedAll(sets.slice(0, half)), unitedAll(sets.slice(half)));
}

/** Pixels. */
export function spannedArea(spans: Spans): number {
  let area = 0;
  for (let i = 1; i < spans.length; i += 2)
    area += (spans[i] ?? 0) - (spans[i - 1] ?? 0);
  return area;
}

/** Whether the pixel of this place is among them. */
export function spansHave(spans: Spans, { x, y }: Point): boolean {
  if (x < 0 || y < 0) return false;
  const place = Math.floor(y) * STRIDE + Math.floor(x);
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle] ?? 0) <= place) low = middle + 1;
    else high = middle;
  }
  return low % 2 === 1;
}

/** Null for none. */
export function spansBox(spans: Spans): Box | null {
  if (spans.length === 0) return null;
  let [xMin, xMax] = [Infinity, 0];
  for (let i = 0; i < spans.length; i += 2) {
    const from = spans[i] ?? 0;
    const begin = from % STRIDE;
    xMin = Math.min(xMin, begin);
    xMax = Math.max(xMax, begin + (spans[i + 1] ?? 0) - from);
  }
  const [first = 0, last = 0] = [spans[0], spans.at(-2)];
  return { xMin, yMin: rowOf(first), xMax, yMax: rowOf(last) + 1 };
}

/** Collects spans, `from <= x < to`, from the top down and in a row from left to right. */
export class SpanRows {
  readonly #ends: number[] = [];
  readonly #size: PictureSize;

  /** @param size beyond it nothing is kept. */
  constructor(size: PictureSize) {
    this.#size = size;
  }

  add(y: number, from: number, to: number): void {
    const { width, height } = this.#size;
    const [left, right] = [Math.max(0, from), Math.min(width, to)];
    if (y < 0 || y >= height || right <= left) return;
    const place = y * STRIDE;
    if (this.#ends.at(-1) === place + left) this.#ends.pop();
    else this.#ends.push(place + left);
    this.#ends.push(place + right);
  }

  get spans(): Spans {
    return this.#ends;
  }
}

/** Without what lies outside the picture. */
export function spansWithin(spans: Spans, size: PictureSize): Spans {
  const rows = new SpanRows(size);
  for (let i = 0; i < spans.length; i += 2) {
    const [from = 0, to = 0] = [spans[i], spans[i + 1]];
    const left = from % STRIDE;
    rows.add(rowOf(from), left, left + to - from);
  }
  return rows.spans;
}

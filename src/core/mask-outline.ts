/**
 * The border of a set of pixels, along the pixels' edges. Its upright sides are the ends of spans;
 * which of them follows which is found row by row, in one pass over the ends.
 */
import type { Point } from "./geometry.ts";
import { type Spans, STRIDE } from "./spans.ts";

/** Ends of spans: even ones begin a span, and are run up; odd ones end it, and are run down. */
interface Sides {
  readonly x: Int32Array;
  readonly y: Int32Array;
  /** The side that is run after each. */
  readonly next: Int32Array;
}

/** The sides of one row: places from, and up to, in the lists. */
type Row = readonly [from: number, to: number];

const NO_ROW: Row = [0, 0];

/**
 * Ties the sides above a line to those below it. From left to right the line is inside of one of
 * both rows between the first side and the second, the third and the fourth, and so on.
 */
function tie({ x, next }: Sides, above: Row, below: Row): void {
  let [a, b] = [above[0], below[0]];
  let first = -1;
  let arrives = false;
  while (a < above[1] || b < below[1]) {
    const [left = 0, right = 0] = [x[a], x[b]];
    const isEqual = a < above[1] && b < below[1] && left === right;
    // At corners that touch, the row that is inside ends first: its ring turns, and crosses no other.
    const isAbove = isEqual
      ? a % 2 === 1
      : b >= below[1] || (a < above[1] && left < right);
    const side = isAbove ? a++ : b++;
    const isArriving = isAbove === (side % 2 === 1);
    if (first < 0) {
      first = side;
      arrives = isArriving;
    } else {
      if (arrives) next[first] = side;
      else next[side] = first;
      first = -1;
    }
  }
}

function sidesOf(spans: Spans): Sides {
  const { length } = spans;
  const x = new Int32Array(length);
  const y = new Int32Array(length);
  const sides = { x, y, next: new Int32Array(length) };
  for (let i = 0; i < length; i += 1) {
    const place = spans[i] ?? 0;
    const row = Math.floor(place / STRIDE);
    y[i] = row;
    x[i] = place - row * STRIDE;
  }
  let above = NO_ROW;
  for (let from = 0, to = 0; from < length; from = to) {
    while (to < length && y[to] === y[from]) to += 1;
    const isNext = from > 0 && y[from] === (y[from - 1] ?? 0) + 1;
    if (!isNext) tie(sides, above, NO_ROW);
    tie(sides, isNext ? above : NO_ROW, [from, to]);
    above = [from, to];
  }
  tie(sides, above, NO_ROW);
  return sides;
}

/**
 * Closed rings with corners at pixel corners. Outer ones run clockwise as seen, holes the other way.
 * Pixels that touch at a corner only are of two rings.
 */
export function outlineOfSpans(spans: Spans): Point[][] {
  const { x, y, next } = sidesOf(spans);
  const isDone = new Uint8Array(spans.length);
  const rings: Point[][] = [];
  for (let start = 0; start < spans.length; start += 1) {
    if (isDone[start]) continue;
    const ring: Point[] = [];
    for (let side = start; !isDone[side]; side = next[side] ?? 0) {
      isDone[side] = 1;
      const [from = 0, to = 0] = [x[side], x[next[side] ?? 0]];
      if (from === to) continue;
      const end = (y[side] ?? 0) + (side % 2);
      ring.push({ x: from, y: end }, { x: to, y: end });
    }
    rings.push(ring);
  }
  return rings;
}

/** The border of a set of pixels, along the pixels' edges. */
import type { Point } from "./geometry.ts";
import { combined, rowOf, type Spans, STRIDE } from "./spans.ts";

/** 0 right, 1 down, 2 left, 3 up; the set lies on the right hand, as y points down. */
type Direction = 0 | 1 | 2 | 3;

/** Straight pieces by where they begin, each as `end * 4 + direction`: two where pixels touch at a corner. */
class Edges {
  readonly #first = new Map<number, number>();
  readonly #second = new Map<number, number>();

  add(from: number, to: number, direction: Direction): void {
    const edge = to * 4 + direction;
    if (this.#first.has(from)) this.#second.set(from, edge);
    else this.#first.set(from, edge);
  }

  /** The piece that goes on here, taken away: of two, the one to the right, so that no corner is crossed. */
  take(at: number, came: number): number | null {
    const first = this.#first.get(at);
    if (first === undefined) return null;
    const second = this.#second.get(at);
    if (second === undefined) {
      this.#first.delete(at);
      return first;
    }
    const isFirst = (first % 4) - came === 1 || (first % 4) - came === -3;
    this.#second.delete(at);
    if (isFirst) this.#first.set(at, second);
    return isFirst ? first : second;
  }

  get starts(): IterableIterator<number> {
    return this.#first.keys();
  }
}

const pointOf = (place: number): Point => ({
  x: place % STRIDE,
  y: rowOf(place),
});

/** Ends of the spans of each row, as x. */
function byRow(spans: Spans): Map<number, number[]> {
  const rows = new Map<number, number[]>();
  for (let i = 0; i < spans.length; i += 2) {
    const [from = 0, to = 0] = [spans[i], spans[i + 1]];
    const y = rowOf(from);
    const row = rows.get(y) ?? [];
    row.push(from - y * STRIDE, to - y * STRIDE);
    rows.set(y, row);
  }
  return rows;
}

function edgesOf(spans: Spans): Edges {
  const edges = new Edges();
  const rows = byRow(spans);
  const borders = new Set([...rows.keys()].flatMap((y) => [y, y + 1]));
  for (const y of borders) {
    const [above, below] = [rows.get(y - 1) ?? [], rows.get(y) ?? []];
    const place = y * STRIDE;
    const tops = combined(above, below, (up, low) => low && !up);
    for (let i = 0; i < tops.length; i += 2)
      edges.add(place + (tops[i] ?? 0), place + (tops[i + 1] ?? 0), 0);
    const bottoms = combined(above, below, (up, low) => up && !low);
    for (let i = 0; i < bottoms.length; i += 2)
      edges.add(place + (bottoms[i + 1] ?? 0), place + (bottoms[i] ?? 0), 2);
    below.forEach((x, i) => {
      if (i % 2 === 0) edges.add(place + STRIDE + x, place + x, 3);
      else edges.add(place + x, place + STRIDE + x, 1);
    });
  }
  return edges;
}

/**
 * Closed rings with corners at pixel corners. Outer ones run clockwise as seen, holes the other way.
 * Pixels that touch at a corner only are of two rings.
 */
export function outlineOfSpans(spans: Spans): Point[][] {
  const edges = edgesOf(spans);
  const rings: Point[][] = [];
  // What a ring takes away is not visited any more.
  for (const start of edges.starts) {
    const ring: Point[] = [];
    let [at, came] = [start, -1];
    do {
      const edge = edges.take(at, came);
      if (edge === null) break;
      const direction = edge % 4;
      if (direction !== came) ring.push(pointOf(at));
      [at, came] = [(edge - direction) / 4, direction];
    } while (at !== start);
    rings.push(ring);
  }
  return rings;
}

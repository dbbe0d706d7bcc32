/** The border of a set of pixels, along the pixels' edges. */
import type { Point } from "./geometry.ts";
import { combined, rowOf, type Spans, STRIDE } from "./spans.ts";

/** One straight piece; the set lies on its right hand, as y points down. */
interface Edge {
  readonly to: number;
  /** 0 right, 1 down, 2 left, 3 up. */
  readonly direction: 0 | 1 | 2 | 3;
}

class Edges {
  readonly #from = new Map<number, Edge[]>();

  add(from: number, to: number, direction: Edge["direction"]): void {
    const edge = { to, direction };
    const same = this.#from.get(from);
    if (same) same.push(edge);
    else this.#from.set(from, [edge]);
  }

  /** The piece that goes on here, taken away: the one furthest to the right where two pixels touch at a corner. */
  take(at: number, came: number): Edge | null {
    const list = this.#from.get(at);
    if (!list) return null;
    const turn = (edge: Edge): number => (edge.direction - came + 4) % 4;
    // Right is 1, straight 0, left 3: corners of pixels are never crossed.
    list.sort((a, b) => ((turn(a) + 2) % 4) - ((turn(b) + 2) % 4));
    const edge = list.pop() ?? null;
    if (list.length === 0) this.#from.delete(at);
    return edge;
  }

  get first(): number | null {
    const [at] = this.#from.keys();
    return at ?? null;
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
  for (let start = edges.first; start !== null; start = edges.first) {
    const ring: Point[] = [];
    let [at, came] = [start, -1];
    for (;;) {
      const edge = edges.take(at, came < 0 ? 0 : came);
      if (!edge) break;
      if (edge.direction !== came) ring.push(pointOf(at));
      ({ to: at, direction: came } = edge);
      if (at === start) break;
    }
    rings.push(ring);
  }
  return rings;
}

/** Drawn forms as pixels: a pixel belongs to a form when its middle lies in it. */
import type { Point } from "./geometry.ts";
import type { PictureSize } from "./shape-geometry.ts";
import { SpanRows, type Spans } from "./spans.ts";

/** The first pixel whose middle is at `x` or right of it. */
const pixelFrom = (x: number): number => Math.ceil(x - 0.5);

/** Pixels in rings by the even-odd rule. */
export function spansOfRings(
  rings: readonly (readonly Point[])[],
  size: PictureSize,
): Spans {
  const crossings = new Map<number, number[]>();
  for (const ring of rings) {
    let before = ring.at(-1);
    for (const point of ring) {
      if (before && before.y !== point.y) {
        const [up, low] =
          before.y < point.y ? [before, point] : [point, before];
        const first = Math.max(0, pixelFrom(up.y));
        const end = Math.min(size.height, pixelFrom(low.y));
        const slope = (low.x - up.x) / (low.y - up.y);
        for (let y = first; y < end; y += 1) {
          const x = up.x + (y + 0.5 - up.y) * slope;
          const row = crossings.get(y);
          if (row) row.push(x);
          else crossings.set(y, [x]);
        }
      }
      before = point;
    }
  }
  const rows = new SpanRows(size);
  for (const y of [...crossings.keys()].sort((a, b) => a - b)) {
    const row = (crossings.get(y) ?? []).sort((a, b) => a - b);
    for (let i = 0; i + 1 < row.length; i += 2)
      rows.add(y, pixelFrom(row[i] ?? 0), pixelFrom(row[i + 1] ?? 0));
  }
  return rows.spans;
}

/** From and to of pixels, row by row; they may overlap. */
type Rows = Map<number, number[]>;

/** Adds what a round brush covers on its straight way from `a` to `b`. */
function addCapsule(
  rows: Rows,
  a: Point,
  b: Point,
  radius: number,
  height: number,
): void {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = Math.hypot(dx, dy) || 1;
  const [nx, ny] = [(-dy / length) * radius, (dx / length) * radius];
  const first = Math.max(0, Math.floor(Math.min(a.y, b.y) - radius));
  const end = Math.min(height, Math.ceil(Math.max(a.y, b.y) + radius));
  for (let row = first; row < end; row += 1) {
    const y = row + 0.5;
    let [left, right] = [Infinity, -Infinity];
    for (const { x, y: centre } of [a, b]) {
      const half = Math.sqrt(radius ** 2 - (y - centre) ** 2);
      // Beyond the disc this is no number, and compares as false.
      if (x - half < left) left = x - half;
      if (x + half > right) right = x + half;
    }
    // The straight sides, each a line beside the way; where this row crosses them.
    for (const side of dy === 0 ? [] : [1, -1]) {
      const along = (y - a.y - side * ny) / dy;
      const x = a.x + side * nx + along * dx;
      if (along < 0 || along > 1) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
    }
    if (right <= left) continue;
    const list = rows.get(row);
    if (list) list.push(pixelFrom(left), pixelFrom(right));
    else rows.set(row, [pixelFrom(left), pixelFrom(right)]);
  }
}

/** The pixels of a row that any of its pieces covers. */
function addRow(rows: SpanRows, y: number, ends: readonly number[]): void {
  const order = Array.from({ length: ends.length / 2 }, (_, i) => 2 * i).sort(
    (a, b) => (ends[a] ?? 0) - (ends[b] ?? 0),
  );
  let [from, to] = [-Infinity, -Infinity];
  for (const i of order) {
    const [left, right] = [ends[i] ?? 0, ends[i + 1] ?? 0];
    if (left > to) {
      if (to > from) rows.add(y, from, to);
      [from, to] = [left, right];
    } else if (right > to) to = right;
  }
  if (to > from) rows.add(y, from, to);
}

/** A brush covers what lies between two places this share of its radius apart anyway. */
const STEP = 1 / 8;

/** Pixels under a round brush that goes along `points`. @param radius picture pixels. */
export function spansOfStroke(
  points: readonly Point[],
  radius: number,
  size: PictureSize,
): Spans {
  const step = Math.max(0.5, radius * STEP);
  const rows: Rows = new Map();
  let last: Point | null = null;
  points.forEach((point, i) => {
    const away = last ? Math.hypot(point.x - last.x, point.y - last.y) : step;
    if (away < step && i < points.length - 1) return;
    addCapsule(rows, last ?? point, point, radius, size.height);
    last = point;
  });
  const spans = new SpanRows(size);
  for (const y of [...rows.keys()].sort((a, b) => a - b))
    addRow(spans, y, rows.get(y) ?? []);
  return spans.spans;
}

/** Drawn forms as pixels: a pixel belongs to a form when its middle lies in it. */
import type { Point } from "./geometry.ts";
import { boundsOfPoints } from "./ring-geometry.ts";
import type { PictureSize } from "./shape-geometry.ts";
import { SpanRows, type Spans, unitedAll } from "./spans.ts";

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

/** What a round brush covers on its straight way from `a` to `b`. */
function spansOfCapsule(
  a: Point,
  b: Point,
  radius: number,
  size: PictureSize,
): Spans {
  const rows = new SpanRows(size);
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = Math.hypot(dx, dy);
  const box = boundsOfPoints([a, b]);
  const first = Math.floor(box.yMin - radius);
  const end = Math.ceil(box.yMax + radius);
  for (
    let row = Math.max(0, first);
    row < Math.min(size.height, end);
    row += 1
  ) {
    const y = row + 0.5;
    let [left, right] = [Infinity, -Infinity];
    const reach = (from: number, to: number): void => {
      left = Math.min(left, from);
      right = Math.max(right, to);
    };
    for (const { x, y: centre } of [a, b]) {
      const half = radius ** 2 - (y - centre) ** 2;
      if (half >= 0) reach(x - Math.sqrt(half), x + Math.sqrt(half));
    }
    if (length > 0) {
      // The straight sides, each a line beside the way; where this row crosses them.
      const [nx, ny] = [(-dy / length) * radius, (dx / length) * radius];
      for (const side of [1, -1]) {
        const along = dy === 0 ? NaN : (y - a.y - side * ny) / dy;
        if (along >= 0 && along <= 1) {
          const x = a.x + side * nx + along * dx;
          reach(x, x);
        }
      }
    }
    if (right > left) rows.add(row, pixelFrom(left), pixelFrom(right));
  }
  return rows.spans;
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
  const kept: Point[] = [];
  points.forEach((point, i) => {
    const last = kept.at(-1);
    const isFar =
      !last || Math.hypot(point.x - last.x, point.y - last.y) >= step;
    if (isFar || i === points.length - 1) kept.push(point);
  });
  const [only, second] = kept;
  if (!only) return [];
  if (!second) return spansOfCapsule(only, only, radius, size);
  return unitedAll(
    kept
      .slice(1)
      .map((point, i) => spansOfCapsule(kept[i] ?? point, point, radius, size)),
  );
}

/** Two fingers: their middle carries the picture, their distance scales it, or sets the brush. */
import type { Point } from "#core/geometry.ts";
import { distance } from "#core/shape-geometry.ts";
import type { Press, Surroundings } from "./surface-state.ts";
import { panBy, type Viewport, zoomAt } from "./viewport.ts";

const middleOf = (a: Point, b: Point): Point => ({
  x: (a.x + b.x) / 2,
  y: (a.y + b.y) / 2,
});

/** The view after the fingers moved; null when there are not two. */
export function pinchedView(
  before: readonly Press[],
  after: readonly Press[],
  { view, surface, picture }: Surroundings,
): Viewport | null {
  const [a, b] = before;
  const [c, d] = after;
  if (!a || !b || !c || !d) return null;
  const from = middleOf(a.at, b.at);
  const to = middleOf(c.at, d.at);
  const by = { x: to.x - from.x, y: to.y - from.y };
  const moved = panBy(view, by, surface, picture);
  return zoomAt(moved, pinchFactor(before, after), to, surface, picture);
}

/** How much farther apart the fingers are after they moved; 1 when there are not two. */
export function pinchFactor(
  [a, b]: readonly Press[],
  [c, d]: readonly Press[],
): number {
  if (!a || !b || !c || !d) return 1;
  return distance(c.at, d.at) / Math.max(1, distance(a.at, b.at));
}

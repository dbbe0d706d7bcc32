/** A curve is drawn, not measured: more points than this cannot be told apart. */
const MOST_POINTS = 200;

/** Points evenly spread over the curve, its ends among them; all where they are few. */
export function thinned<Point>(points: readonly Point[]): Point[] {
  if (points.length <= MOST_POINTS) return [...points];
  return Array.from(
    { length: MOST_POINTS },
    (_, i) =>
      points[
        Math.round((i * (points.length - 1)) / (MOST_POINTS - 1))
      ] as Point,
  );
}

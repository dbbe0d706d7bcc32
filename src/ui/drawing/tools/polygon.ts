import { toEighth } from "./straight.ts";
import type { DrawTool } from "./tool.ts";

/** A point per press, closed at the first; with Shift, edges at multiples of 45 degrees. */
export const polygon: DrawTool = {
  pointCount: null,
  shape: (points) => (points.length < 3 ? null : { kind: "polygon", points }),
  straighten: toEighth,
};

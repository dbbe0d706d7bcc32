/** Tools for areas of any form. What comes of them is the business of whoever keeps the shapes. */
import { line } from "./line.ts";
import { point } from "./point.ts";
import { polygon } from "./polygon.ts";
import type { DrawTool } from "./tool.ts";

/** Along an edge with the button down; single presses place points, as for a polygon. */
export const freehand: DrawTool = { ...polygon, byPath: true };

/** As free-hand, on top of what is there. */
export const cut: DrawTool = { ...freehand, isOverShapes: true };

/** A round brush: a path, or a dab. */
export const brush: DrawTool = {
  pointCount: 1,
  shape: () => null,
  byPath: true,
  isStroke: true,
  isOverShapes: true,
  straighten: polygon.straighten,
};

/** A press in an area. */
export const fill: DrawTool = { ...point, isStroke: true, isOverShapes: true };

/** From one side of an area to another. */
export const split: DrawTool = { ...line, isOverShapes: true };

/** Four places: the outermost at the top, left, bottom and right, in any order. */
export const extreme: DrawTool = {
  pointCount: 4,
  shape: (points) => (points.length < 3 ? null : { kind: "polygon", points }),
  isStroke: true,
  isOverShapes: true,
  straighten: (_before, at) => at,
};

import type { Point } from "#core/geometry.ts";
import type { Shape } from "#core/shape.ts";

export type DrawToolId =
  | "bndbox"
  | "polygon"
  | "circle"
  | "line"
  | "dashed"
  | "point"
  | "freehand"
  | "brush"
  | "eraser"
  | "fill"
  | "cut"
  | "split"
  | "redraw"
  | "extreme";

export type ToolId = "select" | DrawToolId;

/**
 * A way to draw one shape: how many points it takes, and what they mean. How points are placed, by
 * mouse, finger or pen, by taps or by a drag, is the machine's business alone.
 */
export interface DrawTool {
  /** Points that complete the shape; null = as many as wanted, until it is closed. */
  readonly pointCount: number | null;
  /** @returns null while the points make no shape yet. Points are picture pixels, in the picture. */
  readonly shape: (points: readonly Point[]) => Shape | null;
  /** A drag leaves a path of points behind, and ends what began with it. */
  readonly byPath?: true;
  /** The points themselves are wanted, not a shape of them. */
  readonly isStroke?: true;
  /** A press never takes what is selected: the tool works on it. */
  readonly isOverShapes?: true;
  /** With Shift held: the place nearest to `at` that makes a regular form with the point before. */
  readonly straighten: (before: Point, at: Point) => Point;
}

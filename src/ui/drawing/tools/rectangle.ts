import { boundsOfPoints } from "#core/ring-geometry.ts";
import type { DrawTool } from "./tool.ts";

/** Two opposite corners; with Shift, a square. */
export const rectangle: DrawTool = {
  pointCount: 2,
  shape: (points) =>
    points.length < 2 ? null : { kind: "bndbox", ...boundsOfPoints(points) },
  straighten: (before, at) => {
    const [dx, dy] = [at.x - before.x, at.y - before.y];
    const side = Math.min(Math.abs(dx), Math.abs(dy));
    return {
      x: before.x + Math.sign(dx) * side,
      y: before.y + Math.sign(dy) * side,
    };
  },
};

import { distance } from "#core/shape-geometry.ts";
import type { DrawTool } from "./tool.ts";

/** The middle, then any place on the rim. */
export const circle: DrawTool = {
  pointCount: 2,
  shape: ([center, rim]) =>
    center && rim
      ? { kind: "circle", center, radius: distance(center, rim) }
      : null,
  straighten: (_before, at) => at,
};

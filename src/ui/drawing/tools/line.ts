import { toEighth } from "./straight.ts";
import type { DrawTool } from "./tool.ts";

/** Start and end; with Shift, at a multiple of 45 degrees. */
const lineTool = (isDashed: boolean): DrawTool => ({
  pointCount: 2,
  shape: ([from, to]) =>
    from && to ? { kind: "line", from, to, isDashed } : null,
  straighten: toEighth,
});

export const line = lineTool(false);
export const dashedLine = lineTool(true);

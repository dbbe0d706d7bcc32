import type { DrawTool } from "./tool.ts";

export const point: DrawTool = {
  pointCount: 1,
  shape: ([at]) => (at ? { kind: "point", point: at } : null),
  straighten: (_before, at) => at,
};

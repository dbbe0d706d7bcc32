import type { DrawToolId } from "#ui/drawing/tools/tool.ts";

/** Shapes in the order of their keys 1-6. Source: data management 11.6. */
export const TOOLS: readonly DrawToolId[] = [
  "bndbox",
  "polygon",
  "circle",
  "line",
  "dashed",
  "point",
];

import type { DrawToolId, ToolId } from "#ui/drawing/tools/tool.ts";

/** In the order of their digits, from 1. */
export const TOOLS: readonly DrawToolId[] = [
  "polygon",
  "freehand",
  "brush",
  "eraser",
  "fill",
  "cut",
  "split",
  "redraw",
  "extreme",
];

/** Letters, which choose a tool whatever is selected. */
export const TOOL_LETTERS: Readonly<Record<string, ToolId>> = {
  p: "polygon",
  o: "freehand",
  b: "brush",
  e: "eraser",
  g: "fill",
  u: "cut",
  s: "split",
  r: "redraw",
  q: "extreme",
};

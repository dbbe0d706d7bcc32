import { brush, cut, extreme, fill, freehand, split } from "./area-tools.ts";
import { circle } from "./circle.ts";
import { dashedLine, line } from "./line.ts";
import { point } from "./point.ts";
import { polygon } from "./polygon.ts";
import { rectangle } from "./rectangle.ts";
import type { DrawTool, DrawToolId } from "./tool.ts";

export const drawTools: Readonly<Record<DrawToolId, DrawTool>> = {
  bndbox: rectangle,
  polygon,
  circle,
  line,
  dashed: dashedLine,
  point,
  freehand,
  brush,
  eraser: brush,
  fill,
  cut,
  split,
  redraw: brush,
  extreme,
};

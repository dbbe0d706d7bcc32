import { expect, it } from "vitest";
import type { Shape } from "#core/shape.ts";
import { boundsOf } from "#core/shape-geometry.ts";
import { boundsOfPoints } from "#core/ring-geometry.ts";
import type { DrawnShape } from "./drawn-shape.ts";
import { drawnInMiddle, stretched } from "./keyboard-shapes.ts";
import { drawTools } from "./tools/draw-tools.ts";
import type { DrawToolId } from "./tools/tool.ts";

const size = { width: 400, height: 300 };
const drawn = (shape: Shape, isLocked = false): DrawnShape => ({
  key: 1,
  shape,
  color: "#000000",
  name: "",
  isLocked,
  isHidden: false,
  isProposed: false,
});

it("every tool makes a shape in the middle of what is in view, in the picture", () => {
  for (const tool of Object.keys(drawTools) as DrawToolId[]) {
    const [made] = drawnInMiddle(
      tool,
      { xMin: 300, yMin: 200, xMax: 460, yMax: 280 },
      size,
    );
    const box =
      made &&
      (made.kind === "draw"
        ? boundsOf(made.shape)
        : boundsOfPoints(made.points));
    expect(box && box.xMin >= 300 && box.xMax <= 400, tool).toBe(true);
    expect(box && (box.yMin + box.yMax) / 2, tool).toBe(240);
  }
});

it("keys size boxes, lines and circles, not below one pixel and not what is locked", () => {
  const box: Shape = { kind: "bndbox", xMin: 10, yMin: 10, xMax: 12, yMax: 20 };
  const by = (x: number, y: number) => ({ x, y });
  expect(stretched([drawn(box)], by(10, -1), size)).toEqual([
    { key: 1, shape: { ...box, xMax: 22, yMax: 19 } },
  ]);
  expect(stretched([drawn(box)], by(-2, 0), size)).toEqual([]);
  expect(stretched([drawn(box, true)], by(1, 0), size)).toEqual([]);
  const circle: Shape = { kind: "circle", center: { x: 50, y: 50 }, radius: 9 };
  expect(stretched([drawn(circle)], by(0, 1), size)).toEqual([
    { key: 1, shape: { ...circle, radius: 10 } },
  ]);
});

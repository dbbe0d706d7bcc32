import { describe, expect, test } from "vitest";
import { cropSquare, outlineOf } from "./crop.ts";

const box = {
  kind: "bndbox",
  xMin: 100,
  yMin: 50,
  xMax: 175,
  yMax: 80,
} as const;

describe("the crop of an object", () => {
  test("is a square round its middle, a quarter of it for what lies round", () => {
    expect(cropSquare(box)).toEqual({ x: 87.5, y: 15, side: 100 });
  });

  test("shows what lies round a dot", () => {
    const dot = { kind: "point", point: { x: 10, y: 10 } } as const;
    expect(cropSquare(dot)).toEqual({ x: -10, y: -10, side: 40 });
  });

  test("has the outline in its own units", () => {
    expect(outlineOf(box, cropSquare(box))).toBe(
      "M12.5 35L87.5 35L87.5 65L12.5 65Z",
    );
    const line = {
      kind: "line",
      from: { x: 0, y: 0 },
      to: { x: 30, y: 0 },
      isDashed: false,
    } as const;
    expect(outlineOf(line, cropSquare(line))).toBe("M12.5 50L87.5 50");
  });

  test("thins out polygons of many points", () => {
    const points = Array.from({ length: 5000 }, (_, i) => ({
      x: Math.cos(i / 800) * 50,
      y: Math.sin(i / 800) * 50,
    }));
    const polygon = { kind: "polygon", points } as const;
    const outline = outlineOf(polygon, cropSquare(polygon));
    expect(outline.split("L").length).toBeLessThanOrEqual(400);
  });
});

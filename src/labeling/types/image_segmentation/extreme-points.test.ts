import { expect, test } from "vitest";
import type { Point } from "#core/geometry.ts";
import { spansOfRings } from "#core/rasterize.ts";
import { areaOfRing } from "#core/ring-geometry.ts";
import { intersected, spannedArea, united } from "#core/spans.ts";
import { cropAround, extremeOutline, inTurn } from "./extreme-points.ts";

const size = { width: 1200, height: 900 };
const middle = { x: 700, y: 400 };
const ellipse: Point[] = Array.from({ length: 90 }, (_, i) => ({
  x: middle.x + 300 * Math.cos((i * Math.PI) / 45),
  y: middle.y + 180 * Math.sin((i * Math.PI) / 45),
}));
const isIn = (x: number, y: number): boolean =>
  ((x - middle.x) / 300) ** 2 + ((y - middle.y) / 180) ** 2 < 1;

test("four places give the outline of a noisy ellipse in picture pixels", () => {
  const points = [
    { x: 1000, y: 400 },
    { x: 700, y: 220 },
    { x: 400, y: 400 },
    { x: 700, y: 580 },
  ];
  const crop = cropAround(points, size);
  expect(Math.max(crop.width, crop.height)).toBeLessThanOrEqual(192);
  const { width, height, box } = crop;
  const rgba = new Uint8ClampedArray(width * height * 4);
  let seed = 3;
  for (let i = 0; i < width * height; i += 1) {
    const x = box.xMin + (((i % width) + 0.5) * (box.xMax - box.xMin)) / width;
    const y =
      box.yMin +
      ((Math.floor(i / width) + 0.5) * (box.yMax - box.yMin)) / height;
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    const noise = (seed / 2 ** 32 - 0.5) * 60;
    const color = isIn(x, y) ? [180, 80, 60] : [70, 130, 90];
    color.forEach((value, c) => (rgba[4 * i + c] = value + noise));
  }
  const outline = extremeOutline(points, crop, { width, height, rgba }) ?? [];
  expect(outline.length).toBeGreaterThan(8);
  expect(outline.length).toBeLessThan(120);
  const [found, truth] = [outline, ellipse].map((ring) =>
    spansOfRings([ring], size),
  );
  const iou =
    spannedArea(intersected(found ?? [], truth ?? [])) /
    spannedArea(united(found ?? [], truth ?? []));
  expect(iou).toBeGreaterThan(0.95);
});

test("places pressed in any order make a way that crosses nothing", () => {
  const [top, right, bottom, left] = [
    { x: 50, y: 0 },
    { x: 100, y: 50 },
    { x: 50, y: 100 },
    { x: 0, y: 50 },
  ];
  const turn = inTurn([top, bottom, left, right]);
  expect(areaOfRing(turn)).toBe(5000);
});

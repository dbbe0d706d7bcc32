import { describe, expect, test } from "vitest";
import { asMask, pixelsOf } from "#core/region-mask.ts";
import type { RegionShape } from "#core/shape.ts";
import { areaOf, containsPoint } from "#core/shape-geometry.ts";
import { spannedArea, unitedAll } from "#core/spans.ts";
import {
  asPolygons,
  cutOut,
  filled,
  merged,
  painted,
  splitBy,
} from "./region-operations.ts";
import { square } from "../../../../tests/support/plain-shapes.ts";

const size = { width: 400, height: 300 };
const polygon: RegionShape = { kind: "polygon", points: square(50, 50, 100) };
const mask = asMask(polygon, size) as RegionShape;
const area = (shape: RegionShape | null | undefined): number =>
  shape ? areaOf(shape) : 0;

describe.each([
  ["a polygon", polygon],
  ["a mask", mask],
])("%s", (_name, region) => {
  const isMask = region.kind === "mask";

  test("has the area it was drawn with", () => {
    expect(area(region)).toBe(10_000);
  });

  test("is cut: a hole inside, a bite at the edge, nothing left", () => {
    const hole = cutOut(region, square(80, 80, 20), size);
    expect(area(hole)).toBeCloseTo(9600, 0);
    expect(hole && containsPoint(hole, { x: 90, y: 90 })).toBe(false);
    expect(hole && containsPoint(hole, { x: 60, y: 60 })).toBe(true);
    expect(hole?.kind).toBe(isMask ? "mask" : "multipolygon");
    expect(area(cutOut(region, square(140, 140, 50), size))).toBeCloseTo(
      9900,
      0,
    );
    expect(cutOut(region, square(0, 0, 300), size)).toBeNull();
  });

  test("a hole is filled where it is pressed, and nothing elsewhere", () => {
    const hole = cutOut(region, square(80, 80, 20), size) as RegionShape;
    expect(area(filled(hole, { x: 90, y: 90 }, size))).toBeCloseTo(10_000, 0);
    expect(filled(hole, { x: 60, y: 60 }, size)).toBeNull();
    expect(filled(hole, { x: 10, y: 10 }, size)).toBeNull();
  });

  test("grows under the brush and shrinks under the eraser", () => {
    const stroke = {
      points: [
        { x: 150, y: 100 },
        { x: 200, y: 100 },
      ],
      radius: 10,
    };
    const more = painted(region, stroke, false, size);
    // Half a disc less lies outside: 50 x 20 and the round end.
    const grown = 50 * 20 + (Math.PI * 100) / 2;
    expect(area(more)).toBeGreaterThan(10_000 + grown - 15);
    expect(area(more)).toBeLessThan(10_000 + grown + 15);
    expect(more?.kind === "mask").toBe(isMask);
    const less = painted(region, stroke, true, size);
    expect(area(less)).toBeGreaterThan(10_000 - (Math.PI * 100) / 2 - 8);
    expect(area(less)).toBeLessThan(10_000 - (Math.PI * 100) / 2 + 8);
    const all = { points: square(0, 0, 200), radius: 200 };
    expect(painted(region, all, true, size)).toBeNull();
  });

  test("is split by a line that goes through, with nothing lost", () => {
    const halves = splitBy(region, { x: 90, y: 0 }, { x: 90, y: 300 }, size);
    expect(halves?.length).toBe(2);
    expect(halves?.map(area).sort((a, b) => a - b)).toEqual([
      expect.closeTo(4000, 0),
      expect.closeTo(6000, 0),
    ]);
    expect(
      splitBy(region, { x: 90, y: 0 }, { x: 90, y: 100 }, size),
    ).toBeNull();
    expect(
      splitBy(region, { x: 10, y: 0 }, { x: 10, y: 300 }, size),
    ).toBeNull();
  });

  test("is merged with what overlaps it and with what lies apart", () => {
    const other: RegionShape = {
      kind: "polygon",
      points: square(100, 100, 100),
    };
    expect(area(merged([region, other], size))).toBeCloseTo(17_500, 0);
    const apart: RegionShape = {
      kind: "polygon",
      points: square(300, 200, 50),
    };
    expect(area(merged([region, apart], size))).toBeCloseTo(12_500, 0);
  });
});

test.each([
  [57, 131],
  [61, 144.4],
  [40.3, 158.9],
])("a mask split along a slanted line keeps every pixel, %d to %d", (y, to) => {
  const halves = splitBy(mask, { x: 30, y }, { x: 170, y: to }, size);
  const pixels = (halves ?? []).map((half) => pixelsOf(half, size));
  expect(pixels).toHaveLength(2);
  expect(unitedAll(pixels)).toEqual(pixelsOf(mask, size));
  expect(pixels.map(spannedArea).reduce((a, b) => a + b)).toBe(10_000);
});

test("a mask becomes polygons of nearly its form, holes and parts among it", () => {
  const hole = cutOut(mask, square(80, 80, 20), size) as RegionShape;
  const more = painted(
    hole,
    { points: [{ x: 300, y: 200 }], radius: 30 },
    false,
    size,
  );
  const vector = asPolygons(more as RegionShape);
  expect(vector?.kind).toBe("multipolygon");
  expect(area(vector) / area(more)).toBeCloseTo(1, 2);
  const points =
    vector?.kind === "multipolygon" ? vector.polygons.flat(2).length : 0;
  expect(points).toBeLessThan(80);
});

test("tangled strokes never fail: the parts of a random scribble fit together", () => {
  let seed = 7;
  const random = (): number => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed / 2 ** 32;
  };
  let region: RegionShape | null = polygon;
  for (let i = 0; i < 120; i += 1) {
    const points = Array.from({ length: 6 }, () => ({
      x: random() * 400,
      y: random() * 300,
    }));
    const before: number = area(region);
    const isErasing = random() < 0.5;
    region =
      painted(region, { points, radius: 2 + random() * 20 }, isErasing, size) ??
      polygon;
    if (isErasing)
      expect(area(region)).toBeLessThanOrEqual(Math.max(before, 10_000) + 30);
    else expect(area(region)).toBeGreaterThanOrEqual(before - 30);
    expect(area(region)).toBeLessThanOrEqual(400 * 300 + 1);
  }
});

import { expect, test } from "vitest";
import { spansOf } from "./mask.ts";
import { asMask, pixelsOf } from "./region-mask.ts";
import type { RegionShape } from "./shape.ts";
import { spannedArea, spansWithin } from "./spans.ts";
import { square } from "../../tests/support/plain-shapes.ts";

const large = { width: 60, height: 60 };
const small = { width: 20, height: 12 };

test("a mask that reaches beyond the picture is cut to it", () => {
  const mask = asMask({ kind: "polygon", points: square(5, 5, 30) }, large);
  if (!mask) throw new Error("There is no mask");
  const inside = spansWithin(spansOf(mask), small);
  expect(spannedArea(inside)).toBe(15 * 7);
  expect(pixelsOf(mask, small)).toEqual(inside);
  expect(asMask(mask, small)).toMatchObject({
    x: 5,
    y: 5,
    width: 15,
    height: 7,
  });
  expect(asMask(mask, large)).toBe(mask);
  expect(asMask(mask, { width: 5, height: 5 })).toBeNull();
});

test("parts of one region that overlap are one area, and holes stay holes", () => {
  const parts: RegionShape = {
    kind: "multipolygon",
    polygons: [[square(0, 0, 10), square(2, 2, 2)], [square(5, 5, 10)]],
  };
  expect(spannedArea(pixelsOf(parts, large))).toBe(100 - 4 + 100 - 25);
});

import { expect, test } from "vitest";
import { AppError } from "#core/errors.ts";
import { asMask } from "#core/region-mask.ts";
import { spannedArea } from "#core/spans.ts";
import {
  colorPng,
  greyPng,
  maskFromBase64,
  maskToBase64,
  palettePng,
  readPngValues,
} from "./png-values.ts";
import { spansByValue } from "./value-picture.ts";

const width = 37;
const height = 11;
/** Every value to `most`, in an order without pattern. */
const picture = (most: number) => ({
  width,
  height,
  values: Uint32Array.from(
    { length: width * height },
    (_, i) => (i * 7919 + (i >> 3)) % (most + 1),
  ),
});

test("palettes, grey levels of 8 and 16 bits, and colors come back exactly", () => {
  const colors = Array.from(
    { length: 256 },
    (_, i) => [i, (i * 5) % 256, 255 - i] as const,
  );
  const indexed = readPngValues(palettePng(picture(255), colors));
  expect(indexed.values).toEqual(picture(255).values);
  expect(indexed.palette).toEqual(colors);
  expect(indexed.kind).toBe("palette");
  for (const most of [255, 65_535]) {
    const grey = readPngValues(greyPng(picture(most)));
    expect(grey.values).toEqual(picture(most).values);
    expect(grey.kind).toBe("grey");
  }
  const color = readPngValues(colorPng(picture(0xffffff)));
  expect(color.values).toEqual(picture(0xffffff).values);
  expect(color.kind).toBe("color");
});

test("the pixels of each value are found, all of them once", () => {
  const spans = spansByValue(picture(6));
  expect([...spans.keys()].sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
  const areas = [...spans.values()].map(spannedArea);
  expect(areas.reduce((sum, one) => sum + one, 0)).toBe(width * height);
});

test("LabelMe's masks come back exactly", () => {
  const triangle = [
    { x: 3.2, y: 4 },
    { x: 20.7, y: 9 },
    { x: 6, y: 17.5 },
  ];
  const mask = asMask(
    { kind: "polygon", points: triangle },
    { width: 30, height: 30 },
  );
  expect(mask).not.toBeNull();
  if (mask)
    expect(maskFromBase64(maskToBase64(mask), mask.x, mask.y)).toEqual(mask);
});

test("a damaged file is refused", () => {
  const bytes = greyPng(picture(255));
  bytes[60] = (bytes[60] ?? 0) ^ 255;
  expect(() => readPngValues(bytes)).toThrow(AppError);
  expect(() => readPngValues(bytes.subarray(0, 30))).toThrow(AppError);
});

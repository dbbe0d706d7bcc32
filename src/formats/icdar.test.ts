import { expect, test } from "vitest";
import { isIcdar, parseIcdar } from "./icdar.ts";

test("boxes and corners, quoted words and words with commas", () => {
  const text =
    '\ufeff1,2,5,2,5,8,1,8,Hello, world\r\n10 20 30 40 "RED"\n1, 2, 3, 4, "a b"\n0,0,9,0,9,9,0,9,###\n';
  expect(isIcdar(text)).toBe(true);
  const found = parseIcdar(text, () => undefined);
  expect(found.map(({ shape }) => shape)).toEqual([
    {
      kind: "polygon",
      points: [
        { x: 1, y: 2 },
        { x: 5, y: 2 },
        { x: 5, y: 8 },
        { x: 1, y: 8 },
      ],
    },
    { kind: "bndbox", xMin: 10, yMin: 20, xMax: 30, yMax: 40 },
    { kind: "bndbox", xMin: 1, yMin: 2, xMax: 3, yMax: 4 },
    expect.objectContaining({ kind: "polygon" }),
  ]);
  expect(found.map(({ attributes: { text: word } }) => word)).toEqual([
    "Hello, world",
    "RED",
    "a b",
    undefined,
  ]);
  expect(found.map(({ difficult }) => difficult)).toEqual([
    false,
    false,
    false,
    true,
  ]);
});

test.each(["0 0.5 0.5 0.1 0.1", "1 2 3 4 5 6 7 8 plane 0", "cat", ""])(
  "%j is another format's",
  (line) => {
    expect(isIcdar(line)).toBe(false);
  },
);

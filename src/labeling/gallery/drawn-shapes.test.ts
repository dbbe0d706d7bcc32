import { expect, test } from "vitest";
import type { LabelId } from "#core/ids.ts";
import type { Shape } from "#core/shape.ts";
import { drawnShapes } from "./drawn-shapes.ts";

const box = (xMin: number, yMin: number, side: number): Shape => ({
  kind: "bndbox",
  xMin,
  yMin,
  xMax: xMin + side,
  yMax: yMin + side,
});
const type = {
  shapesOf: (drawn: unknown) =>
    (drawn as readonly (readonly [string, Shape])[]).map(([, shape]) => shape),
  labelsOf: (drawn: unknown) =>
    (drawn as readonly (readonly [string, Shape])[]).map(
      ([label]) => label as LabelId,
    ),
};

test("shapes lie where the middle of a wide picture shows them, one path for each label", () => {
  const drawn = [
    ["car", box(100, 0, 200)],
    ["bus", box(0, 100, 50)],
    ["car", box(200, 100, 20)],
  ] as const;
  // 400 x 200: the square is x 100 to 300, at half a unit a pixel.
  expect(drawnShapes(type, drawn, { width: 400, height: 200 })).toEqual([
    {
      label: "car",
      outline: "M0 0L100 0L100 100L0 100ZM50 50L60 50L60 60L50 60Z",
    },
    { label: "bus", outline: "M-50 50L-25 50L-25 75L-50 75Z" },
  ]);
});

test("a tall picture is cut above and below", () => {
  const [first] = drawnShapes(type, [["car", box(0, 100, 200)]], {
    width: 200,
    height: 400,
  });
  expect(first?.outline).toBe("M0 0L100 0L100 100L0 100Z");
});

test("types without shapes draw nothing", () => {
  const { labelsOf } = type;
  expect(drawnShapes({ labelsOf }, [], { width: 1, height: 1 })).toEqual([]);
});

import { expect, it } from "vitest";
import { drawnFacts } from "./drawn-facts.ts";
import type { Shape } from "./shape.ts";
import { box } from "../../tests/support/plain-shapes.ts";

const size = { width: 100, height: 50 };
const circle: Shape = { kind: "circle", center: { x: 2, y: 2 }, radius: 9 };

it("counts the shapes that reach outside, but for the one pixel that counting from 1 makes", () => {
  const outside = (...shapes: Shape[]) => drawnFacts(shapes, size).outside;
  expect(outside(box(0, 0, 100, 50), box(1, 1, 101, 51))).toBe(0);
  expect(outside(box(0, 0, 102, 50))).toBe(1);
  expect(outside(box(0, 0, 50, 52))).toBe(1);
  expect(outside(box(-2, 0, 50, 50), box(0, -2, 50, 50))).toBe(2);
});

it("lets the rim of a circle be outside, and anything where the size is unknown", () => {
  expect(drawnFacts([circle], size).outside).toBe(0);
  expect(
    drawnFacts([box(0, 0, 5000, 5000)], { width: null, height: null }).outside,
  ).toBe(0);
});

it("names the kinds that are no boxes, once", () => {
  expect(drawnFacts([circle, box(0, 0, 9, 9), circle], size).kinds).toEqual([
    "circle",
  ]);
});

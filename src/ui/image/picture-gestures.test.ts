import { expect, test } from "vitest";
import { PictureGestures } from "./picture-gestures.ts";

test("one finger pans, and a long horizontal drag is a swipe", () => {
  const gestures = new PictureGestures();
  gestures.down(1, { x: 200, y: 100 });
  expect(gestures.move(1, { x: 120, y: 110 })).toEqual([
    { kind: "pan", dx: -80, dy: 10 },
  ]);
  expect(gestures.up(1, 0)).toEqual([{ kind: "swipe", direction: "next" }]);
  gestures.down(1, { x: 100, y: 100 });
  gestures.move(1, { x: 180, y: 100 });
  expect(gestures.up(1, 0)).toEqual([{ kind: "swipe", direction: "previous" }]);
});

test("a steep drag is no swipe", () => {
  const gestures = new PictureGestures();
  gestures.down(1, { x: 200, y: 100 });
  gestures.move(1, { x: 140, y: 200 });
  expect(gestures.up(1, 0)).toEqual([]);
});

test("two fingers pinch around their middle, and never swipe", () => {
  const gestures = new PictureGestures();
  gestures.down(1, { x: 100, y: 100 });
  gestures.down(2, { x: 200, y: 100 });
  expect(gestures.move(2, { x: 300, y: 100 })).toEqual([
    { kind: "pan", dx: 50, dy: 0 },
    { kind: "pinch", factor: 2, at: { x: 200, y: 100 } },
  ]);
  expect(gestures.up(2, 0)).toEqual([]);
  gestures.move(1, { x: 0, y: 100 });
  expect(gestures.up(1, 0)).toEqual([]);
});

test("two quick taps at one place are a double tap; slow or distant ones are not", () => {
  const gestures = new PictureGestures();
  const tap = (x: number, at: number) => {
    gestures.down(1, { x, y: 10 });
    return gestures.up(1, at);
  };
  expect(tap(10, 0)).toEqual([]);
  expect(tap(12, 200)).toEqual([{ kind: "double_tap", at: { x: 12, y: 10 } }]);
  expect(tap(12, 300)).toEqual([]);
  expect(tap(12, 900)).toEqual([]);
  expect(tap(300, 1000)).toEqual([]);
});

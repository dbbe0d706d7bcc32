import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { SurfaceInput } from "./surface-input.ts";
import { followSurface } from "./surface-events.ts";

let area: HTMLElement;
let told: SurfaceInput[];
let forget: () => void;

beforeEach(() => {
  area = document.createElement("div");
  area.style.cssText =
    "position: fixed; inset: 20px auto auto 10px; width: 300px; height: 200px";
  document.body.append(area);
  told = [];
  forget = followSurface(area, {
    tell: (input) => told.push(input),
    isSpaceDown: () => false,
    onkeycontext: () => undefined,
  });
});
afterEach(() => {
  forget();
  area.remove();
  vi.restoreAllMocks();
});

const event = (
  clientX: number,
  clientY: number,
  more: PointerEventInit = {},
): PointerEvent =>
  new PointerEvent("pointermove", {
    pointerId: 5,
    pointerType: "pen",
    clientX,
    clientY,
    ...more,
  });
const places = () =>
  told.map((input) => ("x" in input ? [input.kind, input.x, input.y] : []));

test("a pen's places between two frames are all told, in their order", () => {
  const coalescedEvents = [event(20, 30), event(24, 33), event(30, 35)];
  area.dispatchEvent(event(30, 35, { coalescedEvents }));
  expect(places()).toEqual([
    ["move", 10, 10],
    ["move", 14, 13],
    ["move", 20, 15],
  ]);
});

test("a move that comes alone is told once", () => {
  area.dispatchEvent(event(30, 35));
  expect(places()).toEqual([["move", 20, 15]]);
});

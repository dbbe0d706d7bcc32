/** Regions drawn and painted in a picture by mouse, fingers and keys, as a person does. */
import { flushSync } from "svelte";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { boundsOf } from "#core/shape-geometry.ts";
import { objectsIn } from "#labeling/objects/edits.ts";
import type { LabelingSession } from "#labeling/session.svelte.ts";
import { m } from "#messages/messages.ts";
import {
  drag,
  openDrawing,
  point,
  press,
} from "../../../../tests/support/drawing-view.ts";
import type { MemoryLabelingStore } from "../../../../tests/support/memory-labeling-store.ts";
import type { MountedView } from "../../../../tests/support/mounted-view.ts";
import imageSegmentation from "./type.ts";
import View from "./View.svelte";

let store: MemoryLabelingStore;
let session: LabelingSession;
let mounted: MountedView;
let host: HTMLElement;

beforeEach(async () => {
  // Fingers made here are not known to the browser, so none can be captured.
  vi.spyOn(Element.prototype, "setPointerCapture").mockReturnValue();
  ({ store, mounted } = await openDrawing(imageSegmentation, View, ["cat"]));
  ({ session, host } = mounted);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await mounted.close();
});

const texts = m.objects.regions;
const objects = () => objectsIn(session.list.row(session.focused));
const gestures = () => store.steps.map(({ gesture }) => gesture);
const slider = () => host.querySelector<HTMLInputElement>("input[type=range]");

function slide(value: number, kind: "input" | "change"): void {
  const input = slider();
  if (input) input.value = String(value);
  input?.dispatchEvent(new Event(kind, { bubbles: true }));
  flushSync();
}

describe("the brush", () => {
  /** How high a level stroke is, picture pixels. */
  function paint(y: number): number {
    drag([0.4, y], [0.6, y]);
    const last = objects().at(-1);
    if (!last) throw new Error("nothing painted");
    const { yMin, yMax } = boundsOf(last.shape);
    press("n");
    return yMax - yMin;
  }
  const pinch = (from: number, to: number): void => {
    const area = host.querySelector("[role=application]");
    const box = area?.getBoundingClientRect();
    const finger = (type: string, pointerId: number, at: number): void => {
      const init = { pointerId, pointerType: "touch", bubbles: true };
      const clientX = (box?.left ?? 0) + (box?.width ?? 0) / 2 + at;
      const clientY = (box?.top ?? 0) + (box?.height ?? 0) / 2;
      area?.dispatchEvent(
        new PointerEvent(type, { ...init, clientX, clientY }),
      );
    };
    finger("pointerdown", 10, -from / 2);
    finger("pointerdown", 11, from / 2);
    finger("pointermove", 10, -to / 2);
    finger("pointermove", 11, to / 2);
    finger("pointerup", 10, -to / 2);
    finger("pointerup", 11, to / 2);
    flushSync();
  };
  beforeEach(() => press("b"));

  test("is of the same picture pixels at any zoom, larger by a key", async () => {
    const plain = paint(0.3);
    // A thirtieth of the picture, which is 400 pixels wide.
    expect(Math.abs(plain - 13)).toBeLessThanOrEqual(1);
    press("+");
    flushSync();
    expect(Math.abs(paint(0.45) - plain)).toBeLessThanOrEqual(1);
    press("]");
    expect(slider()?.getAttribute("aria-valuetext")).toBe(texts.pixels(16));
    expect(Math.abs(paint(0.7) - 16)).toBeLessThanOrEqual(1);
  });

  test("takes its size from two fingers where that is switched on; else they zoom", () => {
    pinch(100, 150);
    expect(slider()?.getAttribute("aria-valuetext")).toBe(texts.pixels(13));
    expect(paint(0.5)).toBeLessThan(15);
    press("n");
    const mode = [...host.querySelectorAll<HTMLElement>("[role=switch]")].find(
      (one) =>
        one.closest("label")?.textContent?.includes(texts.pinchSizesBrush) ??
        one.getAttribute("aria-label") === texts.pinchSizesBrush,
    );
    mode?.click();
    flushSync();
    pinch(100, 150);
    expect(slider()?.getAttribute("aria-valuetext")).toBe(texts.pixels(20));
    expect(objects()).toHaveLength(1);
  });
});

test("a free-hand border follows the slider live, and is kept when it is let go", async () => {
  press("o");
  point("pointerdown", 0.3, 0.3);
  for (let i = 1; i <= 60; i += 1)
    point("pointermove", 0.3 + i * 0.006, 0.3 + (i % 2) * 0.006);
  for (let i = 1; i <= 20; i += 1) point("pointermove", 0.66, 0.3 + i * 0.015);
  point("pointerup", 0.66, 0.6, 0);
  const corners = () => {
    const shape = objects()[0]?.shape;
    return shape?.kind === "polygon" ? shape.points.length : NaN;
  };
  const fine = corners();
  expect(fine).toBeGreaterThan(3);
  const layers = () =>
    [...host.querySelectorAll<HTMLCanvasElement>("[role=application] canvas")]
      .map((canvas) => canvas.toDataURL())
      .join();
  const painted = async () => {
    for (let i = 0; i < 3; i += 1) await new Promise(requestAnimationFrame);
    return layers();
  };
  const before = await painted();
  slide(12, "input");
  expect(await painted()).not.toBe(before);
  expect(corners()).toBe(fine);
  slide(0, "input");
  slide(12, "input");
  slide(12, "change");
  expect(corners()).toBeLessThan(fine);
  await session.queue.idle();
  expect(gestures()).toEqual(["draw", "reshape"]);
});

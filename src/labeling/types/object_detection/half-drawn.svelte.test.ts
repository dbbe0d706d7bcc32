/** Shapes drawn by keys alone, and half drawn ones taken back. */
import { flushSync } from "svelte";
import { afterEach, expect, test, vi } from "vitest";
import { objectsIn } from "#labeling/objects/edits.ts";
import type { LabelingSession } from "#labeling/session.svelte.ts";
import { m } from "#messages/messages.ts";
import {
  drag,
  openDrawing,
  point,
  press,
} from "../../../../tests/support/drawing-view.ts";
import type { MountedView } from "../../../../tests/support/mounted-view.ts";
import objectDetection from "./type.ts";
import View from "./View.svelte";

let mounted: MountedView;
let session: LabelingSession;
let host: HTMLElement;

async function open(labels: readonly string[]): Promise<void> {
  ({ mounted } = await openDrawing(objectDetection, View, labels));
  ({ session, host } = mounted);
}
const objects = () => objectsIn(session.list.row(session.focused));

afterEach(() => mounted.close());

test("a shape half drawn loses its last point before anything stored is undone", async () => {
  await open(["cat"]);
  drag([0.3, 0.3], [0.4, 0.4]);
  await vi.waitFor(() => expect(objects()).toHaveLength(1));
  press("Escape");
  press("2");
  const tap = (x: number, y: number): void => {
    point("pointerdown", x, y);
    point("pointerup", x, y, 0);
  };
  const bar = () =>
    [...host.querySelectorAll<HTMLButtonElement>("[role=toolbar] button")].find(
      (one) => one.ariaLabel === m.objects.finish,
    );
  for (const [x, y] of [
    [0.6, 0.6],
    [0.8, 0.6],
    [0.8, 0.8],
    [0.2, 0.8],
  ] as const)
    tap(x, y);
  expect(bar()).toBeDefined();
  press("z", { ctrlKey: true });
  bar()?.click();
  flushSync();
  await vi.waitFor(() => expect(objects()).toHaveLength(2));
  const drawn = objects()[1]?.shape;
  expect(drawn?.kind === "polygon" && drawn.points).toHaveLength(3);
  expect(bar()).toBeUndefined();
  press("z", { ctrlKey: true });
  await vi.waitFor(() => expect(objects()).toHaveLength(1));
});

test("keys alone draw a rectangle, take it at its corner and make it larger", async () => {
  await open(["cat"]);
  const far = (key: string, times: number): void => {
    for (let i = 0; i < times; i += 1) press(key, { shiftKey: true });
  };
  press("M", { shiftKey: true });
  press("Enter");
  far("ArrowRight", 3);
  far("ArrowDown", 2);
  press("Enter");
  await vi.waitFor(() => expect(objects()).toHaveLength(1));
  const sides = () => {
    const shape = objects()[0]?.shape;
    return shape?.kind === "bndbox"
      ? [shape.xMax - shape.xMin, shape.yMax - shape.yMin]
      : [];
  };
  const [width = 0, height = 0] = sides();
  expect(width / height).toBeCloseTo(1.5, 1);
  press("Enter", { shiftKey: true });
  far("ArrowDown", 1);
  press("Enter", { shiftKey: true });
  await vi.waitFor(() => expect(sides()[1]).toBeGreaterThan(height * 1.4));
  expect(sides()[0]).toBeCloseTo(width, 0);
  press("Escape");
  press("ArrowDown");
  expect(session.isSingle).toBe(true);
});

/** Objects drawn in a picture by mouse and keys, as a person does. */
import { flushSync } from "svelte";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { openObject } from "#labeling/open-object.ts";
import type { LabelingSession } from "#labeling/session.svelte.ts";
import {
  drag,
  openDrawing,
  point,
  press,
} from "../../../../tests/support/drawing-view.ts";
import type { MemoryLabelingStore } from "../../../../tests/support/memory-labeling-store.ts";
import type { MountedView } from "../../../../tests/support/mounted-view.ts";
import { objectsIn } from "#labeling/objects/edits.ts";
import objectDetection from "./type.ts";
import View from "./View.svelte";

let store: MemoryLabelingStore;
let session: LabelingSession;
let mounted: MountedView;
let host: HTMLElement;

async function open(labels: readonly string[]): Promise<void> {
  ({ store, mounted } = await openDrawing(objectDetection, View, labels));
  ({ session, host } = mounted);
}

const row = () => session.list.row(session.focused);
const objects = () => objectsIn(row());
const labels = () =>
  objects().map(({ label }) => session.state.labelOf(label)?.name);

afterEach(() => mounted.close());

test("a picture opens with one of its objects selected", async () => {
  await open(["cat"]);
  drag([0.3, 0.3], [0.4, 0.4]);
  drag([0.6, 0.6], [0.7, 0.7]);
  const { focused } = session;
  session.isSingle = false;
  press("ArrowRight");
  if (!focused) throw new Error("no picture");
  expect(await openObject(session, { sampleId: focused, index: 0 })).toBe(true);
  flushSync();
  await vi.waitFor(() => expect(session.wanted).toBeNull());
  press("Delete");
  await vi.waitFor(() => expect(objects()).toHaveLength(1));
  const kept = objects()[0]?.shape;
  expect(kept?.kind === "bndbox" && kept.xMin).toBeGreaterThan(150);
});

test("drawing reads and decodes no picture again", async () => {
  await open(["cat"]);
  const { list, pictures, thumbnails } = session;
  await vi.waitFor(() => {
    for (const id of list.ids) {
      const hash = list.row(id)?.hash as never;
      expect(pictures.get(hash)).toBeDefined();
      expect(thumbnails.url(hash)).toBeDefined();
    }
  });
  await new Promise(requestAnimationFrame);
  const decode = vi.spyOn(HTMLImageElement.prototype, "decode");
  const load = vi.spyOn(pictures, "load");
  drag([0.3, 0.3], [0.4, 0.4]);
  await vi.waitFor(() => expect(session.queue.pending).toBe(0));
  await new Promise(requestAnimationFrame);
  expect(objects()).toHaveLength(1);
  expect(decode).not.toHaveBeenCalled();
  expect(load).not.toHaveBeenCalledWith(row()?.hash);
  vi.restoreAllMocks();
});

test("thumbnails show what is drawn, until shapes are hidden", async () => {
  await open(["cat"]);
  drag([0.3, 0.3], [0.4, 0.4]);
  drag([0.6, 0.6], [0.7, 0.7]);
  session.isSingle = false;
  const outlines = () =>
    [...host.querySelectorAll("[role=option] path[stroke]")].map(
      (path) => path.getAttribute("d")?.match(/M/g)?.length,
    );
  await vi.waitFor(() => expect(outlines()).toEqual([2]));
  press("Enter");
  press("H", { shiftKey: true });
  session.isSingle = false;
  await vi.waitFor(() =>
    expect(host.querySelectorAll("[role=option] img")).toHaveLength(3),
  );
  for (let frame = 0; frame < 3; frame += 1)
    await new Promise(requestAnimationFrame);
  expect(outlines()).toEqual([]);
});

test("without labels a shape waits for its name", async () => {
  await open([]);
  drag([0.3, 0.3], [0.6, 0.6]);
  expect(objects()).toHaveLength(0);
  const field = host.querySelector<HTMLInputElement>("aside input");
  await vi.waitFor(() => expect(document.activeElement === field).toBe(true));
  if (field) field.value = "fox";
  field?.dispatchEvent(new Event("input", { bubbles: true }));
  field?.dispatchEvent(
    new KeyboardEvent("keydown", { key: "Enter", bubbles: true }),
  );
  await vi.waitFor(() => expect(labels()).toEqual(["fox"]));
});

describe("with labels", () => {
  beforeEach(() => open(["cat", "dog"]));

  test("a drawn box is kept under the current label and stays selected", async () => {
    drag([0.3, 0.3], [0.6, 0.6]);
    expect(objects()).toHaveLength(1);
    const [{ shape } = { shape: null }] = objects();
    expect(shape?.kind).toBe("bndbox");
    expect(labels()).toEqual(["cat"]);
    expect(row()?.state).toBe("labeled");
    await session.queue.idle();
    expect(store.steps.map(({ gesture }) => gesture)).toEqual(["draw"]);
    // It is selected: a digit names it, and what comes next.
    press("2");
    expect(labels()).toEqual(["dog"]);
    press("Escape");
    drag([0.65, 0.3], [0.75, 0.4]);
    expect(labels()).toEqual(["dog", "dog"]);
  });

  test("undo and redo take back and bring back each gesture", async () => {
    drag([0.3, 0.3], [0.5, 0.5]);
    press("Escape");
    drag([0.6, 0.6], [0.7, 0.7]);
    press("z", { ctrlKey: true });
    await vi.waitFor(() => expect(objects()).toHaveLength(1));
    press("z", { ctrlKey: true, shiftKey: true });
    await vi.waitFor(() => expect(objects()).toHaveLength(2));
    press("Delete", { shiftKey: true });
    expect(objects()).toHaveLength(0);
    expect(row()?.state).toBe("unlabeled");
    press("z", { ctrlKey: true });
    await vi.waitFor(() => expect(objects()).toHaveLength(2));
  });

  test("arrows move what is selected, and change pictures when nothing is", () => {
    drag([0.3, 0.3], [0.5, 0.5]);
    const xMin = () => {
      const shape = objects()[0]?.shape;
      return shape?.kind === "bndbox" ? shape.xMin : NaN;
    };
    const before = xMin();
    press("ArrowRight", { shiftKey: true });
    expect(xMin()).toBeCloseTo(before + 10, 5);
    press("ArrowLeft");
    expect(xMin()).toBeCloseTo(before + 9, 5);
    press("Escape");
    const first = session.focused;
    press("ArrowRight");
    expect(session.focused).not.toBe(first);
  });

  test("keys alone draw, move and size a box", () => {
    press("m");
    expect(objects()).toHaveLength(1);
    const box = () => {
      const shape = objects()[0]?.shape;
      return shape?.kind === "bndbox" ? shape : null;
    };
    const before = box();
    press("ArrowRight", { altKey: true, shiftKey: true });
    expect(box()?.xMax).toBeCloseTo((before?.xMax ?? NaN) + 10, 5);
    expect(box()?.xMin).toBe(before?.xMin);
  });

  test("the next picture takes over the objects of the one before", async () => {
    drag([0.3, 0.3], [0.5, 0.5]);
    press("Escape");
    const [before] = objects();
    press("d");
    await vi.waitFor(() => expect(row()).toBeDefined());
    expect(objects()).toHaveLength(0);
    press("c");
    await vi.waitFor(() => expect(objects()).toEqual([before]));
  });

  test("what is copied is pasted into another picture, where it lay", async () => {
    drag([0.3, 0.3], [0.5, 0.5]);
    const [copied] = objects();
    press("c", { ctrlKey: true });
    const first = session.focused;
    press("Escape");
    press("d");
    await vi.waitFor(() => expect(row()).toBeDefined());
    expect(session.focused).not.toBe(first);
    expect(objects()).toEqual([]);
    press("v", { ctrlKey: true });
    press("v", { ctrlKey: true });
    expect(objects()).toEqual([copied, copied]);
    press("z", { ctrlKey: true });
    await vi.waitFor(() => expect(objects()).toEqual([copied]));
  });

  test("with X held the mouse selects and moves, whatever the tool", () => {
    drag([0.3, 0.3], [0.5, 0.5]);
    press("Escape");
    const release = () => {
      window.dispatchEvent(new KeyboardEvent("keyup", { key: "x" }));
      flushSync();
    };
    const left = () => {
      const shape = objects()[0]?.shape;
      return shape?.kind === "bndbox" ? shape.xMin : NaN;
    };
    const before = left();
    press("x");
    press("x", { repeat: true });
    drag([0.6, 0.7], [0.7, 0.8]);
    expect(objects()).toHaveLength(1);
    point("pointerdown", 0.4, 0.4);
    point("pointerup", 0.4, 0.4, 0);
    drag([0.4, 0.4], [0.5, 0.4]);
    expect(left()).toBeGreaterThan(before + 10);
    release();
    press("Escape");
    drag([0.6, 0.7], [0.7, 0.8]);
    expect(objects()).toHaveLength(2);
  });

  test("shapes by their keys: two clicks draw a box, three and Enter a polygon", () => {
    press("4");
    point("pointerdown", 0.3, 0.3);
    point("pointerup", 0.3, 0.3, 0);
    point("pointerdown", 0.6, 0.5);
    point("pointerup", 0.6, 0.5, 0);
    expect(objects()[0]?.shape.kind).toBe("line");
    press("Escape");
    press("2");
    for (const [x, y] of [
      [0.4, 0.6],
      [0.6, 0.6],
      [0.5, 0.75],
    ] as const) {
      point("pointerdown", x, y);
      point("pointerup", x, y, 0);
    }
    press("Enter");
    expect(objects()[1]?.shape.kind).toBe("polygon");
  });

  test("the list selects, locks and deletes", () => {
    drag([0.3, 0.3], [0.5, 0.5]);
    const button = (name: RegExp) =>
      [...host.querySelectorAll<HTMLElement>("aside li button")].find((one) =>
        name.test(one.getAttribute("aria-label") ?? ""),
      );
    button(/^Lock/)?.click();
    flushSync();
    press("Delete");
    expect(objects()).toHaveLength(1);
    button(/^Unlock/)?.click();
    flushSync();
    button(/^Delete/)?.click();
    flushSync();
    expect(objects()).toHaveLength(0);
  });
});

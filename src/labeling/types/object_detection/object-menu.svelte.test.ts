/** What is said of chosen objects besides their label, in the panel and in the menu at the pointer. */
import { flushSync } from "svelte";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
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
import objectDetection from "./type.ts";
import View from "./View.svelte";

let store: MemoryLabelingStore;
let session: LabelingSession;
let mounted: MountedView;

const texts = m.objects;
const objects = () => objectsIn(session.list.row(session.focused));
const names = () =>
  objects().map(({ label }) => session.state.labelOf(label)?.name);
const lefts = () =>
  objects().map(({ shape }) =>
    shape.kind === "bndbox" ? Math.round(shape.xMin) : NaN,
  );

/** Two boxes, the second selected. */
beforeEach(async () => {
  // Where the panel is not a sheet that has to be opened.
  await page.viewport(1280, 800);
  ({ store, mounted } = await openDrawing(objectDetection, View, [
    "cat",
    "dog",
  ]));
  ({ session } = mounted);
  drag([0.3, 0.3], [0.4, 0.4]);
  press("Escape");
  drag([0.6, 0.6], [0.7, 0.7]);
});
afterEach(() => mounted.close());

/** The right button at a place of the surface. @returns what the menu offers. */
async function menuAt(x: number, y: number): Promise<readonly string[]> {
  const area = page.getByRole("application");
  const { width, height } = area.element().getBoundingClientRect();
  await area.click({
    button: "right",
    position: { x: x * width, y: y * height },
  });
  const menu = page.getByRole("menu", { name: texts.menu });
  await expect.element(menu).toBeVisible();
  return menu
    .getByRole("menuitem")
    .elements()
    .map((item) => item.textContent?.trim() ?? "");
}

async function choose(name: string): Promise<void> {
  await page.getByRole("menuitem", { name, exact: true }).click();
  await expect.poll(() => page.getByRole("menu").elements()).toEqual([]);
  flushSync();
}

describe("the menu of an object", () => {
  test("offers what can be done with the object that was pressed", async () => {
    expect(await menuAt(0.35, 0.35)).toEqual([
      texts.changeLabel,
      texts.duplicate,
      texts.copy,
      texts.front,
      texts.back,
      texts.lockOne,
      texts.hideOne,
      texts.removeSelected,
    ]);
    await choose(texts.removeSelected);
    expect(lefts()).toHaveLength(1);
    expect(lefts()[0]).toBeGreaterThan(150);
  });

  test("brings to the front and sends to the back", async () => {
    const before = lefts();
    await menuAt(0.35, 0.35);
    await choose(texts.front);
    expect(lefts()).toEqual(before.toReversed());
    await menuAt(0.35, 0.35);
    await choose(texts.back);
    expect(lefts()).toEqual(before);
    press("]");
    expect(lefts()).toEqual(before.toReversed());
    press("[");
    expect(lefts()).toEqual(before);
  });

  test("duplicates a little aside, by the key too", async () => {
    await menuAt(0.65, 0.65);
    await choose(texts.duplicate);
    const [, source = NaN, copy = NaN] = lefts();
    expect(copy).toBe(source + 12);
    press("d", { ctrlKey: true });
    expect(lefts()[3]).toBe(copy + 12);
    expect(names()).toEqual(["cat", "cat", "cat", "cat"]);
    press("z", { ctrlKey: true });
    await vi.waitFor(() => expect(lefts()).toHaveLength(3));
  });

  test("locks: what is locked is not moved by arrows, nor deleted", async () => {
    await menuAt(0.65, 0.65);
    await choose(texts.lockOne);
    const before = lefts();
    press("ArrowRight");
    press("Delete");
    expect(lefts()).toEqual(before);
    press("l");
    press("Delete");
    expect(lefts()).toEqual(before.slice(0, 1));
  });

  test("hides by menu, key and list: hidden objects are not hit", async () => {
    const tap = (x: number, y: number): void => {
      point("pointerdown", x, y);
      point("pointerup", x, y, 0);
    };
    const hit = (): boolean => {
      press("v");
      tap(0.5, 0.25);
      tap(0.65, 0.65);
      press("Delete");
      const isHit = lefts().length === 1;
      if (isHit) press("z", { ctrlKey: true });
      return isHit;
    };
    const inList = (name: string) => page.getByRole("button", { name });
    expect(hit()).toBe(true);
    await vi.waitFor(() => expect(lefts()).toHaveLength(2));
    await menuAt(0.65, 0.65);
    await choose(texts.hideOne);
    expect(hit()).toBe(false);
    const name = texts.object("cat", texts.tools.bndbox, 2);
    await inList(texts.show(name)).click();
    expect(hit()).toBe(true);
    await vi.waitFor(() => expect(lefts()).toHaveLength(2));
    // By the key, chosen in the list.
    await page.getByRole("button", { name, exact: true }).click();
    press("i");
    expect(hit()).toBe(false);
    expect(lefts()).toHaveLength(2);
  });

  test("of nothing: pastes, chooses all, deletes all", async () => {
    press("c", { ctrlKey: true });
    press("Escape");
    expect(await menuAt(0.5, 0.25)).toEqual([
      texts.paste,
      texts.copyPrevious,
      texts.selectAll,
      texts.removeAll,
    ]);
    await choose(texts.paste);
    expect(lefts()).toHaveLength(3);
    press("Escape");
    await menuAt(0.5, 0.25);
    await choose(texts.selectAll);
    await expect
      .element(page.getByText(texts.selected(3)).first())
      .toBeVisible();
    press("Escape");
    await menuAt(0.5, 0.25);
    await choose(texts.removeAll);
    expect(lefts()).toEqual([]);
  });

  test("asks for another label where it is typed", async () => {
    await menuAt(0.35, 0.35);
    await choose(texts.changeLabel);
    await vi.waitFor(() =>
      expect(document.activeElement?.tagName).toBe("INPUT"),
    );
    const field = document.activeElement as HTMLInputElement;
    await page.elementLocator(field).fill("dog");
    field.dispatchEvent(
      new KeyboardEvent("keydown", { key: "Enter", bubbles: true }),
    );
    await vi.waitFor(() => expect(names()).toEqual(["dog", "cat"]));
  });
});

describe("the fields of chosen objects", () => {
  test("flags are ticked for all that are chosen, as one step each", async () => {
    press("a", { ctrlKey: true });
    for (const flag of ["truncated", "occluded", "difficult"] as const) {
      const before = objects().map((object) => object[flag]);
      expect(before).toEqual([false, false]);
      await page.getByRole("checkbox", { name: texts.flags[flag] }).click();
      expect(objects().map((object) => object[flag])).toEqual([true, true]);
    }
    await session.queue.idle();
    expect(store.steps).toHaveLength(2 + 3);
    await page.getByRole("checkbox", { name: texts.flags.occluded }).click();
    expect(objects().map(({ occluded }) => occluded)).toEqual([false, false]);
    expect(objects().map(({ difficult }) => difficult)).toEqual([true, true]);
  });

  test("attributes of their label are chosen from a list or typed", async () => {
    const [cat] = session.state.labels;
    if (!cat) throw new Error("no label");
    await store.modifyLabel(cat.id, {
      attributes: [
        { name: "colour", values: ["black", "white"] },
        { name: "note", values: [] },
      ],
    });
    const told = () => objects().map(({ attributes }) => attributes);
    await page.getByLabelText("colour").click();
    await page.getByRole("option", { name: "white" }).click();
    await expect.poll(told).toEqual([{}, { colour: "white" }]);
    await page.getByLabelText("note").fill("asleep");
    await userEvent.keyboard("{Enter}");
    await expect.poll(told).toEqual([{}, { colour: "white", note: "asleep" }]);
    // Whoever goes on drawing does not press Enter first.
    await page.getByLabelText("note").fill("awake");
    await page.getByRole("application").click({ position: { x: 60, y: 60 } });
    await expect.poll(told).toEqual([{}, { colour: "white", note: "awake" }]);
  });
});

import { flushSync } from "svelte";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { EVERY_ITEM } from "#core/item-query.ts";
import type { LabelingSession } from "#labeling/session.svelte.ts";
import { MemoryLabelingStore } from "../../../../tests/support/memory-labeling-store.ts";
import {
  mountView,
  type MountedView,
} from "../../../../tests/support/mounted-view.ts";
import { classesOf } from "#labeling/whole-labels/annotation.ts";
import imageClassification from "./type.ts";
import View from "./View.svelte";

let store: MemoryLabelingStore;
let session: LabelingSession;
let mounted: MountedView;
let host: HTMLElement;

async function open(count: number, singleLabel: boolean): Promise<void> {
  store = new MemoryLabelingStore(count, { singleLabel });
  for (const name of ["cat", "dog"]) await store.addLabel(name);
  mounted = await mountView(View, {
    type: imageClassification,
    store,
    query: { ...EVERY_ITEM, state: "unlabeled" },
    size: "width: 1000px; height: 600px",
  });
  ({ session, host } = mounted);
  flushSync();
}

function press(key: string, more: KeyboardEventInit = {}): void {
  const code = /^[0-9]$/.test(key) ? `Digit${key}` : key;
  window.dispatchEvent(
    new KeyboardEvent("keydown", { key, code, cancelable: true, ...more }),
  );
  flushSync();
}

/** By a finger. */
function tap(target: Element | null | undefined): void {
  const { x = 0, y = 0 } = target?.getBoundingClientRect() ?? {};
  const at = { clientX: x + 20, clientY: y + 20, isPrimary: true };
  const init = { ...at, bubbles: true, pointerType: "touch" };
  for (const type of ["pointerdown", "pointerup"])
    target?.dispatchEvent(new PointerEvent(type, init));
  flushSync();
}

const options = () => [...host.querySelectorAll("[role=option]")];
const names = () =>
  options().map((cell) => cell.getAttribute("aria-label")?.split(",")[0]);
const selected = () =>
  host.querySelectorAll("[role=option][aria-selected=true]").length;

afterEach(() => mounted.close());

describe("a single-label job", () => {
  beforeEach(() => open(500, true));

  test("draws only what is in view, and says how many there are", () => {
    expect(options().length).toBeGreaterThan(10);
    expect(options().length).toBeLessThan(200);
    expect(options()[0]?.getAttribute("aria-setsize")).toBe("500");
  });

  test("is labeled key by key, each picture making room for the next", async () => {
    press("1");
    press("2");
    press("1");
    await session.queue.idle();
    expect(names()[0]).toBe("3.jpg");
    const given = store.steps.map((step) => step.edits[0]?.after.labels[0]);
    expect(given).toEqual(["label-cat", "label-dog", "label-cat"]);
    press("z", { ctrlKey: true });
    await session.queue.idle();
    flushSync();
    expect(names()[0]).toBe("2.jpg");
    press("y", { ctrlKey: true });
    await session.queue.idle();
    flushSync();
    expect(names()[0]).toBe("3.jpg");
  });

  test("keeps the scroll position when a picture leaves", async () => {
    const area = host.querySelector("[role=listbox]") as HTMLElement;
    area.scrollTop = 900;
    area.dispatchEvent(new Event("scroll"));
    flushSync();
    const top = area.scrollTop;
    const index = session.page.first + 9;
    session.select({ ids: new Set(), focus: index, anchor: index });
    flushSync();
    await vi.waitFor(() =>
      expect(session.list.row(session.focused)).toBeDefined(),
    );
    press("1");
    expect(area.scrollTop).toBe(top);
    expect(session.selection.focus).toBe(index);
  });

  test("selects with arrows, Shift, Space and Ctrl+A", () => {
    press("ArrowRight");
    press("ArrowRight", { shiftKey: true });
    press("ArrowRight", { shiftKey: true });
    expect(selected()).toBe(3);
    press("ArrowRight", { ctrlKey: true });
    press(" ");
    expect(selected()).toBe(4);
    press("a", { ctrlKey: true });
    expect(session.selection.ids.size).toBe(500);
    press("Escape");
    expect(selected()).toBe(0);
  });

  test("opens one picture, labels it, and shows the next", async () => {
    press("Enter");
    await vi.waitFor(() =>
      expect(host.querySelector(".full img")).not.toBeNull(),
    );
    press("1");
    await vi.waitFor(() =>
      expect(host.querySelector(".box")?.getAttribute("aria-label")).toContain(
        "1.jpg",
      ),
    );
    await vi.waitFor(() => expect(store.picturesRead).toContain("hash2"));
    press("Escape");
    expect(host.querySelector("[role=listbox]")).not.toBeNull();
  });

  test("a finger that comes back from one picture opens another, until it picks", () => {
    tap(options()[2]);
    expect(session.isSingle).toBe(true);
    press("Escape");
    tap(options()[5]);
    expect(session.isSingle).toBe(true);
    expect(session.selection.focus).toBe(5);
    press("Escape");
    tap(options()[1]?.querySelector("[data-pick]"));
    tap(options()[3]);
    expect(session.isSingle).toBe(false);
    expect(selected()).toBe(3);
  });

  test("leaves keys to the field they are typed in", () => {
    const field = host.querySelector("input") as HTMLInputElement;
    field.dispatchEvent(
      new KeyboardEvent("keydown", { key: "1", code: "Digit1", bubbles: true }),
    );
    expect(session.queue.pending).toBe(0);
    expect(session.list.ids).toHaveLength(500);
  });

  test("a typed name that is new becomes a label of the picture", async () => {
    const field = host.querySelector("input") as HTMLInputElement;
    field.value = "fox";
    field.dispatchEvent(new Event("input", { bubbles: true }));
    flushSync();
    field.dispatchEvent(
      new KeyboardEvent("keydown", {
        key: "Enter",
        bubbles: true,
        cancelable: true,
      }),
    );
    await vi.waitFor(() => expect(store.steps).toHaveLength(1));
    expect(store.labelRows.map((label) => label.name)).toContain("fox");
    expect(store.steps[0]?.edits[0]?.after.labels).toEqual(["label-fox"]);
  });
});

describe("a job with several labels per picture", () => {
  beforeEach(() => open(20, false));

  test("a key gives the label, and takes it away again", async () => {
    press("1");
    press("2");
    await session.queue.idle();
    const id = session.list.ids[0];
    expect(id && store.rows.get(id)?.labels).toEqual([
      "label-cat",
      "label-dog",
    ]);
    press("1");
    await session.queue.idle();
    expect(id && store.rows.get(id)?.labels).toEqual(["label-dog"]);
  });
});

test("proposed labels are confirmed by Enter and rejected by Backspace", async () => {
  await open(3, true);
  const cat = store.labelRows[0]?.id;
  for (const index of [0, 1, 2])
    store.put(index, {
      state: "to_be_confirmed",
      annotation: cat ? classesOf([cat]) : null,
      labels: cat ? [cat] : [],
    });
  store.touchRows();
  await vi.waitFor(() => expect(session.list.ids).toHaveLength(0));
  await session.open({ ...EVERY_ITEM, state: "to_be_confirmed" });
  flushSync();
  await vi.waitFor(() =>
    expect(session.list.row(session.list.ids[0])?.state).toBe(
      "to_be_confirmed",
    ),
  );
  press("Enter");
  press("Backspace");
  await session.queue.idle();
  const states = [...store.rows.values()].map((row) => row.state);
  expect(states).toEqual(["labeled", "unlabeled", "to_be_confirmed"]);
});

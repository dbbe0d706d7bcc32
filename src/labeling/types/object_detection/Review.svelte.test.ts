/** Objects relabeled and deleted in Quick Review, as a person does. */
import { flushSync } from "svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { LabelId, SampleId } from "#core/ids.ts";
import type { LabelingSession } from "#labeling/session.svelte.ts";
import type { MemoryLabelingStore } from "../../../../tests/support/memory-labeling-store.ts";
import {
  mountView,
  type MountedView,
} from "../../../../tests/support/mounted-view.ts";
import { twoCatsEach } from "../../../../tests/support/two-cats.ts";
import { drawn, objectsIn } from "#labeling/objects/edits.ts";
import objectDetection from "./type.ts";
import Review from "./Review.svelte";

let store: MemoryLabelingStore;
let session: LabelingSession;
let mounted: MountedView;
let host: HTMLElement;
const onclose = vi.fn();
const onopen = vi.fn();
const props = $state({ onclose, onopen, isAside: false });

beforeEach(async () => {
  vi.clearAllMocks();
  props.isAside = false;
  store = await twoCatsEach();
  mounted = await mountView(Review, {
    type: objectDetection,
    store,
    size: "width: 1100px; height: 700px; display: flex",
    props,
  });
  ({ session, host } = mounted);
  await vi.waitFor(() => expect(cells()).toHaveLength(6));
});

afterEach(() => mounted.close());

const cells = () => [...host.querySelectorAll<HTMLElement>("[role=option]")];
const names = () => cells().map((one) => one.getAttribute("aria-label"));

function press(key: string, more: KeyboardEventInit = {}): void {
  const code = /^[0-9]$/.test(key) ? `Digit${key}` : key;
  window.dispatchEvent(
    new KeyboardEvent("keydown", { key, code, cancelable: true, ...more }),
  );
  flushSync();
}

function click(cell: HTMLElement | undefined, more: PointerEventInit = {}) {
  const box = cell?.getBoundingClientRect();
  for (const type of ["pointerdown", "pointerup"])
    cell?.dispatchEvent(
      new PointerEvent(type, {
        pointerId: 1,
        isPrimary: true,
        clientX: (box?.left ?? 0) + 60,
        clientY: (box?.top ?? 0) + 60,
        bubbles: true,
        ...more,
      }),
    );
  flushSync();
}

function button(name: string, root: ParentNode = host): HTMLButtonElement {
  const found = [...root.querySelectorAll("button")].find(
    (one) =>
      (one.getAttribute("aria-label") ?? one.textContent).trim() === name,
  );
  if (!found) throw new Error(`no button ${name}`);
  return found;
}

async function confirm(name: string): Promise<void> {
  button(name).click();
  const dialog = await vi.waitFor(() => {
    const found = document.querySelector("[role=dialog]");
    expect(found).not.toBeNull();
    return found as HTMLElement;
  });
  button(name, dialog).click();
  await vi.waitFor(() =>
    expect(document.querySelector("[role=dialog]")).toBeNull(),
  );
}

const labelsOf = (index: number) =>
  objectsIn(store.rows.get(`s00000${String(index)}` as SampleId)).map(
    ({ label }) => label.replace("label-", ""),
  );

test("crops are cut, smallest objects first", async () => {
  expect(names().map((name) => name?.split(", ")[1])).toEqual([
    "10 × 10 px",
    "11 × 10 px",
    "12 × 10 px",
    "60 × 60 px",
    "61 × 60 px",
    "62 × 60 px",
  ]);
  await vi.waitFor(() =>
    expect(host.querySelectorAll("[role=option] canvas")).toHaveLength(6),
  );
  expect(store.picturesRead).toHaveLength(3);
});

test("what is relabeled and deleted waits for Apply, which is one step", async () => {
  click(cells()[0]);
  click(cells()[1], { ctrlKey: true });
  press("2");
  expect(names()[0]).toBe("dog, 10 × 10 px, Modified");
  press("z", { ctrlKey: true });
  expect(names()[0]).toBe("cat, 10 × 10 px");
  press("z", { ctrlKey: true, shiftKey: true });
  click(cells()[5]);
  press("Delete");
  expect(names()[5]).toBe("cat, 62 × 60 px, Deleted");
  expect(store.steps).toHaveLength(0);

  await confirm("Apply Modifications");
  await vi.waitFor(() => expect(cells()).toHaveLength(5));
  expect(store.steps.map(({ gesture }) => gesture)).toEqual(["review"]);
  expect([0, 1, 2].map(labelsOf)).toEqual([
    ["dog", "cat"],
    ["dog", "cat"],
    ["cat"],
  ]);
  expect(store.rows.get("s000002" as SampleId)?.state).toBe("to_be_confirmed");

  session.undo();
  await vi.waitFor(() => expect(labelsOf(0)).toEqual(["cat", "cat"]));
  expect(labelsOf(2)).toEqual(["cat", "cat"]);
});

test("an object opens in its picture; what is staged stays, but where somebody changed it", async () => {
  click(cells()[0]);
  press("2");
  click(cells()[1]);
  press("Delete");
  press("Enter");
  await vi.waitFor(() => expect(onopen).toHaveBeenCalledOnce());
  expect(session.focused).toBe("s000001");
  expect(session.isSingle).toBe(true);
  expect(session.wanted).toEqual({ sampleId: "s000001", index: 0 });

  props.isAside = true;
  flushSync();
  press("Delete");
  press("a", { ctrlKey: true });
  const [, large] = objectsIn(store.rows.get("s000001" as SampleId));
  if (!large) throw new Error("no object");
  await session.edit("draw", () => ({
    annotation: { objects: [large], extra: {} },
  }));
  session.isSingle = false;
  props.isAside = false;
  await vi.waitFor(() =>
    expect(names()).toEqual([
      "dog, 10 × 10 px, Modified",
      "cat, 12 × 10 px",
      "cat, 60 × 60 px",
      "cat, 61 × 60 px",
      "cat, 62 × 60 px",
    ]),
  );
  press("z", { ctrlKey: true });
  expect(names()[0]).toBe("cat, 10 × 10 px");
  expect(store.steps.map(({ gesture }) => gesture)).toEqual(["draw"]);
});

test("an object opens by a double click, and by a long press of a finger", async () => {
  const cell = cells()[4];
  const box = cell?.getBoundingClientRect();
  const at = {
    clientX: (box?.left ?? 0) + 60,
    clientY: (box?.top ?? 0) + 60,
    bubbles: true,
  };
  cell?.dispatchEvent(new MouseEvent("dblclick", at));
  await vi.waitFor(() => expect(onopen).toHaveBeenCalledOnce());
  expect(session.wanted).toEqual({ sampleId: "s000001", index: 1 });

  const finger = { ...at, pointerId: 2, pointerType: "touch", isPrimary: true };
  cell?.dispatchEvent(new PointerEvent("pointerdown", finger));
  await new Promise((resolve) => setTimeout(resolve, 500));
  cell?.dispatchEvent(new PointerEvent("pointerup", finger));
  await vi.waitFor(() => expect(onopen).toHaveBeenCalledTimes(2));
  flushSync();
  expect(host.querySelectorAll("[aria-selected=true]")).toHaveLength(0);
});

test("selected objects are dragged onto a label", async () => {
  click(cells()[0]);
  click(cells()[2], { shiftKey: true });
  const from = cells()[1]?.getBoundingClientRect();
  const to = host.querySelector("[data-label=label-dog]");
  const target = to?.getBoundingClientRect();
  const send = (type: string, x = 0, y = 0, at: EventTarget = window) =>
    at.dispatchEvent(
      new PointerEvent(type, {
        pointerId: 1,
        pointerType: "mouse",
        isPrimary: true,
        clientX: x,
        clientY: y,
        bubbles: true,
      }),
    );
  send("pointerdown", (from?.x ?? 0) + 60, (from?.y ?? 0) + 60, cells()[1]);
  const at = [(target?.x ?? 0) + 20, (target?.y ?? 0) + 20] as const;
  send("pointermove", ...at);
  flushSync();
  expect(to?.hasAttribute("data-drop")).toBe(true);
  send("pointerup", ...at);
  flushSync();
  expect(names().map((name) => name?.split(", ")[2] ?? "")).toEqual([
    "Modified",
    "Modified",
    "Modified",
    "",
    "",
    "",
  ]);
  expect(to?.hasAttribute("data-drop")).toBe(false);
  // A press that does not move selects the one alone.
  click(cells()[1]);
  expect(host.textContent).toContain("1 object selected");
  expect(store.steps).toHaveLength(0);
});

test("Cancel throws modifications away, and leaving asks first", async () => {
  press("a", { ctrlKey: true });
  press("Delete");
  button("Back to labeling").click();
  flushSync();
  await vi.waitFor(() =>
    expect(document.querySelector("[role=dialog]")).not.toBeNull(),
  );
  expect(onclose).not.toHaveBeenCalled();
  button(
    "Go on reviewing",
    document.querySelector<HTMLElement>("[role=dialog]") as HTMLElement,
  ).click();
  await vi.waitFor(() =>
    expect(document.querySelector("[role=dialog]")).toBeNull(),
  );
  await confirm("Cancel Modifications");
  expect(names().join()).not.toContain("Deleted");
  button("Back to labeling").click();
  expect(onclose).toHaveBeenCalledOnce();
  expect(store.steps).toHaveLength(0);
  expect(labelsOf(0)).toEqual(["cat", "cat"]);
});

test("a picture that somebody changed meanwhile is left alone and named", async () => {
  press("a", { ctrlKey: true });
  press("2");
  const dot = drawn("label-cat" as LabelId, {
    kind: "point",
    point: { x: 1, y: 1 },
  });
  store.put(0, {
    state: "labeled",
    annotation: { objects: [dot], extra: {} },
    labels: [dot.label],
  });
  store.touchRows();
  await new Promise((resolve) => setTimeout(resolve, 600));
  await confirm("Apply Modifications");
  await vi.waitFor(() => expect(host.textContent).toContain("1 image changed"));
  expect([0, 1, 2].map(labelsOf)).toEqual([
    ["cat"],
    ["dog", "dog"],
    ["dog", "dog"],
  ]);
});

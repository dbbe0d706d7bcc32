/** A view that draws, on its first picture, and what a mouse and keys do there. */
import { type Component, flushSync } from "svelte";
import { expect, vi } from "vitest";
import { EVERY_ITEM } from "#core/item-query.ts";
import type { LabelingSession } from "#labeling/session.svelte.ts";
import { MemoryLabelingStore } from "./memory-labeling-store.ts";
import { blackPicture, mountView, type MountedView } from "./mounted-view.ts";

const surface = () => document.querySelector<HTMLElement>("[role=application]");

/** Three black pictures, the first of them open. @param labels names of those there are. */
export async function openDrawing<Props extends { session: LabelingSession }>(
  type: { readonly id: string },
  view: Component<Props>,
  labels: readonly string[],
): Promise<{ store: MemoryLabelingStore; mounted: MountedView }> {
  const store = new MemoryLabelingStore(3, {
    type: type.id,
    singleLabel: false,
  });
  store.pictureFor = blackPicture;
  for (const name of labels) await store.addLabel(name);
  const mounted = await mountView(view, {
    type,
    store,
    query: { ...EVERY_ITEM, state: "unlabeled" },
    size: "width: 1100px; height: 700px",
  });
  const { session } = mounted;
  press("Enter");
  await vi.waitFor(() => expect(surface()).not.toBeNull());
  // Drawing needs the picture's size.
  const row = session.list.row(session.focused);
  await vi.waitFor(() =>
    expect(session.pictures.get(row?.hash as never)).toBeDefined(),
  );
  await new Promise(requestAnimationFrame);
  flushSync();
  return { store, mounted };
}

export function press(key: string, more: KeyboardEventInit = {}): void {
  const code = /^[0-9]$/.test(key) ? `Digit${key}` : key;
  window.dispatchEvent(
    new KeyboardEvent("keydown", { key, code, cancelable: true, ...more }),
  );
  flushSync();
}

/** Of a mouse. Places are shares of the surface. */
export function point(type: string, x: number, y: number, buttons = 1): void {
  const area = surface();
  const box = area?.getBoundingClientRect();
  if (!area || !box) return;
  area.dispatchEvent(
    new PointerEvent(type, {
      pointerId: 1,
      pointerType: "mouse",
      isPrimary: true,
      button: type === "pointermove" ? -1 : 0,
      buttons,
      clientX: box.left + box.width * x,
      clientY: box.top + box.height * y,
      bubbles: true,
      cancelable: true,
    }),
  );
  flushSync();
}

export function drag(from: [number, number], to: [number, number]): void {
  point("pointerdown", ...from);
  point("pointermove", (from[0] + to[0]) / 2, (from[1] + to[1]) / 2);
  point("pointermove", ...to);
  point("pointerup", ...to, 0);
}

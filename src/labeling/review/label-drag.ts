/**
 * Dragging selected objects onto a label, by mouse or pen: a press on a selected cell that moves is
 * a drag; elsewhere, and with Shift or Ctrl, the grid's own gestures hold. Fingers scroll, and use
 * the label buttons.
 */
import type { LabelId } from "#core/ids.ts";

export interface LabelDragTarget {
  /** A press on a selected cell that did not move: the cell at this place of the list. */
  readonly onclick: (index: number) => void;
  /** Where the pointer is, CSS pixels of the window; null when the drag is over. */
  readonly onmove: (
    at: { readonly x: number; readonly y: number } | null,
  ) => void;
  readonly ondrop: (label: LabelId) => void;
}

/** CSS pixels. */
const SLOP = 5;
/** Marks the label that would be taken. */
const OVER = "data-drop";

const labelAt = (x: number, y: number): HTMLElement | null =>
  document.elementFromPoint(x, y)?.closest<HTMLElement>("[data-label]") ?? null;

/** @param area holds the cells. @returns the removal of all listeners. */
export function followLabelDrag(
  area: HTMLElement,
  target: LabelDragTarget,
): () => void {
  const listeners = new AbortController();
  const { signal } = listeners;
  let press: { id: number; index: number; x: number; y: number } | null = null;
  let isDragging = false;
  let over: HTMLElement | null = null;

  const mark = (next: HTMLElement | null): void => {
    over?.removeAttribute(OVER);
    next?.setAttribute(OVER, "");
    over = next;
  };
  const end = (): void => {
    mark(null);
    if (isDragging) target.onmove(null);
    press = null;
    isDragging = false;
  };

  const down = (event: PointerEvent): void => {
    if (event.pointerType === "touch" || event.button !== 0) return;
    if (event.shiftKey || event.ctrlKey || event.metaKey) return;
    const hit = event.target instanceof Element ? event.target : null;
    const cell = hit?.closest("[role=option][aria-selected=true]");
    if (!cell || hit?.closest("[data-pick]")) return;
    // The grid would take the movement for a lasso.
    event.stopPropagation();
    const index = Number(cell.getAttribute("aria-posinset")) - 1;
    press = { id: event.pointerId, index, x: event.clientX, y: event.clientY };
  };
  const move = (event: PointerEvent): void => {
    if (event.pointerId !== press?.id) return;
    const { clientX: x, clientY: y } = event;
    isDragging ||= Math.hypot(x - press.x, y - press.y) > SLOP;
    if (!isDragging) return;
    target.onmove({ x, y });
    mark(labelAt(x, y));
  };
  const up = (event: PointerEvent): void => {
    if (event.pointerId !== press?.id) return;
    const { index } = press;
    const wasDragging = isDragging;
    const label = over?.dataset["label"] as LabelId | undefined;
    end();
    if (!wasDragging) target.onclick(index);
    else if (label) target.ondrop(label);
  };

  area.addEventListener("pointerdown", down, { signal, capture: true });
  window.addEventListener("pointermove", move, { signal });
  window.addEventListener("pointerup", up, { signal });
  window.addEventListener("pointercancel", end, { signal });
  return () => {
    end();
    listeners.abort();
  };
}

/**
 * Mouse, pen and finger over a grid of pictures, told apart once:
 * - mouse and pen: click picks one, Ctrl adds, Shift extends; a drag is a lasso; double click opens
 * - finger: a tap opens (or picks, while something is selected); a drag scrolls; a long press picks,
 *   and dragging on from it picks everything between; where taps pick, it may open instead
 * A press on a mark with `data-pick` always adds or removes that one.
 */
import type { Rect } from "./grid-layout.ts";
import type { Spot } from "./viewport.ts";

export interface GridPointerTarget {
  /** Point of the event in the content, and the cell under it. */
  readonly locate: (clientX: number, clientY: number) => Spot;
  readonly indexAt: (at: Spot) => number | null;
  readonly indicesIn: (rect: Rect) => readonly number[];
  readonly isSelecting: () => boolean;
  /** A finger's tap picks instead of opening. */
  readonly tapPicks: () => boolean;
  /** A finger's long press that does not move on opens. */
  readonly holdOpens: () => boolean;
  readonly onpick: (index: number, how: "one" | "toggle" | "extend") => void;
  readonly onopen: (index: number) => void;
  readonly onclear: () => void;
  /** A lasso or touch drag begins: what is selected now stays. */
  readonly onsweepstart: (keeps: boolean) => void;
  readonly onsweep: (indices: readonly number[], rect: Rect | null) => void;
  readonly onsweepend: () => void;
}

const LONG_PRESS_MS = 400;
const MOUSE_SLOP = 5;
const TOUCH_SLOP = 10;
/** Distance from an edge in which a sweep scrolls, and the most it scrolls in a frame. */
const EDGE = 48;
const MAX_SCROLL = 24;

type Mode = "press" | "lasso" | "touch_range" | "scroll";

interface Press {
  readonly id: number;
  readonly isTouch: boolean;
  readonly index: number | null;
  readonly start: Spot;
  readonly clientX: number;
  readonly clientY: number;
  readonly onMark: boolean;
  mode: Mode;
  /** It went on from where a long press began. */
  hasLeft: boolean;
  lastX: number;
  lastY: number;
}

/** @param area the scrolling element. @returns the removal of all listeners. */
export function followGridPointer(
  area: HTMLElement,
  target: GridPointerTarget,
): () => void {
  const listeners = new AbortController();
  const { signal } = listeners;
  let press: Press | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let frame = 0;

  const isSweep = () =>
    press?.mode === "lasso" || press?.mode === "touch_range";

  const sweep = (): void => {
    if (!press) return;
    const at = target.locate(press.lastX, press.lastY);
    if (press.mode === "lasso") {
      const rect = between(press.start, at);
      target.onsweep(target.indicesIn(rect), rect);
      return;
    }
    const here = target.indexAt(at);
    if (press.index === null || here === null) return;
    const first = Math.min(press.index, here);
    const count = Math.abs(press.index - here) + 1;
    target.onsweep(
      Array.from({ length: count }, (_, i) => first + i),
      null,
    );
  };

  const scrollAtEdge = (): void => {
    if (!press || !isSweep()) return;
    const box = area.getBoundingClientRect();
    const above = box.top + EDGE - press.lastY;
    const below = press.lastY - (box.bottom - EDGE);
    const depth = above > 0 ? -above : Math.max(0, below);
    if (depth !== 0) {
      area.scrollTop += Math.max(-MAX_SCROLL, Math.min(MAX_SCROLL, depth / 2));
      sweep();
    }
    frame = requestAnimationFrame(scrollAtEdge);
  };

  const begin = (mode: "lasso" | "touch_range", keeps: boolean): void => {
    if (!press) return;
    press.mode = mode;
    target.onsweepstart(keeps);
    sweep();
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(scrollAtEdge);
  };

  const end = (): void => {
    clearTimeout(timer);
    cancelAnimationFrame(frame);
    if (isSweep()) target.onsweepend();
    press = null;
  };

  const down = (event: PointerEvent): void => {
    if (!event.isPrimary || event.button !== 0) return;
    const start = target.locate(event.clientX, event.clientY);
    // A press on the scroll bar is not ours.
    if (event.offsetX > area.clientWidth && event.target === area) return;
    press = {
      id: event.pointerId,
      isTouch: event.pointerType === "touch",
      index: target.indexAt(start),
      start,
      clientX: event.clientX,
      clientY: event.clientY,
      onMark:
        event.target instanceof Element &&
        event.target.closest("[data-pick]") !== null,
      mode: "press",
      hasLeft: false,
      lastX: event.clientX,
      lastY: event.clientY,
    };
    if (press.isTouch && press.index !== null)
      timer = setTimeout(() => begin("touch_range", true), LONG_PRESS_MS);
  };

  const move = (event: PointerEvent): void => {
    if (!press || event.pointerId !== press.id) return;
    press.lastX = event.clientX;
    press.lastY = event.clientY;
    const moved = Math.hypot(
      event.clientX - press.clientX,
      event.clientY - press.clientY,
    );
    press.hasLeft ||= moved > TOUCH_SLOP;
    if (isSweep()) return sweep();
    if (press.isTouch) {
      if (moved <= TOUCH_SLOP) return;
      press.mode = "scroll";
      clearTimeout(timer);
    } else if (moved > MOUSE_SLOP && press.mode === "press") {
      area.setPointerCapture(press.id);
      begin("lasso", event.ctrlKey || event.metaKey || event.shiftKey);
    }
  };

  const up = (event: PointerEvent): void => {
    if (!press || event.pointerId !== press.id) return;
    const { mode, hasLeft, index } = press;
    const isHeld = mode === "touch_range" && !hasLeft && target.holdOpens();
    if (isHeld) target.onsweep([], null);
    if (mode === "press") click(press, event);
    end();
    if (isHeld && index !== null) target.onopen(index);
  };

  const click = (from: Press, event: PointerEvent): void => {
    const { index } = from;
    if (index === null) return target.onclear();
    if (from.onMark) target.onpick(index, "toggle");
    else if (from.isTouch && target.tapPicks()) target.onpick(index, "one");
    else if (from.isTouch && !target.isSelecting()) target.onopen(index);
    else if (event.shiftKey) target.onpick(index, "extend");
    else if (from.isTouch || event.ctrlKey || event.metaKey)
      target.onpick(index, "toggle");
    else target.onpick(index, "one");
  };

  area.addEventListener("pointerdown", down, { signal });
  area.addEventListener("pointermove", move, { signal });
  area.addEventListener("pointerup", up, { signal });
  area.addEventListener("pointercancel", end, { signal });
  area.addEventListener(
    "dblclick",
    (event) => {
      const index = target.indexAt(target.locate(event.clientX, event.clientY));
      if (index !== null) target.onopen(index);
    },
    { signal },
  );
  // A long press must neither open the context menu nor turn into a scroll once it selects.
  area.addEventListener(
    "contextmenu",
    (event) => {
      if (press?.isTouch) event.preventDefault();
    },
    { signal },
  );
  area.addEventListener(
    "touchmove",
    (event) => {
      if (isSweep() && event.cancelable) event.preventDefault();
    },
    { signal, passive: false },
  );
  return () => {
    end();
    listeners.abort();
  };
}

function between(a: Spot, b: Spot): Rect {
  return {
    left: Math.min(a.x, b.x),
    top: Math.min(a.y, b.y),
    right: Math.max(a.x, b.x),
    bottom: Math.max(a.y, b.y),
  };
}

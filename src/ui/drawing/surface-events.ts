/** Browser events on the surface, told to the machine as plain data. */
import {
  LONG_PRESS_MS,
  type PointerInput,
  type PointerKind,
  type SurfaceInput,
} from "./surface-input.ts";

export interface SurfaceListener {
  readonly tell: (input: SurfaceInput) => void;
  readonly isSpaceDown: () => boolean;
  /** The keyboard asked for the context menu. */
  readonly onkeycontext: () => void;
}

/** A browser may send wheel deltas in lines or pages, not pixels. */
const WHEEL_UNIT = [1, 16, 400];
/** A context menu event within this time of a pointer's is that pointer's, already answered. */
const OWN_CONTEXT_MS = 700;

/** There, Control with the first button is the second, and Command is what Control is elsewhere. */
const isMac = /^Mac/.test(navigator.platform);

const buttonOf = (event: PointerEvent): number =>
  isMac && event.ctrlKey && event.button === 0 ? 2 : event.button;

const kindOf = ({ pointerType }: PointerEvent): PointerKind =>
  pointerType === "touch" || pointerType === "pen" ? pointerType : "mouse";

/** @returns the removal of all listeners. */
export function followSurface(
  area: HTMLElement,
  { tell, isSpaceDown, onkeycontext }: SurfaceListener,
): () => void {
  const listeners = new AbortController();
  const { signal } = listeners;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastPointerAt = -Infinity;

  const spotOf = (event: MouseEvent, box: DOMRect) => ({
    x: event.clientX - box.left,
    y: event.clientY - box.top,
  });

  const inputOf = (
    kind: PointerInput["kind"],
    event: PointerEvent,
    box: DOMRect,
  ): PointerInput => ({
    kind,
    id: event.pointerId,
    pointer: kindOf(event),
    ...spotOf(event, box),
    button: buttonOf(event),
    time: event.timeStamp,
    shift: event.shiftKey,
    mod: isMac ? event.metaKey : event.ctrlKey,
    alt: event.altKey,
    space: isSpaceDown(),
  });

  const on = <K extends keyof HTMLElementEventMap>(
    kind: K,
    listener: (event: HTMLElementEventMap[K]) => void,
  ): void => area.addEventListener(kind, listener, { signal, passive: false });

  const down = (event: PointerEvent): void => {
    lastPointerAt = event.timeStamp;
    area.setPointerCapture(event.pointerId);
    clearTimeout(timer);
    if (event.pointerType !== "mouse") {
      const id = event.pointerId;
      timer = setTimeout(() => tell({ kind: "long_press", id }), LONG_PRESS_MS);
    }
    tell(inputOf("down", event, area.getBoundingClientRect()));
  };

  const move = (event: PointerEvent): void => {
    const box = area.getBoundingClientRect();
    const parts = event.getCoalescedEvents();
    for (const part of parts.length > 0 ? parts : [event])
      tell(inputOf("move", part, box));
  };

  const end =
    (kind: "up" | "cancel") =>
    (event: PointerEvent): void => {
      lastPointerAt = event.timeStamp;
      clearTimeout(timer);
      tell(inputOf(kind, event, area.getBoundingClientRect()));
    };

  on("pointerdown", down);
  // Else the browser scrolls by itself. Nothing else is prevented: it gives the surface the focus.
  on("mousedown", (event) => {
    if (event.button === 1) event.preventDefault();
  });
  on("pointermove", move);
  on("pointerup", end("up"));
  on("pointercancel", end("cancel"));
  // After an up, the machine knows the pointer no more, and nothing comes of this.
  on("lostpointercapture", end("cancel"));
  on("pointerleave", () => tell({ kind: "leave" }));
  on("wheel", (event) => {
    event.preventDefault();
    tell({
      kind: "wheel",
      ...spotOf(event, area.getBoundingClientRect()),
      dy: event.deltaY * (WHEEL_UNIT[event.deltaMode] ?? 1),
      isPinch: event.ctrlKey,
    });
  });
  on("contextmenu", (event) => {
    event.preventDefault();
    if (event.timeStamp - lastPointerAt > OWN_CONTEXT_MS) onkeycontext();
  });
  return () => {
    clearTimeout(timer);
    listeners.abort();
  };
}

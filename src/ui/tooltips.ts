/**
 * Bubbles with the names of controls: `data-tooltip` on an element says the text. They come after a
 * moment of pointing and at once with the keyboard's focus, never by touch, where they would cover
 * what is pressed. One listener for the page and one bubble: controls in long lists cost nothing.
 * The bubble repeats accessible names, so readers of the screen do not hear it.
 */
import "./tooltips.css";

const DELAY_MS = 500;
/** To reach the bubble, which stays while it is pointed at. */
const GRACE_MS = 150;
const GAP = 6;

function place(bubble: HTMLElement, anchor: Element): void {
  const at = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = bubble;
  const most = document.documentElement.clientWidth - width - GAP;
  const left = at.left + (at.width - width) / 2;
  const below = at.bottom + GAP;
  const isBelow = below + height <= window.innerHeight;
  bubble.style.left = `${String(Math.max(GAP, Math.min(most, left)))}px`;
  bubble.style.top = `${String(isBelow ? below : at.top - GAP - height)}px`;
}

/** @returns stops watching. */
export function watchTooltips(page: Document): () => void {
  const bubble = page.createElement("div");
  bubble.className = "tooltip";
  bubble.popover = "manual";
  bubble.ariaHidden = "true";
  let anchor: Element | null = null;
  let timer = 0;

  const anchorOf = ({ target }: Event): Element | null =>
    target instanceof Element ? target.closest("[data-tooltip]") : null;
  const hide = (): void => {
    clearTimeout(timer);
    anchor = null;
    bubble.remove();
  };
  const show = (): void => {
    if (!anchor?.isConnected) return;
    bubble.textContent = anchor.getAttribute("data-tooltip");
    page.body.append(bubble);
    // Above open dialogs, which lie over the page.
    bubble.showPopover();
    place(bubble, anchor);
  };
  const pointAt = (event: PointerEvent): void => {
    if (event.pointerType === "touch") return;
    const next = anchorOf(event);
    if (event.target === bubble || (next && next === anchor)) {
      if (bubble.isConnected) clearTimeout(timer);
      return;
    }
    clearTimeout(timer);
    const wasShown = bubble.isConnected;
    if (!next && wasShown) timer = window.setTimeout(hide, GRACE_MS);
    else {
      hide();
      anchor = next;
      timer = window.setTimeout(show, wasShown ? 0 : DELAY_MS);
    }
  };
  const focus = (event: FocusEvent): void => {
    hide();
    anchor = anchorOf(event);
    if (anchor?.matches(":focus-visible")) show();
  };

  const ends = new AbortController();
  const options = { capture: true, passive: true, signal: ends.signal };
  page.addEventListener("pointerover", pointAt, options);
  page.addEventListener("focusin", focus, options);
  for (const end of ["pointerdown", "keydown", "focusout", "scroll"])
    page.addEventListener(end, hide, options);
  return () => {
    ends.abort();
    hide();
  };
}

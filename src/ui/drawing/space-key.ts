/** Controls that mean something else by Space. */
const OTHERS =
  "button, a, input, textarea, select, [contenteditable], [role=option], [role=menuitem], [role=tab]";

/**
 * Tells while Space is held anywhere on the page, except where the focus is on a control of its own.
 * @returns the removal of all listeners.
 */
export function holdSpace(tell: (isDown: boolean) => void): () => void {
  const listeners = new AbortController();
  const { signal } = listeners;
  const isOurs = ({ key, target }: KeyboardEvent): boolean =>
    key === " " && !(target instanceof Element && target.closest(OTHERS));
  window.addEventListener(
    "keydown",
    (event) => {
      if (!isOurs(event)) return;
      // It would scroll the page.
      event.preventDefault();
      tell(true);
    },
    { signal },
  );
  window.addEventListener(
    "keyup",
    (event) => {
      if (event.key === " ") tell(false);
    },
    { signal },
  );
  window.addEventListener("blur", () => tell(false), { signal });
  return () => listeners.abort();
}

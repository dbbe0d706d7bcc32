/** Which keys of a view belong to what has the focus. */
import { afterEach, expect, it } from "vitest";
import { isTaken } from "./taken-keys.ts";

afterEach(() => document.body.replaceChildren());

/** Presses a key on the element. */
function takenBy(html: string, key: string): boolean {
  document.body.innerHTML = html;
  const [element] = document.body.children;
  let taken = false;
  const listen = (event: KeyboardEvent): void => void (taken = isTaken(event));
  window.addEventListener("keydown", listen);
  element?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  window.removeEventListener("keydown", listen);
  return taken;
}

const SWITCH = `<input type="checkbox" role="switch">`;

it.each([
  [`<input type="text">`, "d", true],
  [`<input type="range">`, "ArrowLeft", true],
  [`<textarea></textarea>`, "Delete", true],
  [`<div role="menu"></div>`, "d", true],
  [`<button></button>`, "d", false],
  [`<button></button>`, "Enter", true],
  [SWITCH, "d", false],
  [SWITCH, "Delete", false],
  [SWITCH, " ", true],
])("%s, %j: %s", (html, key, taken) => {
  expect(takenBy(html, key)).toBe(taken);
});

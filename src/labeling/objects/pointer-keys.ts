/** Keys of the pointer that keys move. */
import type { KeyPress } from "#core/label-shortcut.ts";

export interface Pointer {
  leave(): void;
  move(dx: number, dy: number): void;
  press(mod: boolean): void;
  hold(): void;
}

/** CSS pixels of a press; held down, an arrow goes faster by this, up to the largest. */
const STEP = 1;
const LARGEST = 16;
const FAR = 20;

const WAYS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** How often the arrow that is held down has come again. */
export class PointerKeys {
  #repeats = 0;

  /** @param isDrawing Escape takes back what is drawn before the pointer goes. @returns whether the key had a meaning. */
  press(
    {
      key,
      shiftKey,
      ctrlKey,
      metaKey,
      altKey,
      repeat,
    }: KeyPress & { readonly repeat: boolean },
    pointer: Pointer,
    isDrawing: boolean,
  ): boolean {
    const mod = ctrlKey || metaKey;
    const way = WAYS[key];
    if (way && !mod && !altKey) {
      this.#repeats = repeat ? this.#repeats + 1 : 0;
      const step = shiftKey ? FAR : Math.min(LARGEST, STEP + this.#repeats);
      pointer.move(way[0] * step, way[1] * step);
      return true;
    }
    if (key === "Enter" && !altKey) {
      if (shiftKey) pointer.hold();
      else pointer.press(mod);
      return true;
    }
    if (key !== "Escape" || isDrawing) return false;
    pointer.leave();
    return true;
  }
}

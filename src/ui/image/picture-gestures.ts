import type { Spot } from "./viewport.ts";

/** What fingers, pen or mouse meant. Coordinates are CSS pixels in the box. */
export type PictureGesture =
  | { readonly kind: "pan"; readonly dx: number; readonly dy: number }
  | { readonly kind: "pinch"; readonly factor: number; readonly at: Spot }
  | { readonly kind: "swipe"; readonly direction: "next" | "previous" }
  | { readonly kind: "double_tap"; readonly at: Spot };

const DOUBLE_TAP_MS = 300;
const TAP_SLOP = 12;
const SWIPE_LENGTH = 56;

interface Press extends Spot {
  readonly startX: number;
  readonly startY: number;
}

/**
 * Reads pan, pinch, swipe and double tap out of pointer events. One state for every kind of
 * pointer; a swipe counts only with one finger that never became two, and is decided on release,
 * because until then it may still become a pan.
 */
export class PictureGestures {
  #presses = new Map<number, Press>();
  #hadTwo = false;
  #lastTap: (Spot & { readonly at: number }) | null = null;

  down(id: number, at: Spot): void {
    if (this.#presses.size === 0) this.#hadTwo = false;
    this.#presses.set(id, { ...at, startX: at.x, startY: at.y });
    if (this.#presses.size > 1) this.#hadTwo = true;
  }

  move(id: number, at: Spot): PictureGesture[] {
    const press = this.#presses.get(id);
    if (!press) return [];
    const before = [...this.#presses.values()];
    this.#presses.set(id, { ...press, ...at });
    if (this.#presses.size === 1)
      return [{ kind: "pan", dx: at.x - press.x, dy: at.y - press.y }];
    const after = [...this.#presses.values()];
    const [a, b] = [spread(before), spread(after)];
    if (a.length === 0) return [];
    return [
      { kind: "pan", dx: b.x - a.x, dy: b.y - a.y },
      { kind: "pinch", factor: b.length / a.length, at: { x: b.x, y: b.y } },
    ];
  }

  /** @param now milliseconds of any steady clock. */
  up(id: number, now: number): PictureGesture[] {
    const press = this.#presses.get(id);
    this.#presses.delete(id);
    if (!press || this.#hadTwo) return [];
    const dx = press.x - press.startX;
    const dy = press.y - press.startY;
    if (Math.hypot(dx, dy) < TAP_SLOP) return this.#tap(press, now);
    this.#lastTap = null;
    if (Math.abs(dx) < SWIPE_LENGTH || Math.abs(dx) < 1.5 * Math.abs(dy))
      return [];
    return [{ kind: "swipe", direction: dx < 0 ? "next" : "previous" }];
  }

  cancel(id: number): void {
    this.#presses.delete(id);
  }

  #tap({ x, y }: Spot, now: number): PictureGesture[] {
    const last = this.#lastTap;
    const isSecond =
      last !== null &&
      now - last.at < DOUBLE_TAP_MS &&
      Math.hypot(x - last.x, y - last.y) < 3 * TAP_SLOP;
    this.#lastTap = isSecond ? null : { x, y, at: now };
    return isSecond ? [{ kind: "double_tap", at: { x, y } }] : [];
  }
}

/** Middle of the first two presses, and how far they are apart. */
function spread(presses: readonly Spot[]): Spot & { readonly length: number } {
  const [a, b] = presses;
  if (!a || !b) return { x: 0, y: 0, length: 0 };
  return {
    x: (a.x + b.x) / 2,
    y: (a.y + b.y) / 2,
    length: Math.hypot(a.x - b.x, a.y - b.y),
  };
}

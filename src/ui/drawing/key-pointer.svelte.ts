/**
 * A pointer that keys move: what a hand can do on the surface, keys can do with it, with every tool
 * and every handle. The machine takes it for a mouse.
 */
import type { Point } from "#core/geometry.ts";
import type { PictureSize } from "#core/shape-geometry.ts";
import type { PointerInput, SurfaceInput } from "./surface-input.ts";

interface Surface {
  readonly tell: (input: SurfaceInput) => void;
  /** CSS pixels. */
  readonly size: () => PictureSize;
  /** Moves the picture. CSS pixels. */
  readonly pan: (x: number, y: number) => void;
}

/** No pointer of a browser has it. */
const ID = -1;

export class KeyPointer {
  readonly #surface: Surface;
  /** CSS pixels on the surface; null while no keys point. */
  #at = $state.raw<Point | null>(null);
  #isDown = false;

  constructor(surface: Surface) {
    this.#surface = surface;
  }

  get isOn(): boolean {
    return this.#at !== null;
  }

  /** Appears in the middle, or goes. */
  toggle(): void {
    if (this.isOn) return this.leave();
    const { width, height } = this.#surface.size();
    this.#at = { x: width / 2, y: height / 2 };
    this.#tell("move");
  }

  leave(): void {
    if (this.#isDown) this.#tell("cancel");
    this.#isDown = false;
    this.#at = null;
    this.#surface.tell({ kind: "leave" });
  }

  /** Beyond the rim of the surface it is the picture that moves. CSS pixels. */
  move(dx: number, dy: number): void {
    if (!this.#at) return;
    const { width, height } = this.#surface.size();
    const x = Math.min(width, Math.max(0, this.#at.x + dx));
    const y = Math.min(height, Math.max(0, this.#at.y + dy));
    const [overX, overY] = [this.#at.x + dx - x, this.#at.y + dy - y];
    if (overX !== 0 || overY !== 0) this.#surface.pan(-overX, -overY);
    this.#at = { x, y };
    this.#tell("move");
  }

  /** A press that ends at once. @param mod as with Ctrl held. */
  press(mod: boolean): void {
    if (!this.#isDown) this.#tell("down", mod);
    this.#isDown = false;
    this.#tell("up", mod);
  }

  /** A press that lasts until the next one: what is moved meanwhile is a drag. */
  hold(): void {
    this.#isDown = !this.#isDown;
    this.#tell(this.#isDown ? "down" : "up");
  }

  #tell(kind: PointerInput["kind"], mod = false): void {
    if (!this.#at) return;
    this.#surface.tell({
      kind,
      id: ID,
      pointer: "mouse",
      ...this.#at,
      button: 0,
      time: performance.now(),
      shift: false,
      mod,
      alt: false,
      space: false,
    });
  }
}

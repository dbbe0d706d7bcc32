/** A surface without a browser: keeps shapes, selection and view, and tells the machine what hands do. */
import type { Point } from "#core/geometry.ts";
import type { Shape } from "#core/shape.ts";
import type { DrawnShape, ShapeKey } from "../drawn-shape.ts";
import { step } from "../pointer-machine.ts";
import { ShapeIndex } from "../shape-index.ts";
import type {
  Modifiers,
  PointerInput,
  PointerKind,
  SurfaceInput,
} from "../surface-input.ts";
import { type Effect, idleState, type Surroundings } from "../surface-state.ts";
import type { ToolId } from "../tools/tool.ts";
import type { Viewport } from "../viewport.ts";

export type Spot = readonly [x: number, y: number];

/** Milliseconds between two events, unless a test waits. */
const TICK = 16;

export class SurfaceDriver {
  tool: ToolId;
  drawsOnTop = false;
  selectsSeveral = false;
  isSnapping = false;
  pinchSizesBrush = false;
  /** One CSS pixel is one picture pixel, until something zooms. */
  view: Viewport = { scale: 1, x: 0, y: 0 };
  shapes: DrawnShape[] = [];
  selected: readonly ShapeKey[] = [];
  state = idleState;
  readonly drawn: Shape[] = [];
  /** Every effect but changes of the view, in order. */
  readonly effects: Effect[] = [];
  readonly size = { width: 400, height: 300 };
  #now = 0;

  constructor(tool: ToolId) {
    this.tool = tool;
  }

  add(shape: Shape, more: Partial<DrawnShape> = {}): ShapeKey {
    const key = this.shapes.length;
    const plain = { isLocked: false, isHidden: false, isProposed: false };
    this.shapes.push({
      key,
      shape,
      color: "#000000",
      name: "",
      ...plain,
      ...more,
    });
    return key;
  }

  shape(key: ShapeKey): Shape | undefined {
    return this.shapes.find((one) => one.key === key)?.shape;
  }

  wait(ms: number): this {
    this.#now += ms;
    return this;
  }

  pointer(
    kind: PointerInput["kind"],
    pointer: PointerKind,
    [x, y]: Spot,
    more: Partial<Modifiers & { id: number; button: number }> = {},
  ): this {
    this.#now += TICK;
    const id = pointer === "mouse" ? 1 : pointer === "pen" ? 2 : 10;
    const keys = { shift: false, mod: false, alt: false, space: false };
    return this.tell({
      kind,
      pointer,
      x,
      y,
      id,
      button: 0,
      time: this.#now,
      ...keys,
      ...more,
    });
  }

  tap(pointer: PointerKind, at: Spot, more: Partial<Modifiers> = {}): this {
    return this.pointer("down", pointer, at, more).pointer(
      "up",
      pointer,
      at,
      more,
    );
  }

  /** Down at the first place, up at the last. */
  drag(
    pointer: PointerKind,
    way: readonly Spot[],
    more: Partial<Modifiers & { button: number }> = {},
  ): this {
    const [first, ...rest] = way;
    if (first) this.pointer("down", pointer, first, more);
    for (const at of rest) this.pointer("move", pointer, at, more);
    const last = way.at(-1);
    return last ? this.pointer("up", pointer, last, more) : this;
  }

  tell(input: SurfaceInput): this {
    const { state, effects } = step(this.state, input, this.#around());
    this.state = state;
    effects.forEach((effect) => this.#perform(effect));
    return this;
  }

  #perform(effect: Effect): void {
    if (effect.kind === "view") {
      this.view = effect.view;
      return;
    }
    this.effects.push(effect);
    if (effect.kind === "draw") this.drawn.push(effect.shape);
    if (effect.kind === "select") this.selected = effect.keys;
    if (effect.kind !== "reshape") return;
    const next = new Map(effect.changes.map(({ key, shape }) => [key, shape]));
    this.shapes = this.shapes.map((one) => ({
      ...one,
      shape: next.get(one.key) ?? one.shape,
    }));
  }

  #around(): Surroundings {
    const index = new ShapeIndex(this.shapes);
    return {
      tool: this.tool,
      drawsOnTop: this.drawsOnTop,
      selectsSeveral: this.selectsSeveral,
      pinchSizesBrush: this.pinchSizesBrush,
      view: this.view,
      surface: this.size,
      picture: this.size,
      selected: this.shapes.filter((one) => this.selected.includes(one.key)),
      hit: (at: Point, radius, part) =>
        index.hit(at, radius, part)?.key ?? null,
      within: (box) => index.within(box).map((one) => one.key),
      isSnapping: this.isSnapping,
      border: (at, radius) =>
        index.border(at, radius, (one) => !this.selected.includes(one.key)),
    };
  }
}

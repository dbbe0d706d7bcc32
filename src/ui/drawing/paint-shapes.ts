/**
 * Shapes that nobody is changing, on one canvas: first all halos, then all lines, so that a line is
 * readable on a light and on a dark picture and no halo cuts a neighbour. While the view moves,
 * what would hold up the frame is drawn thin and plain; it gets its full form once the view rests.
 */
import type { PictureSize } from "#core/shape-geometry.ts";
import type { DrawnShape } from "./drawn-shape.ts";
import {
  fillShape,
  type ScreenShape,
  strokeShape,
  toScreen,
} from "./stroke-shape.ts";
import type { Viewport } from "./viewport.ts";

export interface ShapesToPaint {
  /** What is in view, lowest first. */
  readonly shapes: readonly DrawnShape[];
  /** All of them are. */
  readonly isSelected: boolean;
  readonly view: Viewport;
  readonly surface: PictureSize;
  readonly isMoving: boolean;
}

const HALO = "rgb(255 255 255 / 0.85)";
const LINE = 2;
const SELECTED_LINE = 3;
/** How much wider a halo is than its line. */
const HALO_EXTRA = 2;
const SELECTED_FILL = 0.2;
const DASH = [4, 5];
const PROPOSED_DASH = [10, 5];
/** Shapes smaller than this get a thin line without a halo: it would be all they are. CSS pixels. */
const TINY = 8;
/** A path of more points than this is thin while the view moves: wide strokes of it take 100 ms. */
const HEAVY_PATH = 3000;
/** While the view moves, more shapes than this in view have no dashes, and then no halos. */
const MANY_DASHES = 500;
const MANY_HALOS = 3000;
const NO_DASH: number[] = [];

interface Prepared {
  readonly screen: ScreenShape;
  readonly color: string;
  readonly width: number;
  readonly hasHalo: boolean;
  readonly isFilled: boolean;
  readonly dash: number[];
}

function isTiny(screen: ScreenShape): boolean {
  return (
    (screen.kind === "box" && Math.max(screen.width, screen.height) < TINY) ||
    (screen.kind === "ring" && 2 * screen.radius < TINY)
  );
}

function dashOf(one: DrawnShape, screen: ScreenShape): number[] {
  if (one.isProposed) return PROPOSED_DASH;
  return screen.kind === "path" && screen.isDashed ? DASH : NO_DASH;
}

function prepare(
  one: DrawnShape,
  { view, surface, isSelected, isMoving, shapes }: ShapesToPaint,
): Prepared {
  const screen = toScreen(one.shape, view, surface);
  const isHeavy = screen.kind === "path" && screen.path.length > 2 * HEAVY_PATH;
  const isThin = isTiny(screen) || (isHeavy && isMoving);
  const isPlain = isMoving && (isHeavy || shapes.length > MANY_DASHES);
  const isBare = isMoving && shapes.length > MANY_HALOS;
  return {
    screen,
    color: one.color,
    width: isThin ? 1 : isSelected ? SELECTED_LINE : LINE,
    hasHalo: !isThin && !isBare,
    isFilled:
      (isSelected || one.isFilled === true) &&
      !(isMoving && (isHeavy || isBare)),
    dash: isPlain ? NO_DASH : dashOf(one, screen),
  };
}

/** Clears the canvas first. @param ratio device pixels per CSS pixel. */
export function paintShapes(
  context: CanvasRenderingContext2D,
  ratio: number,
  scene: ShapesToPaint,
): void {
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, scene.surface.width, scene.surface.height);
  paintOutlines(
    context,
    scene.shapes.map((one) => prepare(one, scene)),
  );
}

function paintOutlines(
  context: CanvasRenderingContext2D,
  prepared: readonly Prepared[],
): void {
  context.strokeStyle = HALO;
  context.setLineDash(NO_DASH);
  for (const { screen, width, hasHalo } of prepared) {
    if (!hasHalo) continue;
    context.lineWidth = width + HALO_EXTRA;
    strokeShape(context, screen);
  }
  let lastDash = NO_DASH;
  for (const { screen, color, width, isFilled, dash } of prepared) {
    context.strokeStyle = color;
    context.lineWidth = width;
    if (dash !== lastDash) context.setLineDash(dash);
    lastDash = dash;
    const isDot = screen.kind === "dot";
    if (isFilled || isDot) {
      context.fillStyle = color;
      context.globalAlpha = isDot ? 1 : SELECTED_FILL;
      fillShape(context, screen);
      context.globalAlpha = 1;
    }
    strokeShape(context, screen);
  }
  context.setLineDash(NO_DASH);
}

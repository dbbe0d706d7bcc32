import type { Point } from "#core/geometry.ts";
import type { Shape } from "#core/shape.ts";
import type { SurfaceDisplay } from "./display.ts";
import type { DrawnShape, Reshape, ShapeKey } from "./drawn-shape.ts";
import type { Picture } from "./picture-levels.ts";
import type { DrawToolId, ToolId } from "./tools/tool.ts";

/** Second button, long press or the menu key, on a shape or beside all of them (null). */
export interface ContextPlace {
  readonly key: ShapeKey | null;
  /** CSS pixels from the surface's top left corner. */
  readonly x: number;
  readonly y: number;
}

/** A way over the picture. */
export interface Stroke {
  readonly tool: DrawToolId;
  /** Picture pixels, in the picture. */
  readonly points: readonly Point[];
  /** Of the brush, picture pixels. */
  readonly radius: number;
}

/** Plain data in, callbacks out: what the surface is given. */
export interface SurfaceProps {
  /** The decoded picture, upright, of any size; null while it is read. */
  readonly picture: Picture | null;
  /**
   * A small version to show until then. A bitmap goes on being painted for as long as it has enough
   * pixels, instead of copies made here; who gives it closes it.
   */
  readonly placeholder?: Picture | null;
  /** Another one starts with the whole picture in view, and drops what was being drawn. */
  readonly pictureId: string | number;
  /** Of the upright picture, in the pixels that shapes are given in. */
  readonly width: number;
  readonly height: number;
  /** Accessible name. */
  readonly label: string;
  /** Later ones lie on top. Replaced whole, never changed in place. */
  readonly shapes: readonly DrawnShape[];
  readonly selected: ReadonlySet<ShapeKey>;
  readonly tool: ToolId;
  /** A CSS colour, of what is being drawn. */
  readonly drawColor: string;
  /** Drawing starts even on the selected shape; Ctrl or Command does the same for one press. */
  readonly drawsOnTop?: boolean;
  /** With the select tool a tap adds to the selection, or takes away; Ctrl or Command does the same for one press. */
  readonly selectsSeveral?: boolean;
  readonly display?: SurfaceDisplay;
  /** Of the brush and the eraser, picture pixels across: the same at any zoom. */
  readonly brush?: number;
  /** With a brush in hand two fingers call `onsizebrush`, and do not zoom. */
  readonly pinchSizesBrush?: boolean;
  /** Points are drawn to borders of other shapes nearby; Alt does the opposite while held. */
  readonly isSnapping?: boolean;
  readonly ondraw: (shape: Shape) => void;
  /** What a tool did whose points are wanted, not a shape of them. */
  readonly onstroke?: (stroke: Stroke) => void;
  /** @param factor to multiply the size of the brush by. */
  readonly onsizebrush?: (factor: number) => void;
  /** Once per finished gesture. */
  readonly onreshape: (changes: readonly Reshape[]) => void;
  readonly onselect: (keys: readonly ShapeKey[]) => void;
  readonly oncontext: (place: ContextPlace) => void;
  /** The full picture is on the screen. */
  readonly onpaint?: () => void;
}

/** What the pointer machine remembers, what it must know of the surface, and what it asks for. */
import type { Box, Point } from "#core/geometry.ts";
import type { Shape } from "#core/shape.ts";
import type { PictureSize } from "#core/shape-geometry.ts";
import type { Handle } from "#core/shape-handles.ts";
import type { Draft } from "./draft.ts";
import type { DrawnShape, Reshape, ShapeKey } from "./drawn-shape.ts";
import type { HitPart } from "./shape-index.ts";
import type { PointerInput } from "./surface-input.ts";
import type { DrawToolId, ToolId } from "./tools/tool.ts";
import type { Viewport } from "./viewport.ts";

/** A button or finger that is down. */
export interface Press {
  readonly down: PointerInput;
  /** Where it is now, CSS pixels on the surface. */
  readonly at: Point;
}

/** What a press will do once it moves; a tap can mean something else. */
export type Intent =
  | { readonly kind: "draw" }
  | {
      readonly kind: "handle";
      readonly key: ShapeKey;
      readonly shape: Shape;
      readonly handle: Handle;
    }
  | { readonly kind: "move"; readonly originals: readonly Reshape[] }
  | { readonly kind: "pan" }
  /** Selects what lies in a rectangle. */
  | { readonly kind: "band" };

export type EditIntent = Extract<Intent, { kind: "handle" | "move" }>;

export type Gesture =
  | { readonly kind: "none" }
  /** Down, not yet told apart. */
  | { readonly kind: "press"; readonly intent: Intent }
  /** `before` is what a cancelled drag goes back to. */
  | { readonly kind: "draw"; readonly before: Draft | null }
  | {
      readonly kind: "edit";
      readonly intent: EditIntent;
      readonly changes: readonly Reshape[];
    }
  | { readonly kind: "band"; readonly from: Point; readonly to: Point }
  | { readonly kind: "pan" }
  | { readonly kind: "pinch" }
  /** Nothing more comes of what is down. */
  | { readonly kind: "spent" };

export interface SurfaceState {
  readonly presses: readonly Press[];
  readonly gesture: Gesture;
  readonly draft: Draft | null;
  /** The polygon point touched last, for deleting it. */
  readonly vertex: { readonly key: ShapeKey; readonly index: number } | null;
  /** When a pen was last near, touching or hovering. */
  readonly penSeenAt: number;
  readonly lastTap: { readonly at: Point; readonly time: number } | null;
  /** Where a mouse or pen hovers, or anything presses, CSS pixels. */
  readonly cursor: Point | null;
}

export const idleState: SurfaceState = {
  presses: [],
  gesture: { kind: "none" },
  draft: null,
  vertex: null,
  penSeenAt: -Infinity,
  lastTap: null,
  cursor: null,
};

/** The surface as it is when something happens on it. */
export interface Surroundings {
  readonly tool: ToolId;
  /** Drawing starts even on the selected shape, as with Ctrl held. */
  readonly drawsOnTop: boolean;
  /** Taps add to the selection, as with Ctrl held. */
  readonly selectsSeveral: boolean;
  /** Two fingers set the size of the brush, and do not zoom. */
  readonly pinchSizesBrush: boolean;
  readonly view: Viewport;
  readonly surface: PictureSize;
  readonly picture: PictureSize;
  /** What is selected and shown. */
  readonly selected: readonly DrawnShape[];
  /** @param radius picture pixels. */
  readonly hit: (at: Point, radius: number, part: HitPart) => ShapeKey | null;
  readonly within: (box: Box) => readonly ShapeKey[];
  /** Points are drawn to borders nearby; Alt does the opposite for one press. */
  readonly isSnapping: boolean;
  /** The nearest place on a border of all shapes, or of those that are not selected; null beyond the radius, picture pixels. */
  readonly border: (
    at: Point,
    radius: number,
    of: "all" | "others",
  ) => Point | null;
}

export type Effect =
  | { readonly kind: "view"; readonly view: Viewport }
  | { readonly kind: "toggle_zoom"; readonly at: Point }
  | { readonly kind: "size_brush"; readonly factor: number }
  | { readonly kind: "draw"; readonly shape: Shape }
  | {
      readonly kind: "stroke";
      readonly tool: DrawToolId;
      /** Picture pixels, in the picture. */
      readonly points: readonly Point[];
    }
  | { readonly kind: "reshape"; readonly changes: readonly Reshape[] }
  | { readonly kind: "select"; readonly keys: readonly ShapeKey[] }
  | {
      readonly kind: "context";
      readonly key: ShapeKey | null;
      readonly at: Point;
    };

export interface Step {
  readonly state: SurfaceState;
  readonly effects: readonly Effect[];
}

export const stay = (
  state: SurfaceState,
  ...effects: readonly Effect[]
): Step => ({ state, effects });

/** What happens on the surface, without the browser. Places are CSS pixels on it, times milliseconds. */
export type PointerKind = "mouse" | "touch" | "pen";

export interface Modifiers {
  readonly shift: boolean;
  /** Ctrl, or Command. */
  readonly mod: boolean;
  readonly alt: boolean;
  readonly space: boolean;
}

export interface PointerInput extends Modifiers {
  readonly kind: "down" | "move" | "up" | "cancel";
  readonly id: number;
  readonly pointer: PointerKind;
  readonly x: number;
  readonly y: number;
  /** As in `PointerEvent.button`: 0 first, 1 middle, 2 second. */
  readonly button: number;
  readonly time: number;
}

export interface WheelInput {
  readonly kind: "wheel";
  readonly x: number;
  readonly y: number;
  /** Pixels; down is positive. */
  readonly dy: number;
  /** Two fingers on a trackpad come as a wheel with Ctrl. */
  readonly isPinch: boolean;
}

export type SurfaceInput =
  | PointerInput
  /** A press has lasted for LONG_PRESS_MS. */
  | { readonly kind: "long_press"; readonly id: number }
  | WheelInput
  /** The pointer left the surface. */
  | { readonly kind: "leave" }
  | { readonly kind: "escape" | "finish" | "undo_point" | "delete_vertex" };

export const LONG_PRESS_MS = 500;

/** How far a press may move and still be a tap, CSS pixels. */
export const slopOf = (pointer: PointerKind): number =>
  pointer === "mouse" ? 3 : 8;

/** How far beside a shape or handle a press still means it, CSS pixels. */
export const hitRadiusOf = (pointer: PointerKind): number =>
  pointer === "mouse" ? 8 : pointer === "pen" ? 12 : 22;

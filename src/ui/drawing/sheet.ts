import type { PictureSize } from "#core/shape-geometry.ts";
import type { Viewport } from "./viewport.ts";

/**
 * What every layer of the surface is laid out by. One object, not spread over their properties: a
 * spread makes each of them change with every move of the view, and the picture be prepared anew.
 */
export interface Sheet {
  readonly view: Viewport;
  /** CSS pixels. */
  readonly surface: PictureSize;
  /** Device pixels per CSS pixel. */
  readonly ratio: number;
}

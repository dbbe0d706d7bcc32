import type { Shape } from "#core/shape.ts";

export type ShapeKey = string | number;

/** A shape as the surface shows it. Later ones lie on top. */
export interface DrawnShape {
  readonly key: ShapeKey;
  readonly shape: Shape;
  /** A CSS colour. */
  readonly color: string;
  /** Of its label; shown beside it, so that colour is never the only sign. */
  readonly name: string;
  /** Can be selected, not changed. */
  readonly isLocked: boolean;
  readonly isHidden: boolean;
  /** Its area is shown, not only its border. */
  readonly isFilled?: boolean;
  /** To be confirmed: drawn with long dashes. */
  readonly isProposed: boolean;
}

/** A new form for one shape. */
export interface Reshape {
  readonly key: ShapeKey;
  readonly shape: Shape;
}

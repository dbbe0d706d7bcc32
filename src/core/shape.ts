import type { Point } from "./geometry.ts";

/** What a person draws on a picture. Pixels as in `geometry.ts`. Source: data management 7.4, 11.6. */
export type Shape =
  | { readonly kind: "point"; readonly point: Point }
  | {
      readonly kind: "line";
      readonly from: Point;
      readonly to: Point;
      readonly isDashed: boolean;
    }
  | {
      readonly kind: "bndbox";
      readonly xMin: number;
      readonly yMin: number;
      readonly xMax: number;
      readonly yMax: number;
    }
  /** Not closed: the first point is not repeated at the end. */
  | { readonly kind: "polygon"; readonly points: readonly Point[] }
  | {
      readonly kind: "circle";
      readonly center: Point;
      readonly radius: number;
    };

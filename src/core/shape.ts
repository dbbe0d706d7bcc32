import type { Point } from "./geometry.ts";

/** Not closed: the first point is not repeated at the end. */
export interface Polygon {
  readonly kind: "polygon";
  readonly points: readonly Point[];
}

/** Several polygons, each an outer ring with the rings of its holes behind it. Rings are not closed. */
export interface MultiPolygon {
  readonly kind: "multipolygon";
  readonly polygons: readonly (readonly (readonly Point[])[])[];
}

/** Single pixels, as run-length codes; see `mask.ts`. */
export interface Mask {
  readonly kind: "mask";
  /** The box around the pixels, whole picture pixels, 0 or more. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Runs of zeros and ones in turn, zeros first, row by row in the box, packed as COCO packs them. */
  readonly counts: string;
}

/** Shapes of object detection. Pixels as in `geometry.ts`. Source: data management 7.4, 11.6. */
export type PlainShape =
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
  | Polygon
  | {
      readonly kind: "circle";
      readonly center: Point;
      readonly radius: number;
    };

/** Shapes of image segmentation: what covers an area of any form. Source: data management 11.7. */
export type RegionShape = Polygon | MultiPolygon | Mask;

/** What a person draws on a picture. */
export type Shape = PlainShape | RegionShape;

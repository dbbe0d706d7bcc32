import type { Shape } from "#core/shape.ts";
import type { Report } from "#formats/picture-labels.ts";

/** What makes a labeling type of objects in pictures a type of its own. */
export interface ObjectKind<S extends Shape = Shape> {
  /** `type` of its manifest entries. */
  readonly manifestType: string;
  /** The shapes that its objects can have. */
  readonly holds: (shape: Shape) => shape is S;
  /** Its objects are areas of any form: files are read so, not as the boxes around them. */
  readonly takesRegions: boolean;
  /** What stands for a shape that it does not hold; null where nothing can. What changes is told. */
  readonly instead: (shape: Shape, report: Report) => S | null;
}

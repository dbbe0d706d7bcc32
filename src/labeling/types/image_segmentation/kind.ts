import type { Point } from "#core/geometry.ts";
import { isRegion } from "#core/rings.ts";
import type { RegionShape, Shape } from "#core/shape.ts";
import { cornersOf } from "#core/shape-geometry.ts";
import type { ObjectKind } from "#labeling/objects/object-kind.ts";

const CIRCLE_CORNERS = 64;

function around(shape: Shape): Point[] | null {
  if (shape.kind === "bndbox") return cornersOf(shape);
  if (shape.kind !== "circle") return null;
  const { center, radius } = shape;
  return Array.from({ length: CIRCLE_CORNERS }, (_, n) => {
    const angle = (2 * Math.PI * n) / CIRCLE_CORNERS;
    return {
      x: center.x + radius * Math.cos(angle),
      y: center.y + radius * Math.sin(angle),
    };
  });
}

/** Areas of any form. Source: data management 7.4, 11.7. */
export const segmentation: ObjectKind<RegionShape> = {
  manifestType: "modelarts/image_segmentation",
  holds: isRegion,
  takesRegions: true,
  instead: (shape, report) => {
    const points = around(shape);
    report({
      severity: "warning",
      rule: points ? "region.box" : "region.none",
      message: points
        ? "A box or circle is no outline; a polygon of its form is taken"
        : "A point or line has no area; it is left out",
    });
    return points && { kind: "polygon", points };
  },
};

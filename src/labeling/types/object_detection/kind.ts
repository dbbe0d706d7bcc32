import type { PlainShape } from "#core/shape.ts";
import { boundsOf } from "#core/shape-geometry.ts";
import type { ObjectKind } from "#labeling/objects/object-kind.ts";

/** Five shapes. Source: data management 7.4, 11.6. */
export const detection: ObjectKind<PlainShape> = {
  manifestType: "modelarts/object_detection",
  holds: (shape) => shape.kind !== "multipolygon" && shape.kind !== "mask",
  takesRegions: false,
  instead: (shape, report) => {
    const { xMin, yMin, xMax, yMax } = boundsOf(shape);
    report({
      severity: "warning",
      rule: "shape.region",
      message: "An area of several parts or pixels; its box is taken",
    });
    return { kind: "bndbox", xMin, yMin, xMax, yMax };
  },
};

/** LabelMe's JSON as it is written. */
import type { Point } from "#core/geometry.ts";
import { asMask, hasHoles } from "#core/region-mask.ts";
import { isRegion, ringsOf } from "#core/rings.ts";
import type { Mask, PlainShape, Shape } from "#core/shape.ts";
import { boundsOf } from "#core/shape-geometry.ts";
import { attributesOf } from "./object-attributes.ts";
import type { PictureObject, PictureSize } from "./picture-labels.ts";

interface Written {
  readonly kind: string;
  readonly points: readonly Point[];
  /** A PNG as base64. */
  readonly mask?: string;
}

function plainShape(shape: PlainShape): Written {
  switch (shape.kind) {
    case "bndbox":
      return {
        kind: "rectangle",
        points: [
          { x: shape.xMin, y: shape.yMin },
          { x: shape.xMax, y: shape.yMax },
        ],
      };
    case "polygon":
      return { kind: "polygon", points: shape.points };
    case "point":
      return { kind: "point", points: [shape.point] };
    case "line":
      return { kind: "line", points: [shape.from, shape.to] };
    case "circle": {
      const { center, radius } = shape;
      return {
        kind: "circle",
        points: [center, { x: center.x + radius, y: center.y }],
      };
    }
  }
}

/** Pixels of the mask's box, 1 where it is set, as a PNG in base64. */
export type WriteMask = (mask: Mask) => string;

/** Polygons as they are, several parts one by one; where there are holes or single pixels, a mask. */
function writtenShapes(
  shape: Shape,
  size: PictureSize | null,
  writeMask: WriteMask | undefined,
): Written[] {
  if (!isRegion(shape)) return [plainShape(shape)];
  const mask =
    hasHoles(shape) && size && writeMask ? asMask(shape, size) : null;
  if (!mask || !writeMask)
    return ringsOf(shape).map((points) => ({ kind: "polygon", points }));
  const { xMin, yMin, xMax, yMax } = boundsOf(mask);
  // Of masks, the corners are the first and the last pixel.
  const points = [
    { x: xMin, y: yMin },
    { x: xMax - 1, y: yMax - 1 },
  ];
  return [{ kind: "mask", points, mask: writeMask(mask) }];
}

/** The picture's own bytes are left out, as LabelMe allows. */
export function labelMeJson(
  imagePath: string,
  size: PictureSize | null,
  objects: readonly PictureObject<Shape>[],
  writeMask?: WriteMask,
): string {
  const shapes = objects.flatMap((object, place) => {
    const parts = writtenShapes(object.shape, size, writeMask);
    return parts.map(({ kind, points, mask }) => ({
      label: object.name,
      points: points.map(({ x, y }) => [x, y]),
      group_id: parts.length > 1 ? place : null,
      shape_type: kind,
      flags: {},
      ...(mask === undefined ? {} : { mask }),
      attributes: attributesOf(object),
    }));
  });
  const file = {
    version: "5.5.0",
    flags: {},
    shapes,
    imagePath,
    imageData: null,
    imageHeight: size?.height ?? null,
    imageWidth: size?.width ?? null,
  };
  return `${JSON.stringify(file, null, 1)}\n`;
}

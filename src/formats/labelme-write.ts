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

/** LabelMe's own number of a group, where it came with one. */
function ownGroup({ attributes }: PictureObject<Shape>): number | null {
  const text = attributes["group_id"] ?? "";
  return /^\d{1,15}$/.test(text) ? Number(text) : null;
}

/**
 * Numbers of groups: those that objects have of their own, and new ones for parts of one region.
 * @param isRegions one group is one region, so that a copy of it must not have the same number.
 */
class Groups {
  readonly #isRegions: boolean;
  readonly #own: ReadonlySet<number | null>;
  readonly #given = new Set<number>();
  #free = 0;

  constructor(objects: readonly PictureObject<Shape>[], isRegions: boolean) {
    this.#own = new Set(objects.map(ownGroup));
    this.#isRegions = isRegions;
  }

  of(object: PictureObject<Shape>, parts: number): number | null {
    const own = ownGroup(object);
    const isMine = own !== null && !(this.#isRegions && this.#given.has(own));
    if (isMine) this.#given.add(own);
    if (isMine || parts < 2) return isMine ? own : null;
    while (this.#own.has(this.#free)) this.#free += 1;
    return this.#free++;
  }
}

function freeAttributes(object: PictureObject<Shape>): Record<string, string> {
  const { group_id: group, ...others } = attributesOf(object);
  return ownGroup(object) === null && group !== undefined
    ? { ...others, group_id: group }
    : others;
}

/** The picture's own bytes are left out, as LabelMe allows. */
export function labelMeJson(
  imagePath: string,
  size: PictureSize | null,
  objects: readonly PictureObject<Shape>[],
  writeMask?: WriteMask,
): string {
  const groups = new Groups(objects, writeMask !== undefined);
  const shapes = objects.flatMap((object) => {
    const parts = writtenShapes(object.shape, size, writeMask);
    const group_id = groups.of(object, parts.length);
    return parts.map(({ kind, points, mask }) => ({
      label: object.name,
      points: points.map(({ x, y }) => [x, y]),
      group_id,
      shape_type: kind,
      flags: {},
      ...(mask === undefined ? {} : { mask }),
      attributes: freeAttributes(object),
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

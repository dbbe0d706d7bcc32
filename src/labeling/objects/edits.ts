/** What each gesture makes of the objects of one picture. Pure. */
import type { LabelId } from "#core/ids.ts";
import type { LabelingItem } from "#core/labeling-job.ts";
import type { Shape } from "#core/shape.ts";
import {
  boundsOf,
  clampShape,
  isWorthKeeping,
  type PictureSize,
} from "#core/shape-geometry.ts";
import { UNMARKED } from "#formats/picture-labels.ts";
import type { Change } from "#labeling/item-change.ts";
import type { LabeledObject, LabeledObjects } from "./object.ts";

type Edit = (item: LabelingItem) => Change | null;
type Objects = readonly LabeledObject[];

/** Marks a person gives to one object. Source: data management 7.4. */
export const FLAGS = ["truncated", "occluded", "difficult"] as const;
export type Flag = (typeof FLAGS)[number];

/** Null stands for no annotation: rows of unlabeled samples hold it. */
const annotationOf = (item: Pick<LabelingItem, "annotation">) =>
  item.annotation as LabeledObjects | null;

export const objectsIn = (
  item: Pick<LabelingItem, "annotation"> | undefined,
): Objects => (item && annotationOf(item)?.objects) ?? [];

/** An object as a person draws it. */
export const drawn = <S extends Shape>(
  label: LabelId,
  shape: S,
): LabeledObject<S> => ({
  ...UNMARKED,
  label,
  shape,
});

/**
 * Other objects in the place of those there are. A proposed picture (To Be Confirmed) stays one
 * until it is confirmed: the other objects may still be wrong.
 */
export const changeObjects =
  (edit: (objects: Objects) => Objects): Edit =>
  (item) => {
    const objects = edit(objectsIn(item));
    const annotation: LabeledObjects = {
      objects,
      extra: annotationOf(item)?.extra ?? {},
    };
    const isProposed = item.state === "to_be_confirmed" && objects.length > 0;
    return isProposed ? { annotation, state: item.state } : { annotation };
  };

const changeSome = (
  indices: ReadonlySet<number>,
  edit: (object: LabeledObject) => LabeledObject,
): Edit =>
  changeObjects((objects) =>
    objects.map((object, i) => (indices.has(i) ? edit(object) : object)),
  );

export const addObjects = (added: Objects): Edit =>
  changeObjects((objects) => [...objects, ...added]);

/** @param shapes by place in the list. What a model was sure of no longer holds for a shape that was moved. */
export const reshape = (
  shapes: ReadonlyMap<number, LabeledObject["shape"]>,
): Edit =>
  changeObjects((objects) =>
    objects.map((object, i) => {
      const shape = shapes.get(i);
      return shape ? { ...object, shape, confidence: null } : object;
    }),
  );

export const removeObjects = (indices: ReadonlySet<number>): Edit =>
  changeObjects((objects) => objects.filter((_, i) => !indices.has(i)));

export const relabelObjects = (
  indices: ReadonlySet<number>,
  label: LabelId,
): Edit =>
  changeSome(indices, (object) => ({ ...object, label, confidence: null }));

/** What a review of many pictures makes of this one. @param fates by place: another label, or null when it goes. */
export const reviewObjects = (
  fates: ReadonlyMap<number, LabelId | null>,
): Edit =>
  changeObjects((objects) =>
    objects.flatMap((object, i) => {
      const label = fates.get(i);
      if (label === null) return [];
      return [
        label === undefined ? object : { ...object, label, confidence: null },
      ];
    }),
  );

export const flagObjects = (
  indices: ReadonlySet<number>,
  flag: Flag,
  value: boolean,
): Edit => changeSome(indices, (object) => ({ ...object, [flag]: value }));

/** @param value null takes the attribute away. */
export const setAttribute = (
  indices: ReadonlySet<number>,
  name: string,
  value: string | null,
): Edit =>
  changeSome(indices, (object) => {
    const { [name]: _before, ...others } = object.attributes;
    const attributes = value === null ? others : { ...others, [name]: value };
    return { ...object, attributes };
  });

/** Later objects lie on top. @returns the order of the old places. */
export function orderAfter(
  count: number,
  indices: ReadonlySet<number>,
  to: "front" | "back",
): number[] {
  const places = Array.from({ length: count }, (_, i) => i);
  const moved = places.filter((i) => indices.has(i));
  const others = places.filter((i) => !indices.has(i));
  return to === "front" ? [...others, ...moved] : [...moved, ...others];
}

export const reorder = (
  indices: ReadonlySet<number>,
  to: "front" | "back",
): Edit =>
  changeObjects((objects) =>
    orderAfter(objects.length, indices, to).map(
      (place) => objects[place] as LabeledObject,
    ),
  );

/** Somebody looked, and there is no object; the second time, nobody did. Nothing where there are objects. */
export const toggleNone: Edit = (item) => {
  const { objects = [], extra = {}, isNone } = annotationOf(item) ?? {};
  if (objects.length > 0) return null;
  const annotation: LabeledObjects = isNone
    ? { objects, extra }
    : { objects, isNone: true, extra };
  return { annotation };
};

export const saysNone = (item: Pick<LabelingItem, "annotation">): boolean =>
  annotationOf(item)?.isNone === true;

/** Points and lines on the picture's very edge are in it; nothing of an area is. */
function isOutside(shape: Shape, { width, height }: PictureSize): boolean {
  const { xMin, yMin, xMax, yMax } = boundsOf(shape);
  return shape.kind === "point" || shape.kind === "line"
    ? xMax < 0 || yMax < 0 || xMin > width || yMin > height
    : xMax <= 0 || yMax <= 0 || xMin >= width || yMin >= height;
}

/** Pictures differ in size: what came from another is cut to this one, and left out where nothing remains. */
export const objectsWithin = (objects: Objects, size: PictureSize): Objects =>
  objects.flatMap((object) => {
    if (isOutside(object.shape, size)) return [];
    const shape = clampShape(object.shape, size);
    return isWorthKeeping(shape) ? [{ ...object, shape }] : [];
  });

/** What is proposed is right as it is now. */
export const confirmObjects: Edit = (item) =>
  item.state === "to_be_confirmed" ? { state: "labeled" } : null;

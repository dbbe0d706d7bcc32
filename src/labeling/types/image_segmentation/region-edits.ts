/** Which regions a tool works on, and what becomes of the list of objects then. Pure. */
import type { Box } from "#core/geometry.ts";
import { isRegion } from "#core/rings.ts";
import type { RegionShape } from "#core/shape.ts";
import { boundsOf, isWorthKeeping } from "#core/shape-geometry.ts";
import type { LabeledObject } from "#labeling/objects/object.ts";

type Objects = readonly LabeledObject[];

/** The objects of a picture, by place, and those of them that are selected. */
export interface Regions {
  readonly objects: Objects;
  readonly selected: ReadonlySet<number>;
  /** Shown and not locked. */
  readonly isFree: (object: LabeledObject) => boolean;
}

export type PlacedRegion = readonly [
  index: number,
  object: LabeledObject<RegionShape>,
];

/** Of each place, the shapes that it becomes: none takes it away. */
export type Pieces = readonly (readonly [
  index: number,
  shapes: readonly RegionShape[],
])[];

function regionsAt(
  indices: readonly number[],
  { objects, isFree }: Regions,
): PlacedRegion[] {
  return indices.flatMap((index): PlacedRegion[] => {
    const object = objects[index];
    return object && isFree(object) && isRegion(object.shape)
      ? [[index, { ...object, shape: object.shape }]]
      : [];
  });
}

/** What is selected, shown and free, from the lowest up. */
export const chosenRegions = (regions: Regions): PlacedRegion[] =>
  regionsAt(
    [...regions.selected].sort((a, b) => a - b),
    regions,
  );

const meet = (a: Box, b: Box): boolean =>
  a.xMin <= b.xMax && b.xMin <= a.xMax && a.yMin <= b.yMax && b.yMin <= a.yMax;

/** What a tool at this place works on: the selected regions, or where nothing is selected all that it meets. */
export function metRegions(regions: Regions, reach: Box): PlacedRegion[] {
  const found =
    regions.selected.size > 0
      ? chosenRegions(regions)
      : regionsAt([...regions.objects.keys()], regions);
  return found.filter(([, { shape }]) => meet(boundsOf(shape), reach));
}

/** Other shapes in the place of regions; what comes of selected ones is selected, and nothing else. */
export function withPieces(
  { objects, selected }: Pick<Regions, "objects" | "selected">,
  pieces: Pieces,
): { readonly objects: Objects; readonly selected: number[] } {
  const found = new Map(pieces);
  const next: LabeledObject[] = [];
  const chosen: number[] = [];
  objects.forEach((object, index) => {
    const shapes = found.get(index);
    const parts: Objects = shapes
      ? shapes
          .filter(isWorthKeeping)
          .map((shape) => ({ ...object, shape, confidence: null }))
      : [object];
    if (selected.has(index))
      chosen.push(...parts.map((_, i) => next.length + i));
    next.push(...parts);
  });
  return { objects: next, selected: chosen };
}

/**
 * What a detector should say of a window: a heat map per label with a bump at each object's middle,
 * and around the middles the distances to the box's four sides. Source: Zhou et al. 2019
 * (CenterNet), Liu et al. 2019 (TTFNet: bumps as wide as their boxes, weights by the bump).
 */
import type { PixelBox, TrueObject } from "#core/detection.ts";
import { boxArea, boxSide, clipBox, heightOf, widthOf } from "./boxes.ts";
import type { ObjectRange } from "./object-scales.ts";

/** Standard deviation of a bump in shares of the box, and at least so many cells. */
const SPREAD = 0.15;
const LEAST_SPREAD = 0.35;
/** Where the bump is at least so high, the cell learns the box. */
const BOX_HEAT = 0.25;
/** Objects of which less is seen are neither to be found nor to be missed. */
const LEAST_SEEN = 0.4;
/** Objects below `least` and above `most` times these are no longer to be found at this scale. */
const TOO_SMALL = 0.8;
const LARGE = 1.25;
const TOO_LARGE = 1.6;
/** Shortest distance to a side, pixels. */
const LEAST_DISTANCE = 0.5;

/** For a square map of cells, row by row. */
export interface Targets {
  /** Cells along a side. */
  readonly cells: number;
  /** [cells, cells, labels]: 1 at middles. */
  readonly heat: Float32Array;
  /** [cells, cells, labels]: 0 where it does not matter what is found. */
  readonly counts: Float32Array;
  /** [cells, cells]: how much the box there counts. */
  readonly weight: Float32Array;
  /** [cells, cells, 4]: pixels from the cell's middle to left, top, right and bottom. */
  readonly distances: Float32Array;
}

/** How far the cells of one object's box reach: first and last column and row. */
interface Reach {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

type Role = "found" | "unclear" | "background";

/** What a detector of this range should say of an object, of which `seen` is in the window. */
function roleOf(
  { box, isIgnored }: TrueObject,
  seen: PixelBox,
  { least, most }: ObjectRange,
): Role {
  if (widthOf(seen) <= 1 || heightOf(seen) <= 1) return "background";
  if (isIgnored) return "unclear";
  const size = boxSide(box);
  if (size > most * TOO_LARGE) return "background";
  const isUnclear =
    size < least * TOO_SMALL ||
    size > most * LARGE ||
    boxArea(seen) < LEAST_SEEN * boxArea(box);
  return isUnclear ? "unclear" : "found";
}

function reachOf(seen: PixelBox, cells: number, stride: number): Reach {
  const cellAt = (at: number): number =>
    Math.min(cells - 1, Math.max(0, Math.floor(at / stride)));
  return {
    left: cellAt(seen[0]),
    top: cellAt(seen[1]),
    right: cellAt(seen[2]),
    bottom: cellAt(seen[3]),
  };
}

/** Height of the bump at a place; 1 in the cell of the middle. */
function bumpOf(
  seen: PixelBox,
  stride: number,
): (x: number, y: number) => number {
  const [middleX, middleY] = [(seen[0] + seen[2]) / 2, (seen[1] + seen[3]) / 2];
  const spreadX = Math.max(SPREAD * widthOf(seen), LEAST_SPREAD * stride);
  const spreadY = Math.max(SPREAD * heightOf(seen), LEAST_SPREAD * stride);
  return (x, y) => {
    const isMiddle =
      Math.floor(x / stride) === Math.floor(middleX / stride) &&
      Math.floor(y / stride) === Math.floor(middleY / stride);
    if (isMiddle) return 1;
    const across = (x - middleX) ** 2 / (2 * spreadX ** 2);
    const down = (y - middleY) ** 2 / (2 * spreadY ** 2);
    return Math.exp(-across - down);
  };
}

const isInside = (x: number, y: number, box: PixelBox): boolean =>
  x > box[0] && x < box[2] && y > box[1] && y < box[3];

/** What is to be found in a window, cut to it; what does not matter there is ignored. */
export const truthsIn = (
  objects: readonly TrueObject[],
  side: number,
  range: ObjectRange,
): TrueObject[] =>
  objects.flatMap((object) => {
    const box = clipBox(object.box, side, side);
    const role = roleOf(object, box, range);
    if (role === "background") return [];
    return [{ ...object, box, isIgnored: role === "unclear" }];
  });

/**
 * @param objects boxes in pixels of the window, which may reach out of it.
 * @param stride pixels of a cell.
 */
export function targetsFor(
  objects: readonly TrueObject[],
  labels: number,
  cells: number,
  stride: number,
  range: ObjectRange,
): Targets {
  const side = cells * stride;
  const targets: Targets = {
    cells,
    heat: new Float32Array(cells * cells * labels),
    counts: new Float32Array(cells * cells * labels).fill(1),
    weight: new Float32Array(cells * cells),
    distances: new Float32Array(cells * cells * 4).fill(LEAST_DISTANCE),
  };
  // Small ones last: they lie before large ones.
  const ordered = [...objects].sort((a, b) => boxArea(b.box) - boxArea(a.box));
  for (const object of ordered) {
    const seen = clipBox(object.box, side, side);
    const role = roleOf(object, seen, range);
    if (role === "background") continue;
    const reach = reachOf(seen, cells, stride);
    const bump = bumpOf(seen, stride);
    for (let row = reach.top; row <= reach.bottom; row += 1)
      for (let column = reach.left; column <= reach.right; column += 1) {
        const [x, y] = [(column + 0.5) * stride, (row + 0.5) * stride];
        const height = bump(x, y);
        const isIn = height === 1 || isInside(x, y, seen);
        const cell = row * cells + column;
        const at = cell * labels + object.label;
        if (role === "unclear") {
          if (isIn) targets.counts[at] = 0;
          continue;
        }
        targets.heat[at] = Math.max(targets.heat[at] ?? 0, height);
        if (!isIn || height <= BOX_HEAT) continue;
        targets.weight[cell] = height;
        const [xMin, yMin, xMax, yMax] = object.box;
        [x - xMin, y - yMin, xMax - x, yMax - y].forEach((distance, d) => {
          targets.distances[4 * cell + d] = Math.max(LEAST_DISTANCE, distance);
        });
      }
  }
  return targets;
}

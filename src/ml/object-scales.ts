/**
 * At which scales a detector looks at pictures. It knows objects of one size only, the size its
 * features are best at; pictures are shown to it so large, and so small, that the objects people
 * drew have that size. Image pyramids for one size range: Singh and Davis 2018 (SNIP).
 */
import type { Random } from "#core/random.ts";
import type { PixelBox, TrueObject } from "#core/detection.ts";
import { boxSide } from "./boxes.ts";
import type { Window } from "./picture-window.ts";

/** Sides of the objects the detector is to know, in pixels of what it is shown. */
export interface ObjectRange {
  readonly least: number;
  readonly most: number;
}

export interface DrawnPicture {
  /** Oriented pixels. */
  readonly width: number;
  readonly height: number;
  readonly objects: readonly TrueObject[];
}

/** Objects beyond these shares of all are left to chance: they would cost a level of their own. */
const RARE = 0.05;
/** The networks' steps: level sides are multiples. */
const STEP = 16;
const LEAST_SIDE = 48;
/** Objects at the ends of the range are still well known. */
const LEAST_SLACK = 1.25;
const MOST_SLACK = 0.85;

const USUAL: ObjectRange = { least: 36, most: 84 };
/** For objects that are small even in the largest picture looked at. */
const SMALL: ObjectRange = { least: 20, most: 64 };
/** With more than this share of the objects below the usual range, all are taken for small. */
const MANY = 0.25;

/** Sides of all objects that count, as shares of their picture's longer side, smallest first. */
const sidesOf = (pictures: readonly DrawnPicture[]): number[] =>
  pictures
    .flatMap(({ width, height, objects }) =>
      objects
        .filter(({ isIgnored }) => !isIgnored)
        .map(({ box }) => boxSide(box) / Math.max(width, height)),
    )
    .filter((side) => side > 0)
    .sort((a, b) => a - b);

/** The range that these objects are best known in, looked at with a longer side of `mostSide` at most. */
export function rangeFor(
  pictures: readonly DrawnPicture[],
  mostSide: number,
): ObjectRange {
  const sides = sidesOf(pictures);
  const small = sides[Math.floor(MANY * (sides.length - 1))] ?? 1;
  return small * mostSide < USUAL.least ? SMALL : USUAL;
}

/**
 * The longer sides at which whole pictures are looked at, smallest first.
 * @param mostSide no level is larger, in pixels.
 */
export function levelsFor(
  pictures: readonly DrawnPicture[],
  { least, most }: ObjectRange,
  mostSide: number,
): number[] {
  const sides = sidesOf(pictures);
  // Of few objects none is rare.
  const rare = Math.floor(RARE * (sides.length - 1));
  const [smallest = 1, largest = 1] = [sides[rare], sides.at(-1 - rare)];
  const top = Math.min(mostSide, (least * LEAST_SLACK) / smallest);
  const bottom = Math.min(top, (most * MOST_SLACK) / largest);
  const steps = Math.max(
    0,
    Math.ceil(Math.log(top / bottom) / Math.log(most / least) - 0.15),
  );
  const levels = Array.from({ length: steps + 1 }, (_, i) => {
    const side = bottom * (top / bottom) ** (i / Math.max(1, steps));
    return Math.max(LEAST_SIDE, Math.round(side / STEP) * STEP);
  });
  return [...new Set(levels)].sort((a, b) => a - b);
}

/** Share of the windows that are laid around an object; the others lie anywhere. */
const AROUND_OBJECTS = 0.7;
/** How far a window that lies anywhere may be off a level's scale, as a logarithm. */
const OFF_LEVEL = 0.35;
/** How far windows may reach over the picture's edge, in shares of the window. */
const OVERHANG = 0.1;

const between = (random: Random, low: number, high: number): number =>
  low + random() * (high - low);

/** Where a window of `length` begins so that it holds [min, max], with little beyond the picture. */
function around(
  random: Random,
  min: number,
  max: number,
  length: number,
  picture: number,
): number {
  const margin = OVERHANG * length;
  const low = Math.max(max - length, Math.min(-margin, picture - length));
  const high = Math.min(min, Math.max(picture - length + margin, 0));
  return low <= high
    ? between(random, low, high)
    : between(random, Math.min(max - length, min), Math.max(max - length, min));
}

/**
 * A square window to learn from.
 * @param side of the window, in pixels of what is shown.
 */
export function randomWindow(
  { width, height, objects }: DrawnPicture,
  { least, most }: ObjectRange,
  levels: readonly number[],
  side: number,
  random: Random,
): Window {
  const longest = Math.max(width, height);
  const known = objects.filter(({ isIgnored }) => !isIgnored);
  const anyScale = (): number =>
    ((levels[Math.floor(random() * levels.length)] ?? side) *
      Math.exp(between(random, -OFF_LEVEL, OFF_LEVEL))) /
    longest;
  const isAround = random() < AROUND_OBJECTS;
  const object = known[Math.floor(random() * known.length)];
  const isMirrored = random() < 0.5;
  if (!isAround || !object) {
    const scale = anyScale();
    const free = (length: number): number => {
      const rest = length - side / scale;
      return between(random, Math.min(0, rest), Math.max(0, rest));
    };
    return { left: free(width), top: free(height), scale, isMirrored };
  }
  const { box } = object;
  const wanted = Math.exp(between(random, Math.log(least), Math.log(most)));
  const scale = Math.min(
    wanted / Math.max(1, boxSide(box)),
    (levels.at(-1) ?? side) / longest,
  );
  const length = side / scale;
  return {
    left: around(random, box[0], box[2], length, width),
    top: around(random, box[1], box[3], length, height),
    scale,
    isMirrored,
  };
}

/** A picture's box in pixels of a window that is `side` wide. */
export function boxInWindow(
  box: PixelBox,
  { left, top, scale, isMirrored }: Window,
  side: number,
): PixelBox {
  const x = [(box[0] - left) * scale, (box[2] - left) * scale] as const;
  const [yMin, yMax] = [(box[1] - top) * scale, (box[3] - top) * scale];
  return isMirrored
    ? [side - x[1], yMin, side - x[0], yMax]
    : [x[0], yMin, x[1], yMax];
}

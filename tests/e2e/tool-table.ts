/** What each tool is made to do, and what must come of it. */
import { expect } from "vitest";
import type { Shape } from "#core/shape.ts";
import { mouseHand } from "./hands.ts";
import { CHANGED_REGIONS, CHANGES } from "./shape-changes.ts";
import { choose, count, cover, SIDE, storedShapes } from "./tool-steps.ts";
import {
  type Before,
  CORNERS,
  covers,
  DIAGONAL,
  drags,
  kinds,
  square,
  SQUARE,
  taps,
  type Tool,
  type Way,
} from "./tool-ways.ts";

const isMoved = ([shape]: readonly Shape[]): void => {
  expect(shape?.kind === "bndbox" && shape.xMin / SIDE).toBeCloseTo(0.4, 1);
  expect(shape?.kind === "bndbox" && shape.yMin / SIDE).toBeCloseTo(0.3, 1);
};

export const SHAPES: readonly Tool[] = [
  ...CHANGES,
  {
    name: "Rectangle",
    key: "1",
    does: drags(DIAGONAL),
    check: (shapes) => expect(kinds(shapes)).toEqual(["bndbox"]),
  },
  {
    name: "Polygon",
    key: "2",
    does: taps(CORNERS),
    check: ([shape]) =>
      expect(shape?.kind === "polygon" && shape.points).toHaveLength(3),
  },
  {
    name: "Round",
    key: "3",
    does: drags(DIAGONAL),
    check: (shapes) => expect(kinds(shapes)).toEqual(["circle"]),
  },
  {
    name: "Straight",
    key: "4",
    does: drags(DIAGONAL),
    check: ([shape]) =>
      expect(shape).toMatchObject({ kind: "line", isDashed: false }),
  },
  {
    name: "Dashed line",
    key: "5",
    does: drags(DIAGONAL),
    check: ([shape]) =>
      expect(shape).toMatchObject({ kind: "line", isDashed: true }),
  },
  {
    name: "Dot",
    key: "6",
    does: taps([[0.3, 0.7]]),
    check: (shapes) => expect(kinds(shapes)).toEqual(["point"]),
  },
  {
    name: "Select",
    key: "v",
    before: async (page, at) => {
      await choose(mouseHand(page), page, "Rectangle");
      await mouseHand(page).drag(at(DIAGONAL));
    },
    does: drags([
      [0.4, 0.4],
      [0.6, 0.4],
    ]),
    check: isMoved,
  },
];

const HOLE: Way = [
  [0.45, 0.45],
  [0.55, 0.45],
  [0.55, 0.55],
  [0.45, 0.55],
  [0.45, 0.46],
];
const squareWithHole: Before = async (page, at) => {
  await square(page, at);
  await expect.poll(() => count(page)).toBe(1);
  await choose(mouseHand(page), page, "Cut out");
  await mouseHand(page).drag(at(HOLE));
  await expect
    .poll(async () => cover(await storedShapes(page)))
    .toBeCloseTo(0.15, 2);
};
export const REGIONS: readonly Tool[] = [
  ...CHANGED_REGIONS,
  { name: "Polygon", key: "p", does: taps(CORNERS), check: covers(0.08) },
  { name: "Free-hand", key: "o", does: drags(SQUARE), check: covers(0.16) },
  {
    name: "Brush",
    key: "b",
    does: drags([
      [0.2, 0.3],
      [0.8, 0.3],
    ]),
    check: covers(0.02),
  },
  {
    name: "Eraser",
    key: "e",
    before: square,
    does: drags([
      [0.5, 0.2],
      [0.5, 0.8],
    ]),
    check: covers(0.148),
  },
  {
    name: "Fill",
    key: "g",
    before: squareWithHole,
    does: taps([[0.5, 0.5]]),
    check: covers(0.16),
  },
  {
    name: "Cut out",
    key: "u",
    before: square,
    does: drags(HOLE),
    check: covers(0.15),
  },
  {
    name: "Split",
    key: "s",
    before: square,
    does: drags([
      [0.2, 0.5],
      [0.8, 0.5],
    ]),
    check: covers(0.16, 2),
  },
  {
    name: "Redraw the border",
    key: "r",
    before: square,
    does: drags([
      [0.3, 0.4],
      [0.2, 0.4],
      [0.2, 0.6],
      [0.3, 0.6],
    ]),
    check: covers(0.18),
  },
  {
    name: "Extreme points",
    key: "q",
    does: taps([
      [0.5, 0.25],
      [0.25, 0.5],
      [0.5, 0.75],
      [0.75, 0.5],
    ]),
    check: covers(0.196),
  },
  {
    name: "Select",
    key: "v",
    before: square,
    does: drags([
      [0.5, 0.5],
      [0.6, 0.5],
    ]),
    check: covers(0.16),
  },
];

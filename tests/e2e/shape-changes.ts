/** What each hand does to shapes that are there: corners, sides, borders, and what is made of regions. */
import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import type { Shape } from "#core/shape.ts";
import { boundsOf } from "#core/shape-geometry.ts";
import { mouseHand } from "./hands.ts";
import { choose, count, SIDE } from "./tool-steps.ts";
import {
  type Before,
  CORNERS,
  covers,
  DIAGONAL,
  type Does,
  drags,
  kinds,
  square,
  type Tool,
  type Way,
} from "./tool-ways.ts";

/** A tap soon behind another is a double one. */
const APART_MS = 450;
const tapsApart =
  (places: Way): Does =>
  async (hand, at, page) => {
    for (const place of at(places)) {
      await hand.tap(place);
      await page.waitForTimeout(APART_MS);
    }
  };
const polygon =
  (corners: Way): Before =>
  async (page, at) => {
    const mouse = mouseHand(page);
    await choose(mouse, page, "Polygon");
    for (const place of at(corners)) await mouse.tap(place);
    await expect.poll(() => count(page)).toBe(1);
  };
const pointsOf = ([shape]: readonly Shape[]) =>
  shape?.kind === "polygon" ? shape.points : [];

/** What is done to a shape that is selected. */
export const CHANGES: readonly Tool[] = [
  {
    name: "Select",
    key: "v",
    deed: "a corner of a box is moved",
    before: async (page, at) => {
      await choose(mouseHand(page), page, "Rectangle");
      await mouseHand(page).drag(at(DIAGONAL));
    },
    does: drags([
      [0.6, 0.5],
      [0.8, 0.5],
    ]),
    check: ([shape]) => {
      expect(shape?.kind === "bndbox" && shape.xMin / SIDE).toBeCloseTo(0.2, 1);
      expect(shape?.kind === "bndbox" && shape.xMax / SIDE).toBeCloseTo(0.8, 1);
    },
  },
  {
    name: "Select",
    key: "v",
    deed: "a point is made of the middle of a side",
    before: polygon(CORNERS),
    does: drags([
      [0.6, 0.4],
      [0.8, 0.4],
    ]),
    check: (shapes) => {
      expect(pointsOf(shapes)).toHaveLength(4);
      const far = Math.max(...pointsOf(shapes).map(({ x }) => x));
      expect(far / SIDE).toBeCloseTo(0.8, 1);
    },
  },
  {
    name: "Select",
    key: "v",
    deed: "a point is picked, and deleted",
    before: polygon([...CORNERS.slice(0, 3), [0.2, 0.6], [0.2, 0.2]]),
    does: tapsApart([
      [0.6, 0.6],
      [0.6, 0.6],
    ]),
    check: (shapes) => expect(pointsOf(shapes)).toHaveLength(3),
  },
];

const another: Before = async (page, at) => {
  await square(page, at);
  await expect.poll(() => count(page)).toBe(1);
  await mouseHand(page).drag(
    at([
      [0.1, 0.1],
      [0.2, 0.1],
      [0.2, 0.2],
      [0.1, 0.2],
      [0.1, 0.11],
    ]),
  );
  await expect.poll(() => count(page)).toBe(2);
};
/** Its right side is almost on the left one of the square. */
const BESIDE: Way = [
  [0.1, 0.4],
  [0.293, 0.4],
  [0.293, 0.6],
  [0.1, 0.6],
  [0.1, 0.4],
];
const made = (page: Page, name: string): Locator =>
  page
    .getByRole("group", { name: "Settings of the tool" })
    .getByRole("button", { name, exact: true });

export const CHANGED_REGIONS: readonly Tool[] = [
  {
    name: "Select",
    key: "v",
    deed: "regions are merged",
    before: another,
    does: async (hand, at, page) => {
      const several = page.getByRole("button", {
        name: "Select several objects",
      });
      // The one drawn last is selected; keys select all.
      await hand.press(several, "Control+a");
      if ((await several.getAttribute("aria-pressed")) === "true") {
        for (const place of at([[0.5, 0.5]])) await hand.tap(place);
        await hand.press(several, "");
      }
      await made(page, "Merge").waitFor();
      await hand.press(made(page, "Merge"), "j");
    },
    check: covers(0.17),
  },
  {
    name: "Select",
    key: "v",
    deed: "a polygon becomes a mask",
    before: square,
    does: async (hand, _, page) => {
      await made(page, "To mask").waitFor();
      await hand.press(made(page, "To mask"), "y");
    },
    check: (shapes) => {
      expect(kinds(shapes)).toEqual(["mask"]);
      covers(0.16)(shapes);
    },
  },
  {
    name: "Select",
    key: "v",
    deed: "a mask becomes a polygon",
    before: async (page, at) => {
      await square(page, at);
      await made(page, "To mask").click();
    },
    does: async (hand, _, page) => {
      await made(page, "To polygon").waitFor();
      await hand.press(made(page, "To polygon"), "y");
    },
    check: (shapes) => {
      expect(kinds(shapes)).toEqual(["polygon"]);
      covers(0.16)(shapes);
    },
  },
  {
    name: "Polygon",
    key: "p",
    deed: "corners near the border of another region lie on it",
    before: square,
    does: async (hand, at, page) => {
      const snap = page.getByRole("switch", { name: "Snap to borders" });
      await hand.press(snap, "w");
      await expect.poll(() => snap.isChecked()).toBe(true);
      for (const place of at(BESIDE)) await hand.tap(place);
      await hand.press(snap, "w");
      await expect.poll(() => snap.isChecked()).toBe(false);
    },
    check: (shapes) => {
      expect(shapes).toHaveLength(2);
      const [border] = shapes.map((shape) => boundsOf(shape).xMin);
      expect(boundsOf(shapes[1] as Shape).xMax).toBeCloseTo(border ?? 0, 0);
      covers(0.2, 2)(shapes);
    },
  },
];

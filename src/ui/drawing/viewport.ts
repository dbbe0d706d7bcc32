/**
 * Where the picture lies on the surface, and the way between the two: `scale` is CSS pixels per
 * picture pixel, `x`, `y` the picture's top left corner on the surface.
 *
 * Unlike a viewer, a drawing surface lets the picture's edge come to the middle of the screen, so
 * that what lies at the edge can be reached by a finger.
 */
import type { Box, Point } from "#core/geometry.ts";
import type { PictureSize } from "#core/shape-geometry.ts";

export interface Viewport {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

/** Around the whole picture, CSS pixels: handles at its edges stay on the surface. */
const MARGIN = 16;
/** CSS pixels per picture pixel at most. */
const MAX_SCALE = 64;
/** A small picture is enlarged this much to fill the surface, not more. */
const MAX_FIT = 16;
/** The whole picture may shrink to this share of its fitted size. */
const LEAST_SHARE = 0.5;

export function fitScale(surface: PictureSize, picture: PictureSize): number {
  const width = Math.max(1, surface.width - 2 * MARGIN);
  const height = Math.max(1, surface.height - 2 * MARGIN);
  return Math.min(
    width / Math.max(1, picture.width),
    height / Math.max(1, picture.height),
    MAX_FIT,
  );
}

/** The whole picture, in the middle. */
export function fit(surface: PictureSize, picture: PictureSize): Viewport {
  const scale = fitScale(surface, picture);
  return {
    scale,
    x: (surface.width - picture.width * scale) / 2,
    y: (surface.height - picture.height * scale) / 2,
  };
}

/** Keeps some of the picture at the middle of the surface. */
export function clampViewport(
  view: Viewport,
  surface: PictureSize,
  picture: PictureSize,
): Viewport {
  const place = (at: number, room: number, length: number): number =>
    Math.min(room / 2, Math.max(room / 2 - length, at));
  return {
    scale: view.scale,
    x: place(view.x, surface.width, picture.width * view.scale),
    y: place(view.y, surface.height, picture.height * view.scale),
  };
}

/** What stays under the pointer stays under it. @param factor above 1 = nearer. */
export function zoomAt(
  view: Viewport,
  factor: number,
  at: Point,
  surface: PictureSize,
  picture: PictureSize,
): Viewport {
  const least = Math.min(fitScale(surface, picture) * LEAST_SHARE, 1);
  const scale = Math.min(MAX_SCALE, Math.max(least, view.scale * factor));
  const real = scale / view.scale;
  const moved = {
    scale,
    x: at.x - (at.x - view.x) * real,
    y: at.y - (at.y - view.y) * real,
  };
  return clampViewport(moved, surface, picture);
}

export const panBy = (
  view: Viewport,
  by: Point,
  surface: PictureSize,
  picture: PictureSize,
): Viewport =>
  clampViewport(
    { ...view, x: view.x + by.x, y: view.y + by.y },
    surface,
    picture,
  );

/** Picture pixels of a place on the surface; may lie outside the picture. */
export const toPicture = (view: Viewport, at: Point): Point => ({
  x: (at.x - view.x) / view.scale,
  y: (at.y - view.y) / view.scale,
});

export const toSurface = (view: Viewport, at: Point): Point => ({
  x: at.x * view.scale + view.x,
  y: at.y * view.scale + view.y,
});

/** What of the picture is on the surface, and `margin` CSS pixels around. */
export function visibleBox(
  view: Viewport,
  surface: PictureSize,
  margin = 0,
): Box {
  const from = toPicture(view, { x: -margin, y: -margin });
  const to = toPicture(view, {
    x: surface.width + margin,
    y: surface.height + margin,
  });
  return { xMin: from.x, yMin: from.y, xMax: to.x, yMax: to.y };
}

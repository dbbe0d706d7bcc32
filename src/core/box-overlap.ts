import type { PixelBox, TrueObject } from "./detection.ts";

const areaOf = (box: PixelBox): number =>
  Math.max(0, box[2] - box[0]) * Math.max(0, box[3] - box[1]);

function sharedArea(a: PixelBox, b: PixelBox): number {
  const width = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  return width > 0 && height > 0 ? width * height : 0;
}

/** Intersection over union, 0-1; 0 for boxes without an area. */
export function boxOverlap(a: PixelBox, b: PixelBox): number {
  const both = sharedArea(a, b);
  return both === 0 ? 0 : both / (areaOf(a) + areaOf(b) - both);
}

/**
 * How well a found box fits a true object, 0-1: their overlap, and of a crowd the share of the found
 * box that lies in it. Source: COCO detection evaluation, pycocotools `maskUtils.iou`.
 */
export const likeness = (found: PixelBox, { box, isCrowd }: TrueObject) =>
  isCrowd
    ? sharedArea(found, box) / Math.max(Number.EPSILON, areaOf(found))
    : boxOverlap(found, box);

import type { PixelBox } from "./detection.ts";

/** Intersection over union, 0-1; 0 for boxes without an area. */
export function boxOverlap(a: PixelBox, b: PixelBox): number {
  const width = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  if (width <= 0 || height <= 0) return 0;
  const area = (box: PixelBox): number => (box[2] - box[0]) * (box[3] - box[1]);
  const both = width * height;
  return both / (area(a) + area(b) - both);
}

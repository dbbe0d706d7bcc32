/** Infers one outline and ends. To give up, its owner ends it before. */
import type { Pixels } from "#analysis/grab-cut.ts";
import type { Point } from "#core/geometry.ts";
import { type Crop, extremeOutline } from "./extreme-points.ts";

export interface OutlineTask {
  readonly points: readonly Point[];
  readonly crop: Crop;
  readonly pixels: Pixels;
}

addEventListener("message", ({ data }: MessageEvent<OutlineTask>) => {
  postMessage(extremeOutline(data.points, data.crop, data.pixels));
  close();
});

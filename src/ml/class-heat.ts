/**
 * Where a picture speaks for a label: the class activation map of a linear head (Zhou et al.
 * 2016). The mean over places is linear, so each place's share of the score is known exactly.
 */
import type { FeatureMap } from "./backbone.ts";
import type { SoftmaxHead } from "./softmax-head.ts";

export interface ClassHeat {
  readonly width: number;
  readonly height: number;
  /** 0-1, row by row, [height, width]. */
  readonly values: Float32Array;
}

/** A map and the head that reads it. */
interface HeatPart {
  readonly map: FeatureMap;
  readonly head: SoftmaxHead;
  /** Where the means of the map's channels begin among the head's features. */
  readonly first: number;
}

export function classHeat(
  { map, head, first }: HeatPart,
  label: number,
): ClassHeat {
  const { width, height, channels } = map;
  // Against the mean of all labels, so that what speaks for every label alike does not show.
  const weights = Float32Array.from({ length: channels }, (_, k) => {
    let others = 0;
    for (let c = 0; c < head.classes; c += 1)
      others += head.weights[c * head.features + first + k] ?? 0;
    const own = head.weights[label * head.features + first + k] ?? 0;
    return own - others / head.classes;
  });
  const raw = Float32Array.from({ length: width * height }, (_, at) =>
    weights.reduce(
      (sum, weight, k) => sum + weight * (map.values[at * channels + k] ?? 0),
      0,
    ),
  );
  const high = Math.max(...raw, 1e-6);
  return {
    width,
    height,
    values: raw.map((value) => Math.max(0, value) / high),
  };
}

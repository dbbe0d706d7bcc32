/** What is looked at, where the samples are so many that not all of it fits into memory. */
import type { Backbone } from "#ml/backbone.ts";
import { featureCount, type FeatureRecipe } from "#ml/picture-features.ts";

/**
 * Bytes that the vectors of all samples may take. They are held at once; the kernel head takes
 * copies of some of them, and phones end a tab at a little more than 1 GB.
 */
const MOST_BYTES = 400e6;

/** @returns the features themselves, or with coarse textures where fine ones of so many samples would not fit. */
export function fittingFeatures(
  features: FeatureRecipe,
  backbone: Backbone,
  samples: number,
): FeatureRecipe {
  const bytes =
    samples * featureCount(features, backbone) * Float32Array.BYTES_PER_ELEMENT;
  const isFine = features.textures === "fine";
  return isFine && bytes > MOST_BYTES
    ? { ...features, textures: true }
    : features;
}

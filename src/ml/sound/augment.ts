/** Log-mel pictures as they might have been: another voice, another room, another moment. */
import type { Random } from "#core/random.ts";
import { gaussian } from "./sound-net.ts";

/** Beginning and end move by up to this share of the stretch; what comes in is as quiet as its quietest. */
const SHIFT = 0.15;
/** Natural logarithm of how much faster or slower. */
const STRETCH = 0.2;
/** Bands up or down: larger and smaller throats. Source: vocal tract length perturbation, Jaitly and Hinton 2013. */
const WARP = 2;
/** Nepers of power that the highest bands are louder or quieter than the lowest: microphones. */
const TILT = 2;
/** Share of pictures with noise, nepers below their mean, and how uneven it is. */
const NOISE = { share: 0.5, least: 1, most: 9, slope: 2, rough: 0.5 } as const;
/** Bands, and frames, left out at most. Source: SpecAugment, Park et al. 2019. */
const MASK = 0.2;

const between = (random: Random, least: number, most: number): number =>
  least + random() * (most - least);

/** Whole and broken part of a place, kept inside. */
function placed(at: number, count: number): readonly [number, number, number] {
  const inside = Math.min(count - 1, Math.max(0, at));
  const low = Math.floor(inside);
  return [low, Math.min(count - 1, low + 1), inside - low];
}

/** @param picture natural logarithms of power, mean 0, [frames, bands]. @returns another one, not standardized. */
export function augmented(
  picture: Float32Array,
  bands: number,
  random: Random,
): Float32Array {
  const frames = picture.length / bands;
  const quiet = picture.reduce((least, v) => Math.min(least, v), Infinity);
  const speed = Math.exp(between(random, -STRETCH, STRETCH));
  const from = frames * between(random, -SHIFT, SHIFT);
  const warp = between(random, -WARP, WARP);
  const tilt = between(random, -TILT / 2, TILT / 2);
  const bend = between(random, -TILT / 2, TILT / 2);
  const columns = Array.from({ length: bands }, (_, b) => ({
    place: placed(b + warp, bands),
    gain:
      tilt * ((2 * b) / bands - 1) + bend * Math.cos((2 * Math.PI * b) / bands),
  }));
  const result = new Float32Array(picture.length);
  for (let t = 0; t < frames; t += 1) {
    const at = from + t * speed;
    const isInside = at > -1 && at < frames;
    const [low, high, share] = placed(at, frames);
    columns.forEach(({ place: [left, right, part], gain }, b) => {
      const valueAt = (frame: number): number =>
        (picture[frame * bands + left] as number) * (1 - part) +
        (picture[frame * bands + right] as number) * part;
      const value = valueAt(low) * (1 - share) + valueAt(high) * share;
      result[t * bands + b] = (isInside ? value : quiet) + gain;
    });
  }
  if (random() < NOISE.share) addNoise(result, bands, random);
  return result;
}

/** Powers add up, not their logarithms. */
function addNoise(picture: Float32Array, bands: number, random: Random): void {
  const level = -between(random, NOISE.least, NOISE.most);
  const slope = between(random, -NOISE.slope, NOISE.slope);
  picture.forEach((value, i) => {
    const noise =
      level +
      slope * ((i % bands) / bands - 0.5) +
      NOISE.rough * gaussian(random);
    picture[i] =
      Math.max(value, noise) + Math.log1p(Math.exp(-Math.abs(value - noise)));
  });
}

/** Some bands and some frames become their mean. @param picture standardized, [frames, bands]. */
export function mask(
  picture: Float32Array,
  bands: number,
  random: Random,
): void {
  const frames = picture.length / bands;
  const stripe = (count: number): readonly [number, number] => {
    const width = Math.floor(random() * MASK * count);
    const first = Math.floor(random() * (count - width));
    return [first, first + width];
  };
  const [first, last] = stripe(bands);
  for (let t = 0; t < frames; t += 1)
    picture.fill(0, t * bands + first, t * bands + last);
  const [from, to] = stripe(frames);
  picture.fill(0, from * bands, to * bands);
}

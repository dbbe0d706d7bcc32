/**
 * What is learned from a stretch of sound, as lists of numbers. `shape` says what happens when:
 * the cepstra of sixteen parts of its loud stretch, for words and calls. `texture` says what is in
 * it at all: how loud each band is, and how that varies, for rain and engines. `picture` is the loud
 * stretch itself, for networks.
 */
import type { LogMel } from "./log-mel.ts";

export const SOUND_VIEWS = ["shape", "texture", "picture"] as const;
export type SoundView = (typeof SOUND_VIEWS)[number];

/** Cepstral coefficients: the outline of a spectrum. Source: Davis and Mermelstein 1980. */
const CEPSTRA = 20;
/** Parts of a stretch, and coefficients of each part. */
const PARTS = 16;
const PART_CEPSTRA = 16;
/** Of a picture: of more frames, or bands, neighbours are taken together. */
export const PICTURE_FRAMES = 64;
const PICTURE_BANDS = 40;
/** Nepers of power: what is 80 dB below the loudest is silence. */
const RANGE = 8 * Math.LN10;
/** What is more than this below the loudest frame is cut off at both ends. */
const MARGIN = {
  shape: 3.5 * Math.LN10,
  texture: 6 * Math.LN10,
  picture: 4 * Math.LN10,
};
const STATISTICS = 5;

export const pictureBands = (bands: number): number =>
  Math.ceil(bands / Math.ceil(bands / PICTURE_BANDS));

export const viewLength = (view: SoundView, bands: number): number =>
  ({
    shape: STATISTICS * CEPSTRA + PARTS * PART_CEPSTRA + 1,
    texture: STATISTICS * (bands + CEPSTRA),
    picture: PICTURE_FRAMES * pictureBands(bands),
  })[view];

/** [frames, width] row by row. */
interface Rows {
  readonly frames: number;
  readonly width: number;
  readonly values: Float32Array;
}

function floored(values: Float32Array): Float32Array {
  const loudest = values.reduce((most, v) => Math.max(most, v), -Infinity);
  return values.map((value) => Math.max(value, loudest - RANGE));
}

/** Without what is quiet at the beginning and at the end. */
function trimmed({ frames, width, values }: Rows, margin: number): Rows {
  const power = Float64Array.from({ length: frames }, (_, t) => {
    let sum = 0;
    for (let b = 0; b < width; b += 1)
      sum += Math.exp(values[t * width + b] as number);
    return Math.log(sum);
  });
  const least =
    power.reduce((most, value) => Math.max(most, value), -Infinity) - margin;
  const first = power.findIndex((value) => value >= least);
  const last = power.findLastIndex((value) => value >= least);
  return {
    frames: last - first + 1,
    width,
    values: values.subarray(first * width, (last + 1) * width),
  };
}

/** Orthonormal cosine transform (type 2) of each row. */
function cepstra({ frames, width, values }: Rows): Rows {
  const basis = Float64Array.from({ length: CEPSTRA * width }, (_, at) => {
    const [k, b] = [Math.floor(at / width), at % width];
    const norm = Math.sqrt((k === 0 ? 1 : 2) / width);
    return norm * Math.cos((Math.PI * k * (2 * b + 1)) / (2 * width));
  });
  const result = new Float32Array(frames * CEPSTRA);
  for (let t = 0; t < frames; t += 1)
    for (let k = 0; k < CEPSTRA; k += 1) {
      let sum = 0;
      for (let b = 0; b < width; b += 1)
        sum +=
          (basis[k * width + b] as number) * (values[t * width + b] as number);
      result[t * CEPSTRA + k] = sum;
    }
  return { frames, width: CEPSTRA, values: result };
}

/** Linear between the two nearest. @param sorted rising. */
function quantile(sorted: Float32Array, share: number): number {
  const at = share * (sorted.length - 1);
  const low = Math.floor(at);
  const [a, b] = [sorted[low] as number, sorted[low + 1] ?? 0];
  return at === low ? a : a + (b - a) * (at - low);
}

/** Of each column: mean, deviation, deviation of the steps, and what a tenth lies below and above. */
export function statistics({ frames, width, values }: Rows): Float32Array {
  const result = new Float32Array(STATISTICS * width);
  for (let c = 0; c < width; c += 1) {
    const column = Float32Array.from(
      { length: frames },
      (_, t) => values[t * width + c] as number,
    );
    const steps = column.slice(1).map((value, t) => value - (column[t] ?? 0));
    const sorted = column.slice().sort();
    result[c] = meanOf(column);
    result[width + c] = deviationOf(column);
    result[2 * width + c] = steps.length === 0 ? 0 : deviationOf(steps);
    result[3 * width + c] = quantile(sorted, 0.1);
    result[4 * width + c] = quantile(sorted, 0.9);
  }
  return result;
}

function meanOf(values: Float32Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

function deviationOf(values: Float32Array): number {
  const mean = meanOf(values);
  let sum = 0;
  for (const value of values) sum += (value - mean) ** 2;
  return Math.sqrt(sum / values.length);
}

/** Each column as `count` parts of one length: means where frames are many, lines between them where few. */
export function parts(
  { frames, width, values }: Rows,
  count: number,
): Float32Array {
  const result = new Float32Array(count * width);
  for (let part = 0; part < count; part += 1) {
    const from = (part * frames) / count;
    const to = ((part + 1) * frames) / count;
    const middle = Math.min(frames - 1, Math.max(0, (from + to) / 2 - 0.5));
    for (let c = 0; c < width; c += 1) {
      const at = (t: number): number => values[t * width + c] as number;
      const low = Math.floor(middle);
      let value =
        at(low) +
        (at(Math.min(frames - 1, low + 1)) - at(low)) * (middle - low);
      if (frames >= count) {
        let sum = 0;
        for (let t = Math.floor(from); t < Math.min(frames, to); t += 1)
          sum += at(t) * (Math.min(t + 1, to) - Math.max(t, from));
        value = sum / (to - from);
      }
      result[part * width + c] = value;
    }
  }
  return result;
}

function shapeOf(rows: Rows): Float32Array {
  const coefficients = cepstra(rows);
  const pieces = parts(coefficients, PARTS);
  const loudness = (part: number): number => pieces[part * CEPSTRA] as number;
  let level = 0;
  for (let part = 0; part < PARTS; part += 1) level += loudness(part) / PARTS;
  const outline = Float32Array.from(
    { length: PARTS * PART_CEPSTRA },
    (_, at) => {
      const [part, k] = [Math.floor(at / PART_CEPSTRA), at % PART_CEPSTRA];
      // How loud it was recorded says nothing; how loudness runs does.
      return (pieces[part * CEPSTRA + k] as number) - (k === 0 ? level : 0);
    },
  );
  return Float32Array.of(
    ...statistics(coefficients),
    ...outline,
    Math.log(rows.frames),
  );
}

/**
 * At its own speed, in the middle of what is as quiet as its quietest; only what is longer is drawn
 * together. How loud it was recorded says nothing: the mean is taken away.
 */
function pictureOf(rows: Rows): Float32Array {
  const { width } = rows;
  const frames = Math.min(rows.frames, PICTURE_FRAMES);
  const pieces = parts(rows, frames);
  const bands = pictureBands(width);
  const together = Math.ceil(width / bands);
  const own = Float32Array.from({ length: frames * bands }, (_, at) => {
    const first = (at % bands) * together;
    const row = Math.floor(at / bands) * width;
    const last = Math.min(width, first + together);
    return meanOf(pieces.subarray(row + first, row + last));
  });
  const level = meanOf(own);
  const quiet = own.reduce((least, value) => Math.min(least, value), Infinity);
  const picture = new Float32Array(PICTURE_FRAMES * bands).fill(quiet - level);
  const before = Math.floor((PICTURE_FRAMES - frames) / 2);
  picture.set(
    own.map((value) => value - level),
    before * bands,
  );
  return picture;
}

/** @param sound a stretch, one frame or more. @returns [viewLength(view, bands)] */
export function soundFeatures(
  { frames, bands, values }: LogMel,
  view: SoundView,
): Float32Array {
  const whole = { frames, width: bands, values: floored(values) };
  const rows = trimmed(whole, MARGIN[view]);
  if (view === "shape") return shapeOf(rows);
  if (view === "picture") return pictureOf(rows);
  return Float32Array.of(...statistics(rows), ...statistics(cepstra(rows)));
}

/** From a detector's maps to the objects they tell of. */
import * as tf from "@tensorflow/tfjs-core";
import type { FoundObject, PixelBox } from "#core/detection.ts";
import { clipBox, heightOf, suppressOverlaps, widthOf } from "./boxes.ts";
import { CELL, type DetectorMaps } from "./detector-net.ts";

/** Objects of one label that overlap more are the same one. */
const MOST_OVERLAP = 0.5;
const LEAST_SCORE = 0.01;
const MOST_OBJECTS = 100;
/** Candidates of one map, best first; more only cost time. */
const MOST_CANDIDATES = 600;

/** What a detector says of one picture, as numbers. */
export interface Maps {
  readonly rows: number;
  readonly columns: number;
  /** [rows, columns, labels], 0-1 */
  readonly heat: Float32Array;
  /** [rows, columns, 4], pixels of what it was shown */
  readonly distances: Float32Array;
}

/** Runs the network and reads what it says of each picture of the batch. */
export async function readMaps(run: () => DetectorMaps): Promise<Maps[]> {
  const { heat, distances } = tf.tidy(() => {
    const maps = run();
    return { heat: tf.sigmoid(maps.heat), distances: maps.distances };
  });
  const [count, rows, columns] = heat.shape;
  const [heats, lengths] = await Promise.all([
    heat.data<"float32">(),
    distances.data<"float32">(),
  ]);
  tf.dispose([heat, distances]);
  const part = (values: Float32Array, i: number): Float32Array => {
    const size = values.length / count;
    return values.subarray(i * size, (i + 1) * size);
  };
  return Array.from({ length: count }, (_, i) => ({
    rows,
    columns,
    heat: part(heats, i),
    distances: part(lengths, i),
  }));
}

/** The mean of a picture's maps and those of its mirror image. */
export function meanOf(plain: Maps, mirrored: Maps): Maps {
  const { rows, columns } = plain;
  const heat = plain.heat.slice();
  const distances = plain.distances.slice();
  const labels = heat.length / (rows * columns);
  /** Left and right change places. */
  const sides = [2, 1, 0, 3];
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1) {
      const at = row * columns + column;
      const other = row * columns + columns - 1 - column;
      for (let c = 0; c < labels; c += 1)
        heat[at * labels + c] =
          ((plain.heat[at * labels + c] ?? 0) +
            (mirrored.heat[other * labels + c] ?? 0)) /
          2;
      sides.forEach((from, to) => {
        distances[at * 4 + to] =
          ((plain.distances[at * 4 + to] ?? 0) +
            (mirrored.distances[other * 4 + from] ?? 0)) /
          2;
      });
    }
  return { rows, columns, heat, distances };
}

/**
 * Objects told of, none left out for another.
 * @param scale pixels shown for one of the picture, whose pixels the boxes are in.
 */
export function candidates(
  { columns, heat, distances }: Maps,
  labels: number,
  scale: number,
  { width, height }: { readonly width: number; readonly height: number },
): FoundObject[] {
  const places: number[] = [];
  heat.forEach((score, i) => {
    if (score >= LEAST_SCORE) places.push(i);
  });
  places.sort((a, b) => (heat[b] ?? 0) - (heat[a] ?? 0));
  return places.slice(0, MOST_CANDIDATES).flatMap((place): FoundObject[] => {
    const cell = Math.floor(place / labels);
    const x = ((cell % columns) + 0.5) * CELL;
    const y = (Math.floor(cell / columns) + 0.5) * CELL;
    const [left, top, right, bottom] = distances.subarray(
      4 * cell,
      4 * cell + 4,
    ) as unknown as PixelBox;
    const box = clipBox(
      [
        (x - left) / scale,
        (y - top) / scale,
        (x + right) / scale,
        (y + bottom) / scale,
      ],
      width,
      height,
    );
    if (widthOf(box) <= 0 || heightOf(box) <= 0) return [];
    return [{ label: place % labels, score: heat[place] ?? 0, box }];
  });
}

/** Of objects that overlap the best, best first, down to a score of 0.01, at most 100. */
export const keepBest = (found: readonly FoundObject[]): FoundObject[] =>
  suppressOverlaps(found, MOST_OVERLAP, MOST_OBJECTS);

/** Finds objects in one picture: looks at it at every level and keeps what is told best. */
import * as tf from "@tensorflow/tfjs-core";
import type { FoundObject, PixelBox } from "#core/detection.ts";
import { clipBox, heightOf, suppressOverlaps, widthOf } from "./boxes.ts";
import { CELL, type DetectorNet } from "./detector-net.ts";
import type { EmbeddedBackbone } from "./embedded-backbone.ts";
import { PicturePyramid, type SizedPicture } from "./picture-window.ts";

/** Objects of one label that overlap more are the same one. Source: measured on raccoon. */
const MOST_OVERLAP = 0.5;
const LEAST_SCORE = 0.01;
const MOST_OBJECTS = 100;
/** Candidates of one level, best first; more only cost time. */
const MOST_CANDIDATES = 600;
/** The networks' steps: sides are multiples. */
const STEP = 16;
const LEAST_SIDE = 32;

export interface Looks {
  /** The longer sides at which it is looked at, pixels. */
  readonly levels: readonly number[];
  /** Also mirrored: the mean of both answers. */
  readonly mirror: boolean;
}

interface Maps {
  readonly rows: number;
  readonly columns: number;
  /** [rows, columns, labels], 0-1 */
  readonly heat: Float32Array;
  /** [rows, columns, 4], pixels of the level */
  readonly distances: Float32Array;
}

async function mapsOf(
  backbone: EmbeddedBackbone,
  net: DetectorNet,
  values: Float32Array,
  width: number,
  height: number,
): Promise<Maps> {
  const { heat, distances } = tf.tidy(() => {
    const picture = tf.tensor4d(values, [1, height, width, 3]);
    const maps = net.run(backbone.lower(picture));
    return { heat: tf.sigmoid(maps.heat), distances: maps.distances };
  });
  const [heats, lengths] = await Promise.all([
    heat.data<"float32">(),
    distances.data<"float32">(),
  ]);
  tf.dispose([heat, distances]);
  return {
    rows: height / CELL,
    columns: width / CELL,
    heat: heats,
    distances: lengths,
  };
}

/** The mean of a picture's maps and those of its mirror image. */
function meanOf(plain: Maps, mirrored: Maps): Maps {
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

/** What one level tells, boxes in pixels of the picture. */
function candidates(
  { columns, heat, distances }: Maps,
  labels: number,
  scale: number,
  { width, height }: SizedPicture,
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

const levelSide = (length: number): number =>
  Math.max(LEAST_SIDE, Math.ceil(length / STEP) * STEP);

/** @returns best first, down to a score of 0.01, at most 100. */
export async function detect(
  backbone: EmbeddedBackbone,
  net: DetectorNet,
  labels: number,
  picture: SizedPicture,
  { levels, mirror }: Looks,
): Promise<FoundObject[]> {
  const pyramid = new PicturePyramid(picture);
  const found: FoundObject[] = [];
  for (const level of levels) {
    const scale = level / Math.max(picture.width, picture.height);
    const width = levelSide(picture.width * scale);
    const height = levelSide(picture.height * scale);
    const look = (isMirrored: boolean): Promise<Maps> =>
      mapsOf(
        backbone,
        net,
        pyramid.cut({ left: 0, top: 0, scale, isMirrored }, width, height),
        width,
        height,
      );
    const plain = await look(false);
    const maps = mirror ? meanOf(plain, await look(true)) : plain;
    found.push(...candidates(maps, labels, scale, picture));
  }
  return suppressOverlaps(found, MOST_OVERLAP, MOST_OBJECTS);
}

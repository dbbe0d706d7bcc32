/** Finds objects in one picture: looks at it at every level and keeps what is told best. */
import * as tf from "@tensorflow/tfjs-core";
import type { FoundObject } from "#core/detection.ts";
import {
  candidates,
  keepBest,
  meanOf,
  readMaps,
  type Maps,
} from "./detector-maps.ts";
import type { DetectorNet } from "./detector-net.ts";
import type { EmbeddedBackbone } from "./embedded-backbone.ts";
import { PicturePyramid, type SizedPicture } from "./picture-window.ts";

/** The networks' steps: sides are multiples. */
const STEP = 16;
const LEAST_SIDE = 32;

export interface Looks {
  /** The longer sides at which it is looked at, pixels. */
  readonly levels: readonly number[];
  /** Also mirrored: the mean of both answers. */
  readonly mirror: boolean;
}

async function mapsOf(
  backbone: EmbeddedBackbone,
  net: DetectorNet,
  values: Float32Array,
  width: number,
  height: number,
): Promise<Maps> {
  const [maps] = await readMaps(() =>
    net.run(backbone.lower(tf.tensor4d(values, [1, height, width, 3]))),
  );
  return maps as Maps;
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
  return keepBest(found);
}

/** Textures as the embedded extractor's early and middle maps show them, by second-order pooling. */
import * as tf from "@tensorflow/tfjs-core";
import type { Regions } from "./backbone.ts";
import { orthogonalFrame } from "./orthogonal-frame.ts";
import {
  secondMoments,
  squareRoots,
  triangleLength,
  triangles,
} from "./second-order.ts";

const EARLY_CHANNELS = 48;
const MIDDLE_CHANNELS = 96;
/** The middle's channels as they take part: all of them would be four times as many numbers. */
const MIDDLE_PARTS = 48;
/** Another one would give other numbers, and with them another extractor's key. */
const FRAME_SEED = 1;

export const TEXTURE_LENGTH =
  triangleLength(EARLY_CHANNELS) + triangleLength(MIDDLE_PARTS);

interface Maps {
  /** [batch, height, width, 48] */
  readonly early: tf.Tensor4D;
  /** [batch, height, width, 96], or fewer channels. */
  readonly middle: tf.Tensor4D;
}

/** The middle half of each side: where people put what they photograph. */
function middleOf(maps: tf.Tensor4D): tf.Tensor4D {
  const [, height, width] = maps.shape;
  const [top, left] = [Math.floor(height / 4), Math.floor(width / 4)];
  return tf.slice(
    maps,
    [0, top, left, 0],
    [-1, height - 2 * top, width - 2 * left, -1],
  );
}

/** [batch, TEXTURE_LENGTH] */
function ofRegion(views: readonly Maps[]): tf.Tensor2D {
  const roots = (maps: readonly tf.Tensor4D[]): tf.Tensor2D =>
    triangles(
      squareRoots(tf.div(tf.addN(maps.map(secondMoments)), views.length)),
    );
  const parts = [
    roots(views.map(({ early }) => early)),
    roots(views.map(({ middle }) => middle)),
  ];
  return tf.concat(parts, 1);
}

export class Textures {
  readonly #frame = tf.tensor2d(
    orthogonalFrame(MIDDLE_CHANNELS, MIDDLE_PARTS, FRAME_SEED),
    [MIDDLE_CHANNELS, MIDDLE_PARTS],
  );

  /**
   * @param views the same pictures seen in several ways.
   * @returns [batch, regions * TEXTURE_LENGTH]: of the whole picture, then of its middle.
   */
  of(views: readonly Maps[], regions: Regions): tf.Tensor2D {
    return tf.tidy(() => {
      const fewer = views.map(({ early, middle }) => ({
        early,
        middle: this.#fewer(middle),
      }));
      const whole = ofRegion(fewer);
      if (regions < 2) return whole;
      const inner = fewer.map(({ early, middle }) => ({
        early: middleOf(early),
        middle: middleOf(middle),
      }));
      return tf.concat([whole, ofRegion(inner)], 1);
    });
  }

  #fewer(middle: tf.Tensor4D): tf.Tensor4D {
    const [batch, height, width, channels] = middle.shape;
    const places: tf.Tensor2D = tf.reshape(middle, [-1, channels]);
    return tf.reshape(tf.matMul(places, this.#frame), [
      batch,
      height,
      width,
      MIDDLE_PARTS,
    ]);
  }

  dispose(): void {
    this.#frame.dispose();
  }
}

/** Textures as the embedded extractor's early and middle maps show them, by second-order pooling. */
import * as tf from "@tensorflow/tfjs-core";
import type { TextureDetail } from "./backbone.ts";
import { orthogonalFrame } from "./orthogonal-frame.ts";
import {
  secondMoments,
  squareRoots,
  triangleLength,
  triangles,
} from "./second-order.ts";

const EARLY_CHANNELS = 48;
const MIDDLE_CHANNELS = 96;
/** The middle's channels as they take part where not all do: those are four times as many numbers. */
const MIDDLE_PARTS = 48;
/** Another one would give other numbers, and with them another extractor's key. */
const FRAME_SEED = 1;

/** Numbers of the early and of the middle map. */
export const textureLengths = (detail: TextureDetail): readonly number[] =>
  detail === false
    ? []
    : [
        triangleLength(EARLY_CHANNELS),
        triangleLength(detail === "fine" ? MIDDLE_CHANNELS : MIDDLE_PARTS),
      ];

interface Maps {
  /** [batch, height, width, 48] */
  readonly early: tf.Tensor4D;
  /** [batch, height, width, 96], or fewer channels. */
  readonly middle: tf.Tensor4D;
}

export class Textures {
  readonly #frame = tf.tensor2d(
    orthogonalFrame(MIDDLE_CHANNELS, MIDDLE_PARTS, FRAME_SEED),
    [MIDDLE_CHANNELS, MIDDLE_PARTS],
  );

  /**
   * @param views the same pictures seen in several ways.
   * @returns [batch, numbers], as many as `textureLengths` has together.
   */
  of(views: readonly Maps[], isFine: boolean): tf.Tensor2D {
    const roots = (maps: readonly tf.Tensor4D[]): tf.Tensor2D =>
      triangles(
        squareRoots(tf.div(tf.addN(maps.map(secondMoments)), maps.length)),
      );
    return tf.tidy(() =>
      tf.concat(
        [
          roots(views.map(({ early }) => early)),
          roots(
            views.map(({ middle }) => (isFine ? middle : this.#fewer(middle))),
          ),
        ],
        1,
      ),
    );
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

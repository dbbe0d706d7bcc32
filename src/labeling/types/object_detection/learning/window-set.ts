/**
 * Windows to learn from, through the extractor's frozen lower stage: computed once, kept as bytes,
 * one picture at a time, so that pictures never pile up.
 */
import * as tf from "@tensorflow/tfjs-core";
import { mapAhead } from "#core/async.ts";
import type { TrueObject } from "#core/detection.ts";
import { AppError } from "#core/errors.ts";
import { seededRandom } from "#core/random.ts";
import type { TrainTask } from "#labeling/learning-contract.ts";
import { targetsFor, truthsIn, type Targets } from "#ml/detection-targets.ts";
import type { EmbeddedBackbone } from "#ml/embedded-backbone.ts";
import { keepMap, mapTensor, type KeptMap } from "#ml/kept-maps.ts";
import {
  boxInWindow,
  randomWindow,
  type ObjectScale,
} from "#ml/object-scales.ts";
import { PicturePyramid } from "#ml/picture-window.ts";
import type { LabeledPicture } from "./drawn-pictures.ts";
import { WINDOW } from "./recipes.ts";

/** Of the lower stage's map, along a side. */
const PLACES = WINDOW / 8;
const CHANNELS = 96;
const MEMORY = 128e6;
/** No larger level follows the last one: there objects below the range, by this factor, are learned too. */
const LEAST_AT_TOP = 0.625;
/** Windows whose scale is at least this share of the last level's. */
const AT_TOP = 0.99;
const READ_AHEAD = 3;
/** Windows show pictures up to this much larger than the largest level. */
const READ_SLACK = 1.4;

interface KeptWindow {
  readonly map: KeptMap;
  /** Sides of what is to be found in it. */
  readonly range: ObjectScale;
  /** Boxes in pixels of the window. */
  readonly objects: readonly TrueObject[];
}

export interface WindowPlan {
  readonly labels: number;
  readonly range: ObjectScale;
  readonly levels: readonly number[];
  /** Windows of each picture, where memory allows. */
  readonly views: number;
  /** Other windows for another seed. */
  readonly seed: number;
  /** Whether the light changes from window to window. */
  readonly relights: boolean;
}

export class WindowSet {
  /** Windows of each picture. */
  readonly views: number;
  readonly #plan: WindowPlan;
  readonly #kept: readonly (readonly KeptWindow[])[];

  private constructor(
    plan: WindowPlan,
    kept: readonly (readonly KeptWindow[])[],
  ) {
    this.views = kept[0]?.length ?? 0;
    this.#plan = plan;
    this.#kept = kept;
  }

  get pictures(): number {
    return this.#kept.length;
  }

  static async open(
    backbone: EmbeddedBackbone,
    pictures: readonly LabeledPicture[],
    plan: WindowPlan,
    task: TrainTask,
    onSeen: (done: number) => void,
    signal: AbortSignal,
  ): Promise<WindowSet> {
    const bytes = PLACES * PLACES * CHANNELS * Math.max(1, pictures.length);
    const views = Math.max(1, Math.min(plan.views, Math.floor(MEMORY / bytes)));
    const longest = Math.round((plan.levels.at(-1) ?? WINDOW) * READ_SLACK);
    const kept: KeptWindow[][] = [];
    const numbered = (async function* () {
      for (const [i, picture] of pictures.entries()) yield { i, picture };
    })();
    const read = mapAhead(numbered, READ_AHEAD, async ({ i, picture }) => ({
      i,
      picture,
      pixels: await task.readPicture(await picture.sample.read(), longest),
    }));
    for await (const { i, picture, pixels } of read) {
      signal.throwIfAborted();
      const pyramid = new PicturePyramid(pixels);
      const own: KeptWindow[] = [];
      for (let view = 0; view < views; view += 1)
        own.push(await keepWindow(backbone, picture, pyramid, plan, i, view));
      kept.push(own);
      onSeen(i + 1);
    }
    return new WindowSet(plan, kept);
  }

  /** One view of each: [pictures, places, places, 96], which the caller disposes of, and what is to be found there. */
  batch(
    pictures: readonly number[],
    view: number,
  ): {
    readonly middle: tf.Tensor4D;
    readonly targets: readonly Targets[];
    /** What is to be found, cut to the window. */
    readonly truths: readonly (readonly TrueObject[])[];
  } {
    const windows = pictures.flatMap((i) => this.#kept[i]?.[view] ?? []);
    const { labels } = this.#plan;
    return {
      middle: mapTensor(
        windows.map(({ map }) => map),
        PLACES,
      ),
      targets: windows.map(({ objects, range }) =>
        targetsFor(objects, labels, WINDOW / range.cell, range.cell, range),
      ),
      truths: windows.map(({ objects, range }) =>
        truthsIn(objects, WINDOW, range),
      ),
    };
  }
}

async function keepWindow(
  backbone: EmbeddedBackbone,
  picture: LabeledPicture,
  pyramid: PicturePyramid,
  { range, levels, seed, relights }: WindowPlan,
  place: number,
  view: number,
): Promise<KeptWindow> {
  // Its own numbers for each view of each picture, whatever order they come in.
  const random = seededRandom(
    seed + Math.imul(place + 1, 0x9e3779b1) + Math.imul(view + 1, 0x85ebca6b),
  );
  const window = randomWindow(picture, range, levels, WINDOW, random);
  const pixels = relights
    ? pyramid.cutRelit(window, WINDOW, WINDOW, random)
    : pyramid.cut(window, WINDOW, WINDOW);
  const middle = tf.tidy(() =>
    backbone.lower(tf.tensor4d(pixels, [1, WINDOW, WINDOW, 3])),
  );
  const values = await middle.data<"float32">();
  middle.dispose();
  if (!values.every(Number.isFinite))
    throw new AppError(
      "model",
      "The feature extractor gave numbers that are not finite",
    );
  const top =
    (levels.at(-1) ?? WINDOW) / Math.max(picture.width, picture.height);
  const isTop = window.scale >= AT_TOP * top;
  return {
    map: keepMap(values, CHANNELS),
    range: isTop ? { ...range, least: range.least * LEAST_AT_TOP } : range,
    objects: picture.objects.map((object) => ({
      ...object,
      box: boxInWindow(object.box, window, WINDOW),
    })),
  };
}

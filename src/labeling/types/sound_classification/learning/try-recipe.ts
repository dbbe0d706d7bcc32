/** One way of learning, tried on recordings that it has not heard, or fitted on all. */
import type { Rest } from "#ml/rest.ts";
import { fitNet } from "#ml/sound/net-head.ts";
import { KernelRows } from "#ml/sound/kernel-rows.ts";
import {
  headScores,
  type SoundHead,
  type SoundRecipe,
} from "#ml/sound/sound-model.ts";
import { PICTURE_FRAMES, type SoundView } from "#ml/sound/sound-features.ts";
import { SoftmaxFit, type LabeledRows } from "#ml/softmax-head.ts";
import { type Clips, clipScores, viewRows } from "./clips.ts";

/** Folds that networks are tried on: each takes as long as all others together. */
const NET_FOLDS = 3;
const ITERATIONS = 40;
/** Between two rests. */
const STEP = 5;

async function fitLinear(
  data: LabeledRows,
  strength: number,
  rest: Rest,
): Promise<SoundHead> {
  const fit = new SoftmaxFit(data, strength);
  for (let done = 0; done < ITERATIONS; done += STEP) {
    if (!fit.advance(STEP)) break;
    await rest();
  }
  return { linear: fit.head() };
}

/** Learning was ended in the middle of a way, which is not known then. */
export class Ended extends Error {}

async function fitPicture(
  data: LabeledRows,
  steps: number,
  seed: number,
  rest: Rest,
): Promise<SoundHead> {
  const bands = (data.rows[0]?.length ?? 0) / PICTURE_FRAMES;
  return { net: await fitNet(data, bands, steps, seed, rest) };
}

/** Kernels are computed once for each view. */
export class Attempts {
  readonly #clips: Clips;
  readonly #rest: Rest;
  readonly #kernels = new Map<SoundView, KernelRows>();

  constructor(clips: Clips, rest: Rest) {
    this.#clips = clips;
    this.#rest = rest;
  }

  async #kernel(view: SoundView): Promise<KernelRows> {
    const known = this.#kernels.get(view);
    if (known) return known;
    const data = viewRows(this.#clips, view);
    const made = await KernelRows.of(data, this.#clips.seed, this.#rest);
    this.#kernels.set(view, made);
    return made;
  }

  #fitOne(
    data: LabeledRows,
    { kind, strength }: SoundRecipe,
    mayGoOn: () => boolean,
  ): Promise<SoundHead> {
    if (kind === "linear") return fitLinear(data, strength, this.#rest);
    return fitPicture(data, strength, this.#clips.seed, async () => {
      if (!mayGoOn()) throw new Ended();
      await this.#rest();
    });
  }

  /**
   * Scores of each recording by fits that have not heard its fold, [clips][classes].
   * @param mayGoOn asked at each step of what takes minutes.
   * @throws Ended when it says no.
   */
  async unseen(
    recipe: SoundRecipe,
    clipFolds: readonly number[],
    mayGoOn: () => boolean,
  ): Promise<Float32Array[]> {
    const { view, kind, strength } = recipe;
    const most = kind === "net" ? NET_FOLDS : Infinity;
    const folds = this.#clips.clipOf.map(
      (clip) => (clipFolds[clip] ?? 0) % most,
    );
    if (kind === "kernel") {
      const kernel = await this.#kernel(view);
      const scores = await kernel.unseen(folds, strength, this.#rest);
      return clipScores(scores, this.#clips);
    }
    const { rows, labels, classes } = viewRows(this.#clips, view);
    const scores = new Array<Float32Array>(rows.length);
    for (const fold of new Set(folds)) {
      const kept = folds.flatMap((own, i) => (own === fold ? [] : [i]));
      const data = {
        rows: kept.map((i) => rows[i] as Float32Array),
        labels: kept.map((i) => labels[i] as number),
        classes,
      };
      const head = await this.#fitOne(data, recipe, mayGoOn);
      folds.forEach((own, i) => {
        if (own === fold) scores[i] = headScores(head, rows[i] as Float32Array);
      });
    }
    return clipScores(scores, this.#clips);
  }

  async fit(recipe: SoundRecipe): Promise<SoundHead> {
    const { view, kind, strength } = recipe;
    if (kind !== "kernel")
      return this.#fitOne(viewRows(this.#clips, view), recipe, () => true);
    const kernel = await this.#kernel(view);
    return { kernel: await kernel.head(strength, this.#rest) };
  }
}

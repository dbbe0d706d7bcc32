/** One way of learning, tried on recordings that it has not heard, or fitted on all. */
import type { Rest } from "#ml/rest.ts";
import { KernelRows } from "#ml/sound/kernel-rows.ts";
import {
  headScores,
  type SoundHead,
  type SoundRecipe,
} from "#ml/sound/sound-model.ts";
import type { SoundView } from "#ml/sound/sound-features.ts";
import { SoftmaxFit, type LabeledRows } from "#ml/softmax-head.ts";
import { type Clips, clipScores, viewRows } from "./clips.ts";

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

  /** Scores of each recording by fits that have not heard its fold, [clips][classes]. */
  async unseen(
    { view, kind, strength }: SoundRecipe,
    clipFolds: readonly number[],
  ): Promise<Float32Array[]> {
    const folds = this.#clips.clipOf.map((clip) => clipFolds[clip] ?? 0);
    if (kind === "kernel") {
      const kernel = await this.#kernel(view);
      const scores = await kernel.unseen(folds, strength, this.#rest);
      return clipScores(scores, this.#clips);
    }
    const { rows, labels, classes } = viewRows(this.#clips, view);
    const scores = new Array<Float32Array>(rows.length);
    for (const fold of new Set(folds)) {
      const kept = folds.flatMap((own, i) => (own === fold ? [] : [i]));
      const head = await fitLinear(
        {
          rows: kept.map((i) => rows[i] as Float32Array),
          labels: kept.map((i) => labels[i] as number),
          classes,
        },
        strength,
        this.#rest,
      );
      folds.forEach((own, i) => {
        if (own === fold) scores[i] = headScores(head, rows[i] as Float32Array);
      });
    }
    return clipScores(scores, this.#clips);
  }

  async fit({ view, kind, strength }: SoundRecipe): Promise<SoundHead> {
    if (kind === "linear")
      return fitLinear(viewRows(this.#clips, view), strength, this.#rest);
    const kernel = await this.#kernel(view);
    return { kernel: await kernel.head(strength, this.#rest) };
  }
}

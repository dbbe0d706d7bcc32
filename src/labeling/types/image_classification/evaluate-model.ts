/** How the parts of a model answer together, and how well on samples they did not learn from. */
import type { ClassificationEvaluation } from "#core/training.ts";
import { blend, type Member } from "#ml/blend.ts";
import { judge, type OutOfFold } from "#ml/head-search.ts";
import {
  kernelScores,
  type KernelFit,
  type KernelHead,
} from "#ml/kernel-head.ts";
import { logits, type SoftmaxHead } from "#ml/softmax-head.ts";
import type { Recipe } from "./recipes.ts";
import {
  judgeSamples,
  type Scored,
} from "#labeling/whole-labels/judge-samples.ts";
import type { TrainingSet } from "#labeling/whole-labels/training-set.ts";

/** What was learned, and what each part said of rows that it had not seen. */
export interface Learned {
  readonly set: TrainingSet;
  readonly rows: readonly Float32Array[];
  /** Places of the samples learned from, and of those the search looked at. */
  readonly learned: readonly number[];
  readonly searched: readonly number[];
  readonly head: SoftmaxHead;
  readonly found: OutOfFold;
  readonly kernel: KernelFit | null;
}

/** The parts, in the order of `PictureModel.members`. */
function membersOf(
  { found, kernel }: Pick<Learned, "found" | "kernel">,
  { kernelShare }: Recipe,
): Member[] {
  const linear = {
    share: kernel ? 1 - kernelShare : 1,
    temperature: found.temperature,
  };
  return kernel
    ? [linear, { share: kernelShare, temperature: kernel.temperature }]
    : [linear];
}

/** Scores of each part for one row of features. */
export const partScores = (
  head: SoftmaxHead,
  kernel: KernelHead | null,
  row: Float32Array,
): Float32Array[] => [
  logits(head, row),
  ...(kernel ? [kernelScores(kernel, row)] : []),
];

/** Blended scores of samples that the parts learned from, as if they had not. */
function outOfFold(
  { learned, searched, found, kernel }: Learned,
  members: readonly Member[],
): Scored[] {
  const order = new Map(learned.map((place, i) => [place, i]));
  return searched.map((place, i) => {
    const nonlinear = kernel?.logits[order.get(place) ?? 0];
    const scores = [
      found.logits[i] as Float32Array,
      ...(nonlinear ? [nonlinear] : []),
    ];
    return { place, scores: blend(scores, members) };
  });
}

export interface Judged {
  readonly evaluation: ClassificationEvaluation;
  /** How the parts take part, in the order of `PictureModel.members`. */
  readonly members: readonly Member[];
  readonly temperature: number;
}

/** On the validation part, or out of fold where that is too small. */
export function evaluateModel(model: Learned, recipe: Recipe): Judged {
  const { set, rows, head, kernel } = model;
  const members = membersOf(model, recipe);
  const seen = outOfFold(model, members);
  const { temperature } = judge(
    seen.map(({ scores }) => scores),
    seen.map(({ place }) => set.truths[place] ?? 0),
  );
  const isValidated = set.measuredOn === "validation";
  const scored = isValidated
    ? set.samples.flatMap((sample, place): Scored[] => {
        if (sample.usage !== "EVAL") return [];
        const row = rows[place] as Float32Array;
        const scores = partScores(head, kernel?.head ?? null, row);
        return [{ place, scores: blend(scores, members) }];
      })
    : seen;
  return {
    evaluation: judgeSamples(set, scored, temperature),
    members,
    temperature,
  };
}

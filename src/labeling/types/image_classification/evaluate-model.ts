/** How the parts of a model answer together, and how well on samples they did not learn from. */
import type { ClassificationEvaluation, Prediction } from "#core/training.ts";
import { blend, type Member } from "#ml/blend.ts";
import { fitTemperature } from "#ml/calibration.ts";
import { evaluateClassifier } from "#ml/classification-metrics.ts";
import { bestOf, type OutOfFold } from "#ml/head-search.ts";
import {
  kernelScores,
  type KernelFit,
  type KernelHead,
} from "#ml/kernel-head.ts";
import { logits, softmax, type SoftmaxHead } from "#ml/softmax-head.ts";
import type { FineTuned } from "./fine-tune.ts";
import type { Recipe } from "./recipes.ts";
import type { TrainingSet } from "./training-set.ts";

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
  readonly tuned: FineTuned | null;
}

/** The members of the blend, in the order of `PictureModel.members`. */
export function membersOf(
  { found, kernel, tuned }: Pick<Learned, "found" | "kernel" | "tuned">,
  { kernelShare, tune }: Recipe,
): Member[] {
  const tunedShare = tuned && tune ? tune.share : 0;
  const nonlinear = kernel ? kernelShare : 0;
  const frozen = 1 - tunedShare;
  const linear = {
    share: frozen * (1 - nonlinear),
    temperature: found.temperature,
  };
  return [
    linear,
    ...(kernel
      ? [{ share: frozen * nonlinear, temperature: kernel.temperature }]
      : []),
    ...(tuned ? [{ share: tunedShare, temperature: 1 }] : []),
  ];
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

interface Scored {
  readonly place: number;
  readonly raw: Float32Array;
}

/** Blended scores of samples that the frozen parts learned from, as if they had not. */
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
    return { place, raw: blend(scores, members.slice(0, scores.length)) };
  });
}

/** With the tuned part's answer, for the samples that have one. */
function withTuned(
  scored: readonly Scored[],
  { tuned }: Learned,
  members: readonly Member[],
): Scored[] {
  const member = members.at(-1);
  if (!tuned || !member) return [...scored];
  return scored.flatMap(({ place, raw }) => {
    const own = tuned.unseen.get(place);
    if (!own) return [];
    const frozen = { share: 1 - member.share, temperature: 1 };
    return [{ place, raw: blend([raw, own], [frozen, member]) }];
  });
}

export interface Judged {
  readonly evaluation: ClassificationEvaluation;
  /** Of the blend: makes confidence mean what it says. */
  readonly temperature: number;
}

/** On the validation part, or out of fold where that is too small. */
export function evaluateModel(
  model: Learned,
  members: readonly Member[],
): Judged {
  const { set, rows, head, kernel } = model;
  const seen = outOfFold(model, members);
  const isValidated = set.measuredOn === "validation";
  const frozen = isValidated
    ? set.samples.flatMap((sample, place): Scored[] => {
        if (sample.usage !== "EVAL") return [];
        const scores = partScores(
          head,
          kernel?.head ?? null,
          rows[place] as Float32Array,
        );
        return [{ place, raw: blend(scores, members.slice(0, scores.length)) }];
      })
    : seen;
  const scored = withTuned(frozen, model, members);
  const calibrating = model.tuned ? scored : seen;
  const temperature = fitTemperature(
    calibrating.map(({ raw }) => raw),
    calibrating.map(({ place }) => set.truths[place] ?? 0),
  );
  const predictions = scored.map(({ place, raw }): Prediction => {
    const sample = set.samples[place];
    if (!sample) throw new RangeError("No such sample");
    const { id: sampleId, hash, path } = sample;
    return {
      sampleId,
      hash,
      path,
      truth: set.truths[place] ?? 0,
      predicted: bestOf(raw),
      scores: Array.from(softmax(raw, temperature)),
    };
  });
  return {
    evaluation: evaluateClassifier(set.labels, predictions, set.measuredOn),
    temperature,
  };
}

/**
 * Learns to tell texts apart: features counted, ways of learning tried out of fold, the best mixture
 * fitted on all. Everything is plain arithmetic in this thread: the same seed gives the same model.
 */
import { seededRandom, shuffled } from "#core/random.ts";
import type {
  Trainer,
  TrainOutcome,
  TrainReport,
  TrainTask,
} from "#labeling/learning-contract.ts";
import { timeLimit } from "#labeling/time-limit.ts";
import {
  judgeSamples,
  type Scored,
} from "#labeling/whole-labels/judge-samples.ts";
import {
  trainingSet,
  type TrainingSet,
} from "#labeling/whole-labels/training-set.ts";
import {
  classScores,
  fitClasses,
  type LinearClasses,
  mixed,
} from "#ml/text/linear-classes.ts";
import { encodeTextModel } from "#ml/text/text-model.ts";
import { TextVectors } from "#ml/text/vocabulary.ts";
import { decodeCheckpoint } from "./checkpoint.ts";
import { type ReadTexts, readTexts, textOf } from "./read-texts.ts";
import { nameOf, RECIPES } from "./recipes.ts";
import { type Rest, resting } from "#ml/rest.ts";
import { type Found, type Rows, search } from "./search.ts";

/** Samples learned from: all where the figures are out of fold, else the training part. */
function learnedPlaces(
  { samples, measuredOn }: TrainingSet,
  seed: number,
): number[] {
  const places = samples.flatMap(({ usage }, place) =>
    measuredOn === "cross_validation" || usage === "TRAIN" ? [place] : [],
  );
  // Shuffled, so that what memory cannot hold is left out at random.
  return shuffled(places, seededRandom(seed));
}

async function fitMixture(
  { parts }: Found,
  rows: Rows,
  rest: Rest,
): Promise<LinearClasses> {
  const learned = Int32Array.from(rows.truths.keys());
  const fitted = [];
  for (const { recipe, share } of parts) {
    const random = seededRandom(rows.seed);
    const fits = await fitClasses(rows, learned, recipe, random, rest);
    fitted.push({ fits, share });
  }
  return mixed(fitted);
}

/** Scores of samples that the model has not learned from. */
async function unseenScores(
  { samples, measuredOn }: TrainingSet,
  { places, vocabulary }: ReadTexts,
  found: Found,
  fits: LinearClasses,
  rest: Rest,
): Promise<Scored[]> {
  if (measuredOn === "cross_validation")
    return places.map((place, row) => ({
      place,
      scores: found.scores[row] ?? new Float32Array(),
    }));
  const vectors = new TextVectors(vocabulary);
  const unseen: Scored[] = [];
  for (const [place, sample] of samples.entries()) {
    if (sample.usage !== "EVAL") continue;
    const { indices, values } = vectors.row(await textOf(sample));
    unseen.push({ place, scores: classScores(fits, indices, values) });
    await rest();
  }
  return unseen;
}

async function train(
  task: TrainTask,
  report: TrainReport,
  stop: AbortSignal,
  signal: AbortSignal,
): Promise<TrainOutcome> {
  const { preference, seed } = task.options;
  const mayGoOn = timeLimit(task, report, stop);
  const rest = resting(signal);
  report.backend("cpu", "Texts are learned without a GPU");
  if (task.incrementalFrom)
    report.event("Texts are learned from the beginning: it takes seconds");
  const set = trainingSet(task.samples, report.event);
  const classes = set.labels.length;
  const read = await readTexts(set, learnedPlaces(set, seed), report, rest);
  const truths = read.places.map((place) => set.truths[place] ?? 0);
  const rows: Rows = { matrix: read.matrix, truths, classes, seed };
  const tried = decodeCheckpoint(task.resume, seed, truths.length);
  const recipe = RECIPES[preference];
  const found = await search(rows, recipe, tried, report, rest, mayGoOn);
  report.event(
    `Chosen: ${found.parts.map((part) => nameOf(part.recipe)).join(" + ")}`,
  );
  const fits = await fitMixture(found, rows, rest);
  const unseen = await unseenScores(set, read, found, fits, rest);
  const { temperature } = found;
  const evaluation = judgeSamples(set, unseen, temperature);
  const { vocabulary } = read;
  const model = { labels: set.labels, vocabulary, fits, temperature };
  return {
    model: encodeTextModel(model, "text_classification", evaluation),
    evaluation,
  };
}

const trainer: Trainer = { train };
export default trainer;

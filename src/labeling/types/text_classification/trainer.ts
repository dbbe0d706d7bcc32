/**
 * Learns to tell texts apart: features counted, ways of learning tried out of fold, the best mixture
 * fitted on all. Everything is plain arithmetic in this thread: the same seed gives the same model.
 */
import { seededRandom, shuffled } from "#core/random.ts";
import type { Prediction } from "#core/training.ts";
import type {
  Trainer,
  TrainOutcome,
  TrainReport,
  TrainTask,
} from "#labeling/learning-contract.ts";
import {
  trainingSet,
  type TrainingSet,
} from "#labeling/whole-labels/training-set.ts";
import { evaluateClassifier } from "#ml/classification-metrics.ts";
import { bestOf } from "#ml/head-search.ts";
import { softmax } from "#ml/softmax-head.ts";
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

const MS_PER_MINUTE = 60_000;

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
): Promise<{ place: number; scores: Float32Array }[]> {
  if (measuredOn === "cross_validation")
    return places.map((place, row) => ({
      place,
      scores: found.scores[row] ?? new Float32Array(),
    }));
  const vectors = new TextVectors(vocabulary);
  const unseen: { place: number; scores: Float32Array }[] = [];
  for (const [place, sample] of samples.entries()) {
    if (sample.usage !== "EVAL") continue;
    const { indices, values } = vectors.row(await textOf(sample));
    unseen.push({ place, scores: classScores(fits, indices, values) });
    await rest();
  }
  return unseen;
}

async function train(
  { samples, options, resume, incrementalFrom }: TrainTask,
  report: TrainReport,
  stop: AbortSignal,
  signal: AbortSignal,
): Promise<TrainOutcome> {
  const { preference, seed, maxMinutes } = options;
  const end = Date.now() + maxMinutes * MS_PER_MINUTE;
  const rest = resting(signal);
  report.backend("cpu", "Texts are learned without a GPU");
  if (incrementalFrom)
    report.event("Texts are learned from the beginning: it takes seconds");
  const set = trainingSet(samples, report.event);
  const classes = set.labels.length;
  const read = await readTexts(set, learnedPlaces(set, seed), report, rest);
  const truths = read.places.map((place) => set.truths[place] ?? 0);
  const rows: Rows = { matrix: read.matrix, truths, classes, seed };
  const tried = decodeCheckpoint(resume, seed, truths.length);
  const mayGoOn = (): boolean => {
    if (!stop.aborted && Date.now() < end) return true;
    report.event("Ended early; the best so far is kept");
    return false;
  };
  const recipe = RECIPES[preference];
  const found = await search(rows, recipe, tried, report, rest, mayGoOn);
  report.event(
    `Chosen: ${found.parts.map((part) => nameOf(part.recipe)).join(" + ")}`,
  );
  const fits = await fitMixture(found, rows, rest);
  const { labels, measuredOn } = set;
  const { temperature } = found;
  const predictions: Prediction[] = [];
  for (const { place, scores } of await unseenScores(
    set,
    read,
    found,
    fits,
    rest,
  )) {
    const sample = set.samples[place];
    if (!sample) continue;
    const { id: sampleId, hash, path } = sample;
    predictions.push({
      sampleId,
      hash,
      path,
      truth: set.truths[place] ?? 0,
      predicted: bestOf(scores),
      scores: Array.from(softmax(scores, temperature)),
    });
  }
  const { vocabulary } = read;
  const evaluation = evaluateClassifier(labels, predictions, measuredOn);
  const { accuracy, precision, recall, f1 } = evaluation;
  const model = { labels, vocabulary, fits, temperature };
  const metrics = { accuracy, precision, recall, f1 };
  return {
    model: encodeTextModel(model, "text_classification", metrics),
    evaluation,
  };
}

const trainer: Trainer = { train };
export default trainer;

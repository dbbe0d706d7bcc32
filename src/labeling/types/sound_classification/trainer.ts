/**
 * Learns to tell sounds apart: features heard, ways of learning tried out of fold, the best blend
 * fitted on all. Everything is plain arithmetic in this thread: the same seed gives the same model.
 */
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
import { groupedFigure } from "#ml/grouped-figure.ts";
import { nameGroups } from "#ml/name-groups.ts";
import { type Rest, resting } from "#ml/rest.ts";
import {
  blendedScores,
  decodeSoundModel,
  encodeSoundModel,
  partScores,
  type SoundModel,
  type SoundPart,
  type SoundRow,
} from "#ml/sound/sound-model.ts";
import { type Clips, foldings } from "./learning/clips.ts";
import type { Listening } from "./learning/listen.ts";
import { rowsOf, type Source, survey } from "./learning/read-clips.ts";
import { nameOf, type Recipe, RECIPES } from "./learning/recipes.ts";
import { type Found, search } from "./learning/search.ts";
import { decodeTried } from "./learning/tried.ts";
import { Attempts } from "./learning/try-recipe.ts";

/** Recordings that were heard, by their place in the training set. */
type Heard = ReadonlyMap<number, readonly SoundRow[]>;

async function hearAll(
  { samples }: TrainingSet,
  places: readonly number[],
  listening: Listening,
  source: Source,
  report: TrainReport,
  rest: Rest,
): Promise<Heard> {
  const heard = new Map<number, readonly SoundRow[]>();
  for (const [i, place] of places.entries()) {
    const sample = samples[place];
    const rows =
      sample && (await rowsOf(sample, listening, source, report, rest));
    if (rows) heard.set(place, rows);
    report.progress("features", i + 1, places.length);
    await rest();
  }
  return heard;
}

/** Recordings learned from: all where the figures are out of fold, else the training part. */
function clipsOf(
  { samples, truths, labels, measuredOn }: TrainingSet,
  heard: Heard,
  seed: number,
): Clips & { readonly places: readonly number[] } {
  const places = [...heard.keys()].filter(
    (place) =>
      measuredOn === "cross_validation" || samples[place]?.usage === "TRAIN",
  );
  const own = places.map((place) => truths[place] ?? 0);
  const rows = places.map((place) => heard.get(place) ?? []);
  return {
    places,
    truths: own,
    classes: labels.length,
    rows: rows.flat(),
    clipOf: rows.flatMap((list, clip) => list.map(() => clip)),
    groups: nameGroups(
      places.map((place) => samples[place]?.path ?? ""),
      own,
    ),
    seed,
  };
}

/** Logarithms of probabilities of recordings that the model has not learned from, by place. */
function unseenScores(
  { measuredOn, samples }: TrainingSet,
  heard: Heard,
  places: readonly number[],
  { scores }: Found,
  parts: readonly SoundPart[],
): Scored[] {
  if (measuredOn === "cross_validation")
    return places.map((place, i) => ({
      place,
      scores: scores[i] ?? new Float32Array(),
    }));
  return [...heard].flatMap(([place, rows]) =>
    samples[place]?.usage === "EVAL"
      ? [
          {
            place,
            scores: blendedScores({ parts }, partScores({ parts }, rows)),
          },
        ]
      : [],
  );
}

/** The ways of an earlier model, where one is given: they are not chosen again. */
function waysOf(
  earlier: SoundModel | null,
  { folds, tried }: Recipe,
  report: TrainReport,
): Recipe {
  if (!earlier) return { folds, tried };
  report.event("Goes on with what the earlier model was made of");
  return { folds, tried: earlier.parts.map(({ recipe }) => recipe) };
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
  report.backend("cpu", "Sounds are learned without a GPU");
  const earlier = task.incrementalFrom
    ? decodeSoundModel(task.incrementalFrom)
    : null;
  const set = trainingSet(task.samples, report.event);
  const source = {
    cache: task.cache,
    readSound: (file: Blob) => task.readSound(file, signal),
  };
  const { listening, places } = await survey(set.samples, source, report, rest);
  const heard = await hearAll(
    set,
    places,
    earlier ?? listening,
    source,
    report,
    rest,
  );
  const clips = clipsOf(set, heard, seed);
  const attempts = new Attempts(clips, rest);
  const recipe = waysOf(earlier, RECIPES[preference], report);
  const folds = foldings(clips, recipe.folds);
  const rows = folds.length * clips.truths.length;
  const found = await search(
    clips,
    folds,
    recipe.tried,
    attempts,
    decodeTried(task.resume, seed, rows),
    report,
    mayGoOn,
  );
  report.event(
    `Chosen: ${found.parts.map((one) => nameOf(one.recipe)).join(" + ")}`,
  );
  const parts: SoundPart[] = [];
  for (const part of found.parts)
    parts.push({ ...part, head: await attempts.fit(part.recipe) });
  const { temperature } = found;
  const unseen = unseenScores(set, heard, clips.places, found, parts);
  const grouped =
    clips.groups && found.groupScores
      ? groupedFigure(clips.groups, found.groupScores, clips.truths)
      : null;
  const evaluation = {
    ...judgeSamples(set, unseen, temperature),
    ...(grouped ? { grouped } : {}),
  };
  const { settings, window } = earlier ?? listening;
  const model = { labels: set.labels, settings, window, temperature, parts };
  return {
    model: encodeSoundModel(model, "sound_classification", evaluation),
    evaluation,
  };
}

const trainer: Trainer = { train };
export default trainer;

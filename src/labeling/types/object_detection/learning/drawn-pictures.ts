/** What people drew, as a detector learns it: a box and a label per object. */
import { mapConcurrent } from "#core/async.ts";
import type { TrueObject } from "#core/detection.ts";
import { drawnFacts } from "#core/drawn-facts.ts";
import { AppError } from "#core/errors.ts";
import { seededRandom, shuffled } from "#core/random.ts";
import { boundsOf } from "#core/shape-geometry.ts";
import type { TrainSample, TrainTask } from "#labeling/learning-contract.ts";
import { clipBox, heightOf, widthOf } from "#ml/boxes.ts";
import type { DrawnPicture } from "#ml/object-scales.ts";
import type { DetectedObjects } from "../type.ts";

export interface LabeledPicture extends DrawnPicture {
  readonly sample: TrainSample;
}

export interface DrawnSet {
  readonly labels: readonly string[];
  readonly learned: readonly LabeledPicture[];
  readonly validated: readonly LabeledPicture[];
}

const READERS = 8;
/** Boxes thinner than this are points and lines, pixels. */
const LEAST_SIDE = 1;
/** Share held back where nothing was marked for validation. */
const HELD_BACK = 0.2;
/** A window of each takes about 400 MB. */
const MOST_LEARNED = 16_000;
/** Paths named in one event. */
const MOST_NAMED = 5;

interface Read {
  readonly sample: TrainSample;
  readonly width: number;
  readonly height: number;
  readonly objects: DetectedObjects["objects"];
}

async function read(sample: TrainSample, task: TrainTask): Promise<Read> {
  const { objects } = (await sample.decode()) as DetectedObjects;
  const { width, height } = sample;
  if (width && height) return { sample, width, height, objects };
  const picture = await task.readPicture(await sample.read(), 1);
  return { sample, width: picture.width, height: picture.height, objects };
}

const named = (pictures: readonly Read[]): string =>
  pictures
    .slice(0, MOST_NAMED)
    .map(({ sample }) => sample.path)
    .join(", ") +
  (pictures.length > MOST_NAMED
    ? ` and ${String(pictures.length - MOST_NAMED)} more`
    : "");

function trueObjects(
  { objects, width, height }: Read,
  labels: readonly string[],
): TrueObject[] {
  return objects.flatMap(({ label, shape, difficult, attributes }) => {
    const { xMin, yMin, xMax, yMax } = boundsOf(shape);
    const box = clipBox([xMin, yMin, xMax, yMax], width, height);
    if (widthOf(box) < LEAST_SIDE || heightOf(box) < LEAST_SIDE) return [];
    const isCrowd = attributes["iscrowd"] === "1";
    const isIgnored = difficult || isCrowd;
    const own = { label: labels.indexOf(label), box, isIgnored };
    return [isCrowd ? { ...own, isCrowd } : own];
  });
}

/**
 * A picture without objects takes part: nothing is to be found in it.
 * One with an object that reaches outside does not: it counts as not labeled (spec: ExeML 1.4).
 * @param note hears what is left out, and why.
 * @throws AppError('format') when there is nothing to learn from.
 */
export async function drawnSet(
  task: TrainTask,
  note: (text: string) => void,
  signal: AbortSignal,
): Promise<DrawnSet> {
  const all = await mapConcurrent(
    task.samples,
    READERS,
    (sample) => read(sample, task),
    signal,
  );
  const isOutside = (one: Read): boolean =>
    drawnFacts(
      one.objects.map(({ shape }) => shape),
      one,
    ).outside > 0;
  const outside = new Set(all.filter(isOutside));
  if (outside.size > 0)
    note(
      `${String(outside.size)} images were left out, because an object reaches over their edge: ${named([...outside])}`,
    );
  const used = all.filter((one) => !outside.has(one));
  const labels = [
    ...new Set(
      used.flatMap(({ objects }) => objects.map(({ label }) => label)),
    ),
  ].sort() as string[];
  const pictures = used.map((one): LabeledPicture => ({
    sample: one.sample,
    width: one.width,
    height: one.height,
    objects: trueObjects(one, labels),
  }));
  const thin =
    used.reduce((sum, { objects }) => sum + objects.length, 0) -
    pictures.reduce((sum, { objects }) => sum + objects.length, 0);
  if (thin > 0)
    note(`${String(thin)} objects were left out: points and lines have no box`);
  const parts = split(pictures, task.options.seed, note);
  const known = parts.learned.flatMap(({ objects }) =>
    objects.filter(({ isIgnored }) => !isIgnored),
  );
  if (known.length === 0)
    throw new AppError(
      "format",
      "Training needs at least 1 object that is not marked as difficult",
    );
  return {
    labels,
    learned: fewEnough(parts.learned, task.options.seed, note),
    validated: parts.validated,
  };
}

/** Windows of pictures are kept in memory: of very many pictures a part is learned from. */
function fewEnough(
  learned: readonly LabeledPicture[],
  seed: number,
  note: (text: string) => void,
): readonly LabeledPicture[] {
  if (learned.length <= MOST_LEARNED) return learned;
  note(
    `${String(MOST_LEARNED)} of ${String(learned.length)} images are learned from: more do not fit into memory`,
  );
  return shuffled(learned, seededRandom(seed)).slice(0, MOST_LEARNED);
}

function split(
  pictures: readonly LabeledPicture[],
  seed: number,
  note: (text: string) => void,
): Omit<DrawnSet, "labels"> {
  const validated = pictures.filter(({ sample }) => sample.usage === "EVAL");
  const learned = pictures.filter(({ sample }) => sample.usage === "TRAIN");
  if (validated.length > 0) return { learned, validated };
  const order = shuffled(learned, seededRandom(seed));
  const held = new Set(order.slice(0, Math.floor(order.length * HELD_BACK)));
  note(
    `No images were set aside for validation: ${String(held.size)} of ${String(learned.length)} are held back to measure`,
  );
  return {
    learned: learned.filter((one) => !held.has(one)),
    validated: learned.filter((one) => held.has(one)),
  };
}

/** Texts of the samples as rows of numbers. */
import type { TrainReport } from "#labeling/learning-contract.ts";
import type { TrainingSet } from "#labeling/whole-labels/training-set.ts";
import type { FeatureOptions } from "#ml/text/features.ts";
import { readingOf } from "#ml/text/units.ts";
import type { SparseRows } from "#ml/text/sparse-rows.ts";
import { TextCounts, type Vocabulary } from "#ml/text/vocabulary.ts";
import type { Rest } from "#ml/rest.ts";

/** How many texts tell how all are read. */
const LOOKED_AT = 500;
const MOST_FEATURES = 2 ** 20;
/** With so many rows, what occurs once is noise, and most of the memory. */
const MANY_ROWS = 50_000;
/** Numbers in memory: some 600 MB; texts beyond are left out. */
const MOST_ENTRIES = 60_000_000;

export interface ReadTexts {
  readonly vocabulary: Vocabulary;
  /** One row per sample of `places`. */
  readonly matrix: SparseRows;
  /** Places in the training set, in the order of the rows. */
  readonly places: readonly number[];
}

/** @param places samples to learn from, in the order that they should be given up last. */
export async function readTexts(
  { samples }: TrainingSet,
  places: readonly number[],
  report: TrainReport,
  rest: Rest,
): Promise<ReadTexts> {
  const first = places.slice(0, LOOKED_AT).flatMap((p) => samples[p] ?? []);
  const reading = readingOf(await Promise.all(first.map(textOf)));
  const features: FeatureOptions = { pieces: true, reading };
  const counts = new TextCounts(features);
  const read: number[] = [];
  for (const place of places) {
    const sample = samples[place];
    if (!sample) continue;
    counts.add(await textOf(sample));
    read.push(place);
    report.progress("features", read.length, places.length);
    await rest();
    if (counts.entries > MOST_ENTRIES) {
      report.event(
        `${String(read.length)} of ${String(places.length)} texts fit in memory; the model learns from these`,
      );
      break;
    }
  }
  const leastRows = read.length > MANY_ROWS ? 2 : 1;
  const options = { ...features, leastRows, mostFeatures: MOST_FEATURES };
  return { ...counts.finish(options), places: read };
}

export const textOf = async ({
  text,
  read,
}: {
  readonly text?: string;
  readonly read: () => Promise<Blob>;
}): Promise<string> => text ?? (await read()).text();

/** The recordings of a training: heard once, then from the cache. */
import { toAppError } from "#core/errors.ts";
import type { Sound } from "#core/sound.ts";
import type {
  TrainReport,
  TrainSample,
  TrainTask,
} from "#labeling/learning-contract.ts";
import type { Rest } from "#ml/rest.ts";
import type { SoundRow } from "#ml/sound/sound-model.ts";
import { windowFor } from "#ml/sound/sound-windows.ts";
import {
  listen,
  type Listening,
  packed,
  settingsFor,
  unpacked,
} from "./listen.ts";

/** Stretches learned from in one recording: a long one must not outweigh all others. */
const MOST_STRETCHES = 8;
/** Changes when features do. */
const EXTRACTOR = "sound-3";

export type Source = Pick<TrainTask, "cache" | "readSound">;

/** Length and rate of a recording. */
interface Facts {
  readonly seconds: number;
  readonly rate: number;
}

async function decoded(
  sample: TrainSample,
  { readSound }: Source,
  report: TrainReport,
): Promise<Sound | null> {
  try {
    const sound = await readSound(await sample.read());
    if ((sound.channels[0]?.length ?? 0) > 0) return sound;
    report.event(`${sample.path} was left out: it holds no sound`);
  } catch (error) {
    const { code, message } = toAppError(error);
    if (code !== "format") throw error;
    report.event(`${sample.path} was left out: ${message}`);
  }
  return null;
}

async function factsOf(
  sample: TrainSample,
  source: Source,
  report: TrainReport,
): Promise<Facts | null> {
  const key = `${sample.hash}:${EXTRACTOR}:facts`;
  const [known] = await source.cache.get([key]);
  if (known) return { seconds: known[0] ?? 0, rate: known[1] ?? 0 };
  const sound = await decoded(sample, source, report);
  if (!sound) return null;
  const frames = sound.channels[0]?.length ?? 0;
  const facts = { seconds: frames / sound.rate, rate: sound.rate };
  const vector = Float32Array.of(facts.seconds, facts.rate);
  await source.cache.put([{ key, vector }]);
  return facts;
}

/** How to listen to these recordings, by their lengths and rates; those that cannot be read are left out. */
export async function survey(
  samples: readonly TrainSample[],
  source: Source,
  report: TrainReport,
  rest: Rest,
): Promise<{ listening: Listening; places: number[] }> {
  const places: number[] = [];
  const all: Facts[] = [];
  for (const [place, sample] of samples.entries()) {
    const facts = await factsOf(sample, source, report);
    report.progress("read", place + 1, samples.length);
    await rest();
    if (!facts) continue;
    places.push(place);
    all.push(facts);
  }
  const settings = settingsFor(all.map(({ rate }) => rate));
  const window = windowFor(all.map(({ seconds }) => seconds));
  return { listening: { settings, window }, places };
}

const isFinite = (row: SoundRow): boolean =>
  Object.values(row).every((view) => view.every(Number.isFinite));

/** One number that is none would spoil all rows: means and scales are taken over them. */
function usable(
  rows: readonly SoundRow[],
  { path }: TrainSample,
  report: TrainReport,
): readonly SoundRow[] | null {
  const kept = rows.filter(isFinite);
  if (kept.length === rows.length) return rows;
  report.event(
    kept.length === 0
      ? `${path} was left out: nothing can be measured in it`
      : `${path}: ${String(rows.length - kept.length)} stretches were left out, nothing can be measured in them`,
  );
  return kept.length === 0 ? null : kept;
}

/** Rows of one recording; null when it cannot be read. */
export async function rowsOf(
  sample: TrainSample,
  listening: Listening,
  source: Source,
  report: TrainReport,
  rest: Rest,
): Promise<readonly SoundRow[] | null> {
  const { settings, window } = listening;
  const key = `${sample.hash}:${EXTRACTOR}:${String(settings.rate)}:${window.toFixed(2)}`;
  const [known] = await source.cache.get([key]);
  const rows = known && unpacked(known, settings);
  if (rows) return usable(rows, sample, report);
  const sound = await decoded(sample, source, report);
  if (!sound) return null;
  const heard = await listen(sound, listening, MOST_STRETCHES, rest);
  await source.cache.put([{ key, vector: packed(heard.rows) }]);
  return usable(heard.rows, sample, report);
}

/** The pictures of a development set, held in memory, as a trainer is given them. */
import type { BlobHash } from "#core/ids.ts";
import { seededRandom, shuffled } from "#core/random.ts";
import type { TrainOptions } from "#core/training.ts";
import type {
  Readers,
  TrainReport,
  TrainSample,
  TrainTask,
} from "#labeling/learning-contract.ts";
import { readPicture } from "#media/read-picture.ts";
import { readPixels } from "#media/read-pixels.ts";

interface File {
  readonly path: string;
  readonly label: string;
  readonly blob: Blob;
}

const sets = new Map<string, File[]>();

export async function filesOf(set: string): Promise<File[]> {
  const known = sets.get(set);
  if (known) return known;
  const folder = `/dev-data/${set}/`;
  const paths = (await (await fetch(folder)).json()) as string[];
  const files = await Promise.all(
    paths
      .filter((path) => /\.jpe?g$/i.test(path))
      .map(async (path) => ({
        path,
        label: path.split("/")[0] ?? "",
        blob: await (await fetch(folder + path)).blob(),
      })),
  );
  sets.set(set, files);
  return files;
}

/** Of each label one in five, chosen by the seed. */
export function heldBack(files: readonly File[], seed: number): Set<number> {
  const random = seededRandom(seed);
  const held = new Set<number>();
  for (const label of new Set(files.map((file) => file.label))) {
    const own = files.flatMap((file, i) => (file.label === label ? [i] : []));
    for (const i of shuffled(own, random).slice(0, Math.floor(own.length / 5)))
      held.add(i);
  }
  return held;
}

const none = (): Promise<never> =>
  Promise.reject(new Error("No sounds and no added backbones here"));
export const readers: Readers = {
  readPixels,
  readPicture,
  readSound: none,
  readBackbone: none,
};

/** A validation part of less than 100 would not be used by itself: then all take part. */
export function samplesOf(
  set: string,
  files: readonly File[],
  held: ReadonlySet<number>,
): TrainSample[] {
  return files.map(({ path, label, blob }, i) => ({
    id: path,
    hash: `${set}/${path}` as BlobHash,
    path,
    labels: [label],
    width: null,
    height: null,
    decode: () => Promise.resolve(null),
    usage: held.size >= 100 && held.has(i) ? "EVAL" : "TRAIN",
    read: () => Promise.resolve(blob),
  }));
}

export function taskOf(
  samples: readonly TrainSample[],
  cache: Map<string, Float32Array>,
  options: Pick<TrainOptions, "preference" | "backend" | "seed">,
): TrainTask {
  return {
    samples,
    options: {
      ...options,
      maxMinutes: 6000,
      incrementalFrom: null,
      backbone: "backbone-s",
    },
    resume: null,
    incrementalFrom: null,
    cache: {
      get: (keys) => Promise.resolve(keys.map((key) => cache.get(key) ?? null)),
      put: (entries) => {
        for (const { key, vector } of entries) cache.set(key, vector);
        return Promise.resolve();
      },
    },
    ...readers,
  };
}

export const silent = (events: string[]): TrainReport => ({
  progress: () => undefined,
  epoch: () => undefined,
  checkpoint: () => Promise.resolve(),
  backend: () => undefined,
  event: (text) => events.push(text),
});

/**
 * How well, and how fast, sound classifiers learn: the product's trainer and predictor, in Node, since
 * they need nothing of a browser but to decode what is not WAV. Beside them scikit-learn on MFCCs of the
 * same clips, where Python has it. Part `sound` of `npm run bench -- ml`.
 */
import { existsSync } from "node:fs";
import {
  bytesOf,
  dataFolder,
  dividedBy,
  learnerOf,
  mean,
  peersIn,
  shareOfHits,
  shown,
  timedTraining,
} from "./learning.mjs";
import { line, median, note } from "./report.mjs";
import { groupSplits, readDigits, readSurroundings } from "./sound-sets.mjs";

/** How to read each clip, by its path: WAV each time anew, since that is measured, too; all else is decoded once. */
async function readersOf(clips, readSound, decode) {
  const readers = new Map();
  for (const { path, bytes } of clips) {
    const sound = path.endsWith(".wav") ? null : await decode(bytes);
    readers.set(path, async () => sound ?? readSound(new Blob([bytes])));
  }
  return readers;
}

async function learned(
  { trainer, predictor },
  { clips, readers },
  split,
  options,
) {
  // Each seed begins without a cache: time is measured as the user waits for it.
  const vectors = new Map();
  const cache = {
    get: async (keys) => keys.map((key) => vectors.get(key) ?? null),
    put: async (entries) => {
      for (const { key, vector } of entries) vectors.set(key, vector);
    },
  };
  const readSound = async (file) => readers.get(await file.text())();
  const samples = split.train.map((i) => ({
    id: String(i),
    hash: String(i),
    path: clips[i].path,
    labels: [clips[i].label],
    usage: "TRAIN",
    width: null,
    height: null,
    read: async () => new Blob([clips[i].path]),
    decode: async () => null,
  }));
  const started = performance.now();
  const { model, evaluation, seconds } = await timedTraining(trainer, {
    samples,
    options,
    cache,
    readSound,
  });
  const loaded = await predictor.load(model, "auto", { readSound });
  const held = split.test.map((i) => ({
    file: new Blob([clips[i].path]),
    label: clips[i].label,
  }));
  const accuracy = await shareOfHits(loaded, held);
  return {
    accuracy,
    seconds,
    whole: (performance.now() - started) / 1000,
    bytes: bytesOf(model),
    told: evaluation.accuracy,
    grouped: evaluation.grouped?.accuracy,
    calibrationError: evaluation.calibrationError,
  };
}

/** @returns accuracies of each peer, by its name, or nothing without Python. */
async function peersOf(root, { clips, readers }, splits) {
  const sounds = clips.map(async ({ path }) => {
    const { rate, channels } = await readers.get(path)();
    const { buffer } = Float32Array.from(channels[0]);
    return { rate, samples: Buffer.from(buffer).toString("base64") };
  });
  const task = {
    labels: clips.map(({ label }) => label),
    sounds: await Promise.all(sounds),
    splits,
  };
  return peersIn(root, "sound-peers.py", [task])?.[0] ?? {};
}

/**
 * @param load gives a module of the product by its path.
 * @param decode a compressed file to `Sound`, as a browser does.
 */
export async function measureSounds({
  root,
  load,
  decode,
  seeds,
  preferences,
}) {
  const data = dataFolder(root);
  if (!existsSync(data)) return note(`sound classifiers: no sounds in ${data}`);
  const [{ own, random }, { readSound }] = await Promise.all([
    learnerOf(load, "sound_classification"),
    load("/src/media/read-sound.ts"),
  ]);
  const setOf = async (clips) => ({
    clips,
    readers: await readersOf(clips, readSound, decode),
  });
  const digits = await setOf(readDigits(data));
  const surroundings = await setOf(readSurroundings(data));
  const numbers = Array.from({ length: seeds }, (_, i) => i + 1);
  const labels = digits.clips.map(({ label }) => label);
  const splitsOf = (take) =>
    numbers.map((seed) => {
      const { taken, rest } = dividedBy(labels, seed, take, random);
      return { train: taken, test: rest };
    });
  const parts = [
    {
      name: "fsdd, 80/20",
      set: digits,
      splits: splitsOf((count) => Math.round(count * 0.8)),
      least: 0.96,
      most: 90,
    },
    {
      name: "fsdd, 10 clips a label",
      set: digits,
      splits: splitsOf(() => 10),
      least: 0.8,
    },
    {
      name: "fsdd, one speaker left out",
      set: digits,
      splits: groupSplits(digits.clips),
    },
    {
      // The sample holds three of the set's five folds.
      name: "esc10, one fold left out",
      set: surroundings,
      splits: groupSplits(surroundings.clips),
      least: 0.6,
    },
  ].filter(
    ({ name }) =>
      !process.env.SOUND_SETS ||
      process.env.SOUND_SETS.split(",").some((part) => name.includes(part)),
  );
  for (const { name, set, splits, least, most } of parts) {
    for (const preference of preferences) {
      const runs = [];
      for (const [i, split] of splits.entries()) {
        // Folds are few: each seed learns from all of them.
        for (const seed of split.name ? numbers : [i + 1])
          runs.push({
            ...(await learned(own, set, split, {
              preference,
              maxMinutes: 60,
              seed,
            })),
            left: split.name,
          });
      }
      const accuracies = runs.map(({ accuracy }) => accuracy);
      line(
        `${name}, ${preference}: accuracy on clips held back`,
        shown(accuracies),
        least ? `>= ${least}` : "reported",
        mean(accuracies) >= (least ?? 0),
      );
      const seconds = median(runs.map((run) => run.seconds));
      const whole = median(runs.map((run) => run.whole));
      line(
        `${name}, ${preference}: training, and with the answers to what was held back`,
        `${seconds.toFixed(1)} s, ${whole.toFixed(1)} s`,
        most ? `<= ${most} s` : "-",
        whole <= (most ?? Infinity),
      );
      const groups = runs.flatMap(({ grouped }) =>
        grouped === undefined ? [] : [grouped],
      );
      note(
        `${name}: the model told ${shown(runs.map((run) => run.told))}${groups.length > 0 ? `, and ${shown(groups)} of groups left out` : ""}, off by ${mean(runs.map((run) => run.calibrationError)).toFixed(3)}; ${(median(runs.map((run) => run.bytes)) / 1e6).toFixed(1)} MB`,
      );
      if (splits[0].name)
        for (const { name: left } of splits)
          note(
            `${name}: without ${left} ${shown(runs.filter((run) => run.left === left).map(({ accuracy }) => accuracy))}`,
          );
    }
    for (const [peer, found] of Object.entries(
      await peersOf(root, set, splits),
    ))
      note(`${name}: ${peer} ${shown(found)}`);
  }
}

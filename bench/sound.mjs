/**
 * How well, and how fast, sound classifiers learn: the product's trainer and predictor, in Node, since
 * they need nothing of a browser but to decode what is not WAV. Beside them scikit-learn on MFCCs of the
 * same clips, where Python has it. Part `sound` of `npm run bench -- ml`.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { line, median, note } from "./report.mjs";
import {
  groupSplits,
  readDigits,
  readSurroundings,
  splitOf,
} from "./sound-sets.mjs";

const PYTHON = process.env.PYTHON ?? "/usr/bin/python3";
const mean = (values) => values.reduce((a, b) => a + b, 0) / values.length;
const shown = (values) => {
  const middle = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - middle) ** 2, 0);
  const spread = Math.sqrt(squares / Math.max(1, values.length - 1));
  return `${middle.toFixed(4)} +- ${spread.toFixed(4)}`;
};
const silent = {
  progress: () => undefined,
  epoch: () => undefined,
  checkpoint: async () => undefined,
  backend: () => undefined,
  event: (text) => process.env.EVENTS && console.error(text),
};
const never = new AbortController().signal;

/** Sound of each clip, by its path: decoded once. */
async function decoded(clips, readSound, decode) {
  const sounds = new Map();
  for (const { path, bytes } of clips)
    sounds.set(
      path,
      path.endsWith(".wav")
        ? await readSound(new Blob([bytes]))
        : await decode(bytes),
    );
  return sounds;
}

async function learned(
  { trainer, predictor },
  { clips, sounds },
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
  const readSound = async (file) => sounds.get(await file.text());
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
  const task = {
    samples,
    options,
    resume: null,
    incrementalFrom: null,
    cache,
    readSound,
  };
  const { model, evaluation } = await trainer.train(task, silent, never, never);
  const seconds = (performance.now() - started) / 1000;
  const loaded = await predictor.load(model, "auto", { readSound });
  let hits = 0;
  for (const i of split.test) {
    const { result } = await loaded.predict(
      new Blob([clips[i].path]),
      { heatMap: false },
      never,
    );
    if (result.predicted_label === clips[i].label) hits += 1;
  }
  const bytes = Object.values(model.files).reduce(
    (sum, file) => sum + file.length,
    0,
  );
  return {
    accuracy: hits / split.test.length,
    seconds,
    bytes,
    told: evaluation.accuracy,
    grouped: evaluation.grouped?.accuracy,
    calibrationError: evaluation.calibrationError,
  };
}

/** @returns accuracies of each peer, by its name, or nothing without Python. */
function peersOf(root, { clips, sounds }, splits) {
  const input = JSON.stringify({
    labels: clips.map(({ label }) => label),
    sounds: clips.map(({ path }) => {
      const { rate, channels } = sounds.get(path);
      return {
        rate,
        samples: Buffer.from(Float32Array.from(channels[0]).buffer).toString(
          "base64",
        ),
      };
    }),
    splits,
  });
  const { stdout, status } = spawnSync(
    PYTHON,
    [join(root, "bench", "sound-peers.py")],
    { input, maxBuffer: 2 ** 30, encoding: "utf8" },
  );
  return status === 0 ? JSON.parse(stdout) : {};
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
  const data = join(root, "..", "shared", "data", "dev");
  if (!existsSync(data)) return note(`sound classifiers: no sounds in ${data}`);
  const [{ default: trainer }, { default: predictor }, random, { readSound }] =
    await Promise.all([
      load("/src/labeling/types/sound_classification/trainer.ts"),
      load("/src/labeling/types/sound_classification/predictor.ts"),
      load("/src/core/random.ts"),
      load("/src/media/read-sound.ts"),
    ]);
  const own = { trainer, predictor };
  const setOf = async (clips) => ({
    clips,
    sounds: await decoded(clips, readSound, decode),
  });
  const digits = await setOf(readDigits(data));
  const surroundings = await setOf(readSurroundings(data));
  const numbers = Array.from({ length: seeds }, (_, i) => i + 1);
  const splitsOf = (take) =>
    numbers.map((seed) => splitOf(digits.clips, seed, take, random));
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
      line(
        `${name}, ${preference}: training`,
        `${seconds.toFixed(1)} s`,
        most ? `<= ${most} s` : "-",
        seconds <= (most ?? Infinity),
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
    for (const [peer, found] of Object.entries(peersOf(root, set, splits)))
      note(`${name}: ${peer} ${shown(found)}`);
  }
}

/**
 * How well, and how fast, text classifiers learn: the product's trainer and predictor, in Node, since
 * they need nothing of a browser. One text in five is held back. Beside them scikit-learn and fastText
 * on the same texts, where Python has them. Part `text` of `npm run bench -- ml`.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { line, median, note } from "./report.mjs";
import { heldBack, readTextSet, textSetNames } from "./text-sets.mjs";

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

async function learned({ trainer, predictor }, set, { train, test }, options) {
  const samples = train.map((i) => ({
    id: String(i),
    hash: "",
    path: String(i),
    text: set.texts[i],
    labels: [set.labels[i]],
    usage: "TRAIN",
    width: null,
    height: null,
    read: async () => new Blob([set.texts[i]]),
    decode: async () => null,
  }));
  const never = new AbortController().signal;
  const started = performance.now();
  const task = { samples, options, resume: null, incrementalFrom: null };
  const outcome = await trainer.train(task, silent, never, never);
  const seconds = (performance.now() - started) / 1000;
  const loaded = await predictor.load(outcome.model);
  let hits = 0;
  for (const i of test) {
    const { result } = await loaded.predict(
      new Blob([set.texts[i]]),
      { heatMap: false },
      never,
    );
    if (result.predicted_label === set.labels[i]) hits += 1;
  }
  const bytes = Object.values(outcome.model.files).reduce(
    (sum, file) => sum + file.length,
    0,
  );
  const { accuracy: told, calibrationError } = outcome.evaluation;
  return {
    accuracy: hits / test.length,
    seconds,
    bytes,
    told,
    calibrationError,
  };
}

function peersOf(root, set, splits, isChinese) {
  const input = splits
    .map((split) => JSON.stringify({ ...set, ...split, isChinese }))
    .join("\n");
  const script = join(root, "bench", "text-peers.py");
  const { stdout, status } = spawnSync(PYTHON, [script], {
    input,
    maxBuffer: 2 ** 28,
    encoding: "utf8",
  });
  if (status !== 0) return [];
  return stdout
    .trim()
    .split("\n")
    .map((row) => JSON.parse(row));
}

/** @param load gives a module of the product by its path. */
export async function measureTexts({ root, load, seeds, preferences, sets }) {
  const data = join(root, "..", "shared", "data", "dev");
  if (!existsSync(data)) return note(`text classifiers: no texts in ${data}`);
  const [{ default: trainer }, { default: predictor }, random] =
    await Promise.all([
      load("/src/labeling/types/text_classification/trainer.ts"),
      load("/src/labeling/types/text_classification/predictor.ts"),
      load("/src/core/random.ts"),
    ]);
  for (const name of sets ?? textSetNames) {
    const set = readTextSet(data, name);
    const splits = Array.from({ length: seeds }, (_, seed) =>
      heldBack(set.labels, seed + 1, random.shuffled, random.seededRandom),
    );
    const peers = peersOf(root, set, splits, !/agnews|spam/.test(name));
    const best = bestPeer(peers);
    for (const preference of preferences) {
      const runs = [];
      for (const [seed, split] of splits.entries())
        runs.push(
          await learned({ trainer, predictor }, set, split, {
            preference,
            maxMinutes: 60,
            seed: seed + 1,
          }),
        );
      const accuracy = mean(runs.map((run) => run.accuracy));
      const seconds = median(runs.map((run) => run.seconds));
      const figure = `${shown(runs.map((run) => run.accuracy))} in ${seconds.toFixed(1)} s`;
      if (best)
        line(
          `${name}, ${preference}: accuracy on texts held back`,
          figure,
          `>= ${best.accuracy.toFixed(4)} (${best.name} on the same texts, ${best.seconds.toFixed(1)} s)`,
          accuracy >= best.accuracy,
        );
      else note(`${name}, ${preference}: ${figure}`);
      note(
        `${name}: the model told ${shown(runs.map((run) => run.told))}, off by ${mean(runs.map((run) => run.calibrationError)).toFixed(3)}; ${(median(runs.map((run) => run.bytes)) / 1e6).toFixed(1)} MB`,
      );
    }
    for (const { name: peer, figure } of best?.all ?? [])
      note(`${name}: ${peer} ${figure}`);
  }
}

/** The peer with the best mean accuracy; null where there is none. */
function bestPeer(rows) {
  const names = [...new Set(rows.map(({ peer }) => peer))];
  const all = names.map((name) => {
    const own = rows.filter(({ peer }) => peer === name);
    const accuracies = own.map(({ accuracy }) => accuracy);
    const seconds = median(own.map((one) => one.seconds));
    const figure = `${shown(accuracies)} in ${seconds.toFixed(1)} s`;
    return { name, accuracy: mean(accuracies), seconds, figure };
  });
  const [best] = all.sort((a, b) => b.accuracy - a.accuracy);
  return best ? { ...best, all } : null;
}

/**
 * How well, and how fast, text classifiers learn: the product's trainer and predictor, in Node, since
 * they need nothing of a browser. One text in five is held back. Beside them scikit-learn and fastText
 * on the same texts, where Python has them. Part `text` of `npm run bench -- ml`.
 */
import { existsSync } from "node:fs";
import {
  bytesOf,
  dataFolder,
  heldBack,
  learnerOf,
  mean,
  peersIn,
  shareOfHits,
  shown,
  timedTraining,
} from "./learning.mjs";
import { line, median, note } from "./report.mjs";
import { readTextSet, textSetNames } from "./text-sets.mjs";

/** The set, and the preference, whose speed has a goal. */
const TIMED = { waimai_10k: "balance" };
const MOST_TIMES = 3;

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
  const { model, evaluation, seconds, processor } = await timedTraining(
    trainer,
    {
      samples,
      options,
    },
  );
  const held = test.map((i) => ({
    file: new Blob([set.texts[i]]),
    label: set.labels[i],
  }));
  return {
    accuracy: await shareOfHits(await predictor.load(model), held),
    seconds,
    processor,
    bytes: bytesOf(model),
    told: evaluation.accuracy,
    calibrationError: evaluation.calibrationError,
  };
}

/** @param load gives a module of the product by its path. */
export async function measureTexts({ root, load, seeds, preferences, sets }) {
  const data = dataFolder(root);
  if (!existsSync(data)) return note(`text classifiers: no texts in ${data}`);
  const { own, random } = await learnerOf(load, "text_classification");
  for (const name of sets ?? textSetNames) {
    const set = readTextSet(data, name);
    const splits = Array.from({ length: seeds }, (_, seed) =>
      heldBack(set.labels, seed + 1, random),
    );
    const isChinese = !/agnews|spam/.test(name);
    const tasks = splits.map((split) => ({ ...set, ...split, isChinese }));
    const best = bestPeer(peersIn(root, "text-peers.py", tasks) ?? []);
    for (const preference of preferences) {
      const runs = [];
      for (const [seed, split] of splits.entries())
        runs.push(
          await learned(own, set, split, {
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
      tellSpeed(name, preference, runs, best);
      note(
        `${name}: the model told ${shown(runs.map((run) => run.told))}, off by ${mean(runs.map((run) => run.calibrationError)).toFixed(3)}; ${(median(runs.map((run) => run.bytes)) / 1e6).toFixed(1)} MB`,
      );
    }
    for (const { name: peer, figure } of best?.all ?? [])
      note(`${name}: ${peer} ${figure}`);
  }
}

/** Of the whole training, against scikit-learn's, where that is at hand. */
function tellSpeed(name, preference, runs, best) {
  const peer = best?.all.find((one) => one.name === "scikit-learn");
  if (!peer) return;
  const own = median(runs.map((run) => run.processor));
  const ratio = own / peer.processor;
  line(
    `${name}, ${preference}: whole training, processor time (median of ${runs.length})`,
    `${own.toFixed(1)} s, ${ratio.toFixed(1)} x scikit-learn`,
    TIMED[name] === preference ? `<= ${MOST_TIMES} x` : "-",
    TIMED[name] !== preference || ratio <= MOST_TIMES,
  );
}

/** The peer with the best mean accuracy; null where there is none. */
function bestPeer(rows) {
  const names = [...new Set(rows.map(({ peer }) => peer))];
  const all = names.map((name) => {
    const own = rows.filter(({ peer }) => peer === name);
    const accuracies = own.map(({ accuracy }) => accuracy);
    const seconds = median(own.map((one) => one.seconds));
    const processor = median(own.map((one) => one.processor));
    const figure = `${shown(accuracies)} in ${seconds.toFixed(1)} s`;
    return { name, accuracy: mean(accuracies), seconds, processor, figure };
  });
  const [best] = all.sort((a, b) => b.accuracy - a.accuracy);
  return best ? { ...best, all } : null;
}

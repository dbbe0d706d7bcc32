/**
 * How well, and how fast, models of tables learn: the product's trainer and predictor, in Node, since
 * they need nothing of a browser. One row in five is held back; beside them XGBoost with its defaults
 * on the same rows, where Python has it. Part `table` of `npm run bench -- ml`.
 */
import { existsSync } from "node:fs";
import {
  bytesOf,
  dataFolder,
  heldBack,
  learnerOf,
  mean,
  peersIn,
  shown,
  timedTraining,
} from "./learning.mjs";
import { line, median, note } from "./report.mjs";
import { readTableSet, rowsOf, tableSetNames } from "./table-sets.mjs";

const SLOWDOWN = 3;
const SPEED_RUNS = 5;
/** Processor seconds so far: on a busy machine they tell more than the clock. */
const processor = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};
const targetOf = ({ table, label }) => {
  const { data } = table.columns.find(({ name }) => name === label.name);
  return data.kind === "numbers"
    ? Array.from(data.values)
    : Array.from(data.codes);
};

/** Classes keep their shares in both parts. */
function splitOf(set, seed, random) {
  const isClass = set.label.type === "discrete";
  const groups = targetOf(set).map((value) => (isClass ? value : 0));
  return heldBack(groups, seed, random);
}

function areaOf(truths, shares) {
  const order = [...truths.keys()].sort((a, b) => shares[a] - shares[b]);
  let [ranks, found] = [0, 0];
  for (let i = 0; i < order.length;) {
    let end = i;
    while (end < order.length && shares[order[end]] === shares[order[i]])
      end += 1;
    for (let at = i; at < end; at += 1)
      if (truths[order[at]])
        [ranks, found] = [ranks + (i + end + 1) / 2, found + 1];
    i = end;
  }
  return (
    (ranks - (found * (found + 1)) / 2) / (found * (truths.length - found))
  );
}

async function learned(
  { trainer, predictor },
  { table, label },
  { train, test },
  options,
) {
  const own = rowsOf(table, train);
  const { model, evaluation, seconds } = await timedTraining(trainer, {
    samples: [],
    table: { table: own, usage: new Uint8Array(train.length), label },
    options,
  });
  const bytes = bytesOf(model);
  if (process.env.BOARD)
    for (const { name, loss, figure, share } of evaluation.table.leaderboard)
      note(
        `  ${loss.toFixed(4)} ${figure.toFixed(4)} ${share.toFixed(2)} ${name}`,
      );
  const loaded = await predictor.load(model);
  const held = rowsOf(table, test);
  const { predicted, shares, labels } = loaded.answerTable(held);
  const { data } = held.columns.find(({ name }) => name === label.name);
  if (label.type === "continuous") {
    const squares = predicted.reduce(
      (sum, value, i) => sum + (value - data.values[i]) ** 2,
      0,
    );
    return {
      figure: Math.sqrt(squares / test.length),
      told: evaluation.rmse,
      seconds,
      bytes,
    };
  }
  const truths = Array.from(data.codes, (code) => data.words[code]);
  const hits = truths.filter((truth, i) => truth === predicted[i]).length;
  const area =
    labels.length === 2
      ? areaOf(
          truths.map((truth) => truth === labels[1]),
          truths.map((_, i) => shares[2 * i + 1]),
        )
      : null;
  return {
    figure: hits / test.length,
    area,
    told: evaluation.accuracy,
    seconds,
    bytes,
  };
}

/** @param rules of XGBoost, besides its defaults. */
function peersOf(root, set, splits, rules = {}) {
  const plain = (column) => {
    const isWords = column.data.kind === "words";
    const values = isWords
      ? Array.from(column.data.codes, (code) => column.data.words[code] ?? null)
      : Array.from(column.data.values, (value) =>
          Number.isNaN(value) ? null : value,
        );
    return { name: column.name, isWords, values };
  };
  const target = targetOf(set);
  const classes = set.label.type === "discrete" ? new Set(target).size : 0;
  const columns = set.table.columns
    .filter(({ name }) => name !== set.label.name)
    .map(plain);
  return peersIn(
    root,
    "table-peers.py",
    splits.map((split) => ({ columns, target, classes, rules, ...split })),
  );
}

/** One booster on 36,000 rows of the largest table, 100 trees of depth 6, in turn with the same of XGBoost. */
async function speed({ root, load, data, random }) {
  const set = readTableSet(data, "bank");
  const [{ boost }, { lossOf }, { encodeRows, inputColumns }] =
    await Promise.all([
      load("/src/ml/table/booster.ts"),
      load("/src/ml/table/losses.ts"),
      load("/src/ml/table/encoding.ts"),
    ]);
  const order = random.shuffled(
    [...Array(set.table.rows).keys()],
    random.seededRandom(1),
  );
  const [train, test] = [order.slice(0, 36_000), order.slice(36_000)];
  const rules = {
    rounds: 100,
    patience: 100,
    rowShare: 1,
    columnShare: 1,
    maxDepth: 6,
    maxLeaves: Infinity,
    columnsPerNode: Infinity,
    rate: 0.3,
    l2: 1,
    minHessian: 1,
    minGain: 0,
  };
  const own = [];
  const peers = [];
  const nothing = async () => undefined;
  for (let run = 0; run < SPEED_RUNS; run += 1) {
    const started = processor();
    const learned = Int32Array.from(train).sort();
    const inputs = inputColumns(
      set.table,
      set.label.name,
      learned,
      () => undefined,
    );
    const rows = encodeRows(inputs, set.table);
    const targets = Float64Array.from(targetOf(set));
    const weights = new Float64Array(set.table.rows).fill(1);
    const task = {
      data: rows.binned,
      loss: lossOf("logistic", 2),
      targets,
      weights,
      learned,
      judged: new Int32Array(0),
    };
    await boost(task, rules, random.seededRandom(1), nothing);
    own.push(processor() - started);
    const peer = peersOf(root, set, [{ train, test }], {
      n_estimators: 100,
      max_depth: 6,
    });
    if (peer) peers.push(peer[0].seconds);
  }
  const figure = `${median(own).toFixed(2)} s`;
  if (peers.length === 0)
    return note(`one booster on 36,000 rows of bank: ${figure}`);
  const allowed = SLOWDOWN * median(peers);
  line(
    "one booster, 100 trees of depth 6, 36,000 rows of bank",
    figure,
    `<= ${allowed.toFixed(2)} s (${String(SLOWDOWN)} times XGBoost in one thread, ${median(peers).toFixed(2)} s), processor time`,
    median(own) <= allowed,
  );
}

/** @param load gives a module of the product by its path. */
export async function measureTables({ root, load, seeds, preferences, sets }) {
  const data = dataFolder(root);
  if (!existsSync(data)) return note(`tables: none in ${data}`);
  const { own, random } = await learnerOf(load, "table");
  const names = sets ?? ["speed", ...tableSetNames];
  if (names.includes("speed")) await speed({ root, load, data, random });
  for (const name of names.filter((one) => one !== "speed")) {
    const set = readTableSet(data, name);
    const splits = Array.from({ length: seeds }, (_, seed) =>
      splitOf(set, seed + 1, random),
    );
    const peers = peersOf(root, set, splits);
    const isNumber = set.label.type === "continuous";
    const what = isNumber ? "RMSE" : name === "bank" ? "AUC" : "accuracy";
    const key = { RMSE: "rmse", AUC: "auc", accuracy: "accuracy" }[what];
    const digits =
      isNumber && name !== "wine quality" && name !== "boston" ? 1 : 4;
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
      const values = runs.map((run) =>
        what === "AUC" ? run.area : run.figure,
      );
      const seconds = median(runs.map((run) => run.seconds));
      const figure = `${shown(values, digits)} in ${seconds.toFixed(1)} s`;
      const title = `${name}, ${preference}: ${what} on rows held back`;
      if (peers) {
        const theirs = peers.map((peer) => peer[key]);
        const met = isNumber
          ? mean(values) <= mean(theirs)
          : mean(values) >= mean(theirs);
        line(
          title,
          figure,
          `${isNumber ? "<=" : ">="} ${shown(theirs, digits)} (XGBoost with defaults)`,
          met,
        );
      } else note(`${title} ${figure}`);
      note(
        `${name}: the model told ${shown(
          runs.map((run) => run.told),
          digits,
        )}; ${(median(runs.map((run) => run.bytes)) / 1e6).toFixed(2)} MB`,
      );
    }
  }
}

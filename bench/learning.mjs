/** What the accuracy of sound, text and table models is measured with: a silent trainer's surroundings, splits, peers in Python, figures. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { note } from "./report.mjs";

const PYTHON = process.env.PYTHON ?? "/usr/bin/python3";

/** Where the development data lies, seen from the repository. */
export const dataFolder = (root) => join(root, "..", "shared", "data", "dev");

export const mean = (values) =>
  values.reduce((a, b) => a + b, 0) / values.length;

/** Sample standard deviation. */
export function spread(values) {
  const middle = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - middle) ** 2, 0);
  return Math.sqrt(squares / Math.max(1, values.length - 1));
}

/** Mean and sample standard deviation. */
export const shown = (values, digits = 4) =>
  `${mean(values).toFixed(digits)} +- ${spread(values).toFixed(digits)}`;

/** Nobody listens to the training; `EVENTS=1` prints what it says. */
export const silent = {
  progress: () => undefined,
  epoch: () => undefined,
  checkpoint: async () => undefined,
  backend: () => undefined,
  event: (text) => process.env.EVENTS && console.error(text),
};
export const never = new AbortController().signal;

/** The product's trainer and predictor of a labeling type, and its random numbers. @param load gives a module by its path. */
export async function learnerOf(load, type) {
  const [{ default: trainer }, { default: predictor }, random] =
    await Promise.all([
      load(`/src/labeling/types/${type}/trainer.ts`),
      load(`/src/labeling/types/${type}/predictor.ts`),
      load("/src/core/random.ts"),
    ]);
  return { own: { trainer, predictor }, random };
}

/** Beside the outcome stand its seconds, and those of processors, which tell more on a busy machine. */
export async function timedTraining(trainer, task) {
  const started = performance.now();
  const busy = process.cpuUsage();
  const outcome = await trainer.train(
    { resume: null, incrementalFrom: null, ...task },
    silent,
    never,
    never,
  );
  const { user, system } = process.cpuUsage(busy);
  return {
    ...outcome,
    seconds: (performance.now() - started) / 1000,
    processor: (user + system) / 1e6,
  };
}

export const bytesOf = (model) =>
  Object.values(model.files).reduce((sum, file) => sum + file.length, 0);

/** Of files that are predicted one by one: the share whose label is told. @param test `{ file, label }` of each. */
export async function shareOfHits(loaded, test) {
  let hits = 0;
  for (const { file, label } of test) {
    const { result } = await loaded.predict(file, { heatMap: false }, never);
    if (result.predicted_label === label) hits += 1;
  }
  return hits / test.length;
}

/**
 * A part of each class, and the rest.
 * @param take how many of a class, given how many there are.
 */
export function dividedBy(labels, seed, take, { shuffled, seededRandom }) {
  const random = seededRandom(seed);
  const members = new Map();
  labels.forEach((label, i) => {
    if (!members.has(label)) members.set(label, []);
    members.get(label).push(i);
  });
  const taken = [...members.values()].flatMap((own) =>
    shuffled(own, random).slice(0, take(own.length)),
  );
  const isTaken = new Set(taken);
  const rest = Array.from(labels, (_, i) => i).filter((i) => !isTaken.has(i));
  return { taken, rest };
}

/** One in five of each class is held back. */
export function heldBack(labels, seed, random) {
  const fifth = (count) => Math.round(count / 5);
  const { taken, rest } = dividedBy(labels, seed, fifth, random);
  return { train: rest, test: taken };
}

/** What a script in Python prints for the tasks, a JSON line each; null, and a line that says so, where it cannot run. */
export function peersIn(root, script, tasks) {
  const { stdout, stderr, status } = spawnSync(
    PYTHON,
    [join(root, "bench", script)],
    {
      input: tasks.map((task) => JSON.stringify(task)).join("\n"),
      maxBuffer: 2 ** 30,
      encoding: "utf8",
    },
  );
  if (status !== 0) {
    const why = stderr?.trim().split("\n").at(-1) ?? `${PYTHON} does not start`;
    note(`no native peers to compare with (${script}): ${why}`);
    return null;
  }
  for (const told of stderr.matchAll(/^left out: .*/gm)) note(told[0]);
  return stdout
    .trim()
    .split("\n")
    .map((row) => JSON.parse(row));
}

/** What the native peers reach on splits of their own, as the script that lies beside the data prints it. */
export function printNativePeers(root) {
  const data = dataFolder(root);
  const script = join(data, "..", "..", "tools", "native-peers.py");
  if (!existsSync(script)) return note(`no native peers: no ${script}`);
  note("native libraries on splits of their own:");
  const { status, error } = spawnSync(PYTHON, [script, data], {
    stdio: "inherit",
  });
  if (status !== 0)
    note(`native peers end early: ${error?.message ?? `status ${status}`}`);
}

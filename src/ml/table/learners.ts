/** Ways of learning from encoded rows, all fitted and asked alike. */
import { type Random, seededRandom } from "#core/random.ts";
import type { Rest } from "../rest.ts";
import {
  logits,
  softmax,
  SoftmaxFit,
  type SoftmaxHead,
} from "../softmax-head.ts";
import {
  afterRounds,
  boost,
  type Boosted,
  boostedScores,
  type BoostRules,
} from "./booster.ts";
import type { EncodedRows } from "./encoding.ts";
import {
  type Forest,
  forestAnswers,
  type ForestRules,
  growForest,
} from "./forest.ts";
import {
  fitKernelNumbers,
  type KernelNumbers,
  kernelNumbers,
} from "./kernel-numbers.ts";
import {
  fitLinearNumbers,
  linearNumber,
  type LinearNumbers,
} from "./linear-numbers.ts";
import { lossOf } from "./losses.ts";
import { pickedTargets, type Targets } from "./targets.ts";

export type Method =
  | { readonly kind: "boosting"; readonly rules: BoostRules }
  | { readonly kind: "forest"; readonly rules: ForestRules }
  | { readonly kind: "linear"; readonly l2: number }
  | {
      readonly kind: "kernel";
      readonly gamma: number;
      readonly landmarks: number;
    };

export type Fitted =
  | { readonly kind: "boosting"; readonly fit: Boosted }
  | { readonly kind: "forest"; readonly fit: Forest }
  | { readonly kind: "linear"; readonly fit: LinearNumbers | SoftmaxHead }
  | { readonly kind: "kernel"; readonly fit: KernelNumbers };

/** Answers a row: probabilities of the classes, or one number. */
export const answerWidth = (classes: number): number => Math.max(1, classes);

const LINEAR_STEPS = 100;
/** Kernels answer 0 or 1: how far these are from each other as probabilities. */
const KERNEL_SHARPNESS = 4;

/** Trees of two classes speak of the second alone. */
const treeOutputs = (classes: number): number => (classes > 2 ? classes : 1);

function memberships(
  { values, classes }: Targets,
  outputs: number,
): Float64Array {
  if (classes === 0 || outputs === 1) return values;
  const result = new Float64Array(values.length * outputs);
  values.forEach((value, row) => (result[row * outputs + value] = 1));
  return result;
}

const picked = <T>(list: readonly T[], rows: Int32Array): T[] =>
  Array.from(rows, (row) => list[row] as T);

async function fitLinear(
  l2: number,
  rows: EncodedRows,
  targets: Targets,
  learned: Int32Array,
  rest: Rest,
): Promise<Fitted> {
  const own = picked(rows.dense(), learned);
  const { values, classes, weights } = pickedTargets(targets, learned);
  if (classes === 0)
    return {
      kind: "linear",
      fit: await fitLinearNumbers(own, values, l2, rest),
    };
  const labels = Array.from(values);
  const fit = new SoftmaxFit({ rows: own, labels, classes, weights }, l2);
  for (let step = 0; step < LINEAR_STEPS && fit.advance(1); step += 1)
    await rest();
  return { kind: "linear", fit: fit.head() };
}

/**
 * @param learned rows that are learned from.
 * @param judged rows by which boosting ends; none: it runs all of its rounds.
 * @param mayGoOn asked between rounds of boosting that is judged: false ends it with those so far.
 */
export async function fitMethod(
  method: Method,
  rows: EncodedRows,
  targets: Targets,
  learned: Int32Array,
  judged: Int32Array,
  seed: number,
  rest: Rest,
  mayGoOn?: () => boolean,
): Promise<Fitted> {
  const random: Random = seededRandom(seed);
  const { classes, values, weights } = targets;
  // In the order of memory, which is read many times.
  const sorted = learned.slice().sort();
  if (method.kind === "boosting") {
    const name =
      classes === 0 ? "squared" : classes === 2 ? "logistic" : "softmax";
    const task = {
      data: rows.binned,
      loss: lossOf(name, classes),
      targets: values,
      weights,
      learned: sorted,
      judged,
    };
    return {
      kind: "boosting",
      fit: await boost(task, method.rules, random, rest, mayGoOn),
    };
  }
  if (method.kind === "forest") {
    const outputs = treeOutputs(classes);
    const fit = await growForest(
      rows.binned,
      memberships(targets, outputs),
      weights,
      outputs,
      sorted,
      method.rules,
      random,
      rest,
    );
    return { kind: "forest", fit };
  }
  if (method.kind === "linear")
    return fitLinear(method.l2, rows, targets, learned, rest);
  const outputs = answerWidth(classes);
  const all = memberships(targets, outputs);
  const own = new Float64Array(learned.length * outputs);
  learned.forEach((row, i) => {
    own.set(all.subarray(row * outputs, (row + 1) * outputs), i * outputs);
  });
  const fit = await fitKernelNumbers(
    picked(rows.dense(), learned),
    own,
    pickedTargets(targets, learned).weights,
    outputs,
    method.gamma,
    method.landmarks,
    random,
    rest,
  );
  return { kind: "kernel", fit };
}

/** The same boosting, of at most as many rounds; other methods as they are. */
export const withRounds = (method: Method, rounds: number): Method =>
  method.kind === "boosting"
    ? { ...method, rules: { ...method.rules, rounds } }
    : method;

/** The same boosting with its first rounds alone; other fits as they are. */
export const shortened = (fitted: Fitted, rounds: number): Fitted =>
  fitted.kind === "boosting"
    ? { kind: "boosting", fit: afterRounds(fitted.fit, rounds) }
    : fitted;

/** What trees say of classes as probabilities, [rows, classes]. */
function treeProbabilities(
  said: Float64Array,
  classes: number,
  isLogit: boolean,
): Float64Array {
  const outputs = treeOutputs(classes);
  const rows = said.length / outputs;
  const result = new Float64Array(rows * classes);
  for (let i = 0; i < rows; i += 1) {
    if (outputs === 1) {
      const value = said[i] as number;
      const share = isLogit
        ? 1 / (1 + Math.exp(-value))
        : Math.min(1, Math.max(0, value));
      result[2 * i] = 1 - share;
      result[2 * i + 1] = share;
      continue;
    }
    const own = said.subarray(i * classes, (i + 1) * classes);
    const raised = isLogit
      ? Float64Array.from(softmax(Float32Array.from(own)))
      : own.map((value) => Math.max(0, value));
    const total = raised.reduce((sum, value) => sum + value, 0);
    for (let c = 0; c < classes; c += 1)
      result[i * classes + c] =
        total > 0 ? (raised[c] as number) / total : 1 / classes;
  }
  return result;
}

const denseOf = (
  rows: EncodedRows,
  places: Int32Array | null,
): readonly Float32Array[] =>
  places ? picked(rows.dense(), places) : rows.dense();

/** @returns [rows, answerWidth]. @param places which rows; null for all. */
export function answersOf(
  fitted: Fitted,
  rows: EncodedRows,
  places: Int32Array | null,
  classes: number,
): Float64Array {
  if (fitted.kind === "boosting" || fitted.kind === "forest") {
    const { bins } = rows.binned;
    const said =
      fitted.kind === "boosting"
        ? boostedScores(fitted.fit, bins, places)
        : forestAnswers(fitted.fit, bins, places);
    if (classes === 0) return said;
    return treeProbabilities(said, classes, fitted.kind === "boosting");
  }
  const width = answerWidth(classes);
  const dense = denseOf(rows, places);
  const result = new Float64Array(dense.length * width);
  dense.forEach((row, i) => {
    result.set(denseAnswer(fitted, row, classes), i * width);
  });
  return result;
}

function denseAnswer(
  fitted: Exclude<Fitted, { kind: "boosting" | "forest" }>,
  row: Float32Array,
  classes: number,
): ArrayLike<number> {
  if (fitted.kind === "kernel") {
    const said = kernelNumbers(fitted.fit, row);
    return classes === 0
      ? said
      : softmax(Float32Array.from(said, (value) => value * KERNEL_SHARPNESS));
  }
  return "classes" in fitted.fit
    ? softmax(logits(fitted.fit, row))
    : [linearNumber(fitted.fit, row)];
}

/** Fits as plain data, so that any thread can do them and comes to the same numbers. */
import { AppError } from "#core/errors.ts";
import type { Rest } from "../rest.ts";
import { denseRows, type EncodedRows } from "./encoding.ts";
import { type Fitted, fitMethod, type Method } from "./learners.ts";
import { memberAnswers } from "./table-model.ts";
import type { Targets } from "./targets.ts";
import type { BinnedColumns } from "./tree-grower.ts";

/** What all fits of a training read. Its large arrays may lie in shared memory. */
export interface FitGround {
  readonly count: number;
  readonly binned: BinnedColumns;
  readonly width: number;
  /** [count, width]; null where no fit asks for it. */
  readonly dense: Float32Array | null;
  readonly targets: Targets;
}

export interface FitJob {
  readonly method: Method;
  /** The logarithm of the number is learned. */
  readonly isLog: boolean;
  readonly learned: Int32Array;
  readonly judged: Int32Array;
  readonly seed: number;
  /** The answers to the judged rows are wanted, and not the fit, which may be large. */
  readonly answers: boolean;
}

export type Outcome = Fitted | Float64Array;

/** The targets as a recipe learns them. */
const learnedTargets = (targets: Targets, isLog: boolean): Targets =>
  isLog
    ? { ...targets, values: targets.values.map((value) => Math.log(value)) }
    : targets;

export async function runJob(
  { method, isLog, learned, judged, seed, answers }: FitJob,
  rows: EncodedRows,
  targets: Targets,
  rest: Rest,
  mayGoOn?: () => boolean,
): Promise<Outcome> {
  const own = learnedTargets(targets, isLog);
  const fitted = await fitMethod(
    method,
    rows,
    own,
    learned,
    judged,
    seed,
    rest,
    mayGoOn,
  );
  return answers
    ? memberAnswers({ fitted, isLog }, rows, judged, targets.classes)
    : fitted;
}

/** @param methods those that will be asked for. */
export function groundOf(
  { count, binned, width, flat }: EncodedRows,
  targets: Targets,
  methods: readonly Method[],
): FitGround {
  const isDense = methods.some(
    ({ kind }) => kind === "linear" || kind === "kernel",
  );
  return { count, binned, width, dense: isDense ? flat() : null, targets };
}

export function rowsOf({
  count,
  binned,
  width,
  dense,
}: FitGround): EncodedRows {
  const flat = (): Float32Array => {
    if (dense) return dense;
    throw new AppError("bug", "Dense rows were not given to this thread");
  };
  return { count, binned, width, flat, dense: denseRows(count, width, flat) };
}

/**
 * Learns to predict one column of a table from the others: ways of learning tried out of fold, the
 * best mixture fitted on all. Everything is plain arithmetic, in as many threads as are given: the same
 * seed gives the same model. Takes `task.table`; a row without a value of the label column is left out.
 */
import { AppError } from "#core/errors.ts";
import { TABLE_ALGORITHM } from "#core/model.ts";
import type { Evaluation, TrainOptions } from "#core/training.ts";
import type {
  Trainer,
  TrainOutcome,
  TrainReport,
  TrainTable,
  TrainTask,
} from "#labeling/learning-contract.ts";
import { timeLimit } from "#labeling/time-limit.ts";
import { type Rest, resting } from "#ml/rest.ts";
import { skewnessOf } from "#ml/table/dense-columns.ts";
import {
  encodeRows,
  inputColumns,
  ownRoom,
  type Room,
  sharedRoom,
  widthOf,
} from "#ml/table/encoding.ts";
import { groundOf, runJob } from "#ml/table/fit-job.ts";
import { FitQueue } from "#ml/table/fit-queue.ts";
import { type Plan, planOf } from "#ml/table/recipes.ts";
import { encodeTableModel } from "#ml/table/table-package.ts";
import type { TableMember, TableModel } from "#ml/table/table-model.ts";
import { evaluateTable } from "./learning/evaluate.ts";
import { fitMembers } from "./learning/final-fit.ts";
import { type Found, search, type Searched } from "./learning/search.ts";
import { type TrainingRows, trainingRows } from "./learning/training-rows.ts";
import { decodeTried } from "./learning/tried.ts";

/** Of these, the logarithm is tried too. */
const SKEWED = 1;

function suitsLog({ targets, learned }: TrainingRows): boolean {
  if (targets.classes > 0) return false;
  const values = Float64Array.from(
    learned,
    (row) => targets.values[row] as number,
  );
  return values.every((value) => value > 0) && skewnessOf(values) > SKEWED;
}

/** @throws AppError('format') where nothing but the label column can be learned from. */
function encoded(
  { table, label }: TrainTable,
  rows: TrainingRows,
  { seed, classWeights = "none" }: TrainOptions,
  room: Room,
  note: (text: string) => void,
): { inputs: TableModel["inputs"]; searched: Searched } {
  const inputs = inputColumns(table, label.name, rows.learned, note);
  if (inputs.length === 0)
    throw new AppError(
      "format",
      `No column but ${label.name} holds two values or more: there is nothing to predict it from`,
      { column: label.name },
    );
  const key = JSON.stringify([
    seed,
    table.rows,
    rows.learned.length,
    label,
    inputs.map(({ name }) => name),
    classWeights,
  ]);
  const { targets, learned } = rows;
  const own = encodeRows(inputs, table, room);
  return { inputs, searched: { rows: own, targets, learned, seed, key } };
}

function queueOf(
  { openFitThreads }: TrainTask,
  { rows, targets }: Searched,
  { recipes, folds }: Plan,
  rest: Rest,
): FitQueue {
  const threads =
    openFitThreads?.(
      groundOf(
        rows,
        targets,
        recipes.map(({ method }) => method),
      ),
      recipes.length * folds,
    ) ?? [];
  return new FitQueue(
    (job, own, mayGoOn) => runJob(job, rows, targets, own, mayGoOn),
    threads,
    rest,
  );
}

async function learn(
  given: TrainTable,
  task: TrainTask,
  report: TrainReport,
  stop: AbortSignal,
  signal: AbortSignal,
): Promise<TrainOutcome> {
  const { preference, seed, classWeights = "none" } = task.options;
  const mayGoOn = timeLimit(task, report, stop);
  const rest = resting(signal);
  report.backend("cpu", "Tables are learned without a GPU");
  if (task.incrementalFrom)
    report.event("Tables are learned from the beginning: it takes seconds");
  const rows = trainingRows(given, seed, classWeights, report.event);
  if (classWeights === "balanced")
    report.event("Class weights: every label counts alike");
  const { inputs, searched } = encoded(
    given,
    rows,
    task.options,
    task.openFitThreads ? sharedRoom : ownRoom,
    report.event,
  );
  await rest();
  const plan = planOf(preference, {
    rows: rows.learned.length,
    classes: rows.labels.length,
    width: widthOf(inputs),
    suitsLog: suitsLog(rows),
  });
  const tried = decodeTried(task.resume, searched.key);
  const queue = queueOf(task, searched, plan, rest);
  let found: Found;
  let members: TableMember[];
  try {
    found = await search(searched, plan, tried, queue, report, rest, mayGoOn);
    const { bags } = plan;
    members = await fitMembers(found, searched, bags, queue, report, mayGoOn);
  } finally {
    queue.close();
  }
  report.event(
    `Chosen: ${[...new Set(members.map(({ name }) => name))].join(" + ")}`,
  );
  const model: TableModel = {
    label: given.label,
    labels: rows.labels,
    given: given.table.columns
      .filter(({ name }) => name !== given.label.name)
      .map(({ name, type }) => ({ name, type })),
    inputs,
    members,
    temperature: found.temperature,
  };
  const evaluation: Evaluation = await evaluateTable(
    model,
    given.table,
    rows,
    found,
    seed,
    report,
    rest,
  );
  return {
    model: encodeTableModel(model, TABLE_ALGORITHM, evaluation),
    evaluation,
  };
}

const trainer: Trainer = {
  async train(task, report, stop, signal) {
    if (!task.table)
      throw new AppError("bug", "Predictive analytics learns from a table");
    return learn(task.table, task, report, stop, signal);
  },
};
export default trainer;

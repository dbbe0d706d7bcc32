/** How good a model of tables is, and why: figures on rows it has not learned from, columns, rows. */
import { seededRandom, shuffled } from "#core/random.ts";
import type { TableFindings } from "#core/table-evaluation.ts";
import type { Table } from "#core/table.ts";
import type { Evaluation } from "#core/training.ts";
import type { TrainReport } from "#labeling/learning-contract.ts";
import type { Rest } from "#ml/rest.ts";
import { partialDependence } from "#ml/table/dependence.ts";
import { columnImportance, pickedTable } from "#ml/table/importance.ts";
import { tableAnswers, type TableModel } from "#ml/table/table-model.ts";
import { pickedTargets } from "#ml/table/targets.ts";
import { figuresOf } from "./figures.ts";
import { evaluateClasses, evaluateNumbers, type Judged } from "./judge-rows.ts";
import type { Found } from "./search.ts";
import type { TrainingRows } from "./training-rows.ts";

/** Columns whose dependence is told. */
const EXPLAINED = 6;
/** Cells that shuffling may read: rows get fewer where columns are many. */
const MOST_READ = 40_000;
const DEPENDENCE_ROWS = 200;
const MANY_COLUMNS = 30;

/** Answers to rows that no fit has learned from. */
function judgedAnswers(
  model: TableModel,
  table: Table,
  { judged, measuredOn, targets }: TrainingRows,
  found: Found,
): Judged {
  const isHeld = measuredOn === "validation";
  const rows = isHeld ? judged : found.places;
  const answers = isHeld
    ? tableAnswers(model, pickedTable(table, judged))
    : found.answers;
  const values = Float64Array.from(
    rows,
    (row) => targets.values[row] as number,
  );
  return { rows, values, answers, measuredOn };
}

function leaderboardOf(
  { candidates, places }: Found,
  { targets }: TrainingRows,
  { members }: TableModel,
): TableFindings["leaderboard"] {
  const own = pickedTargets(targets, places);
  const shareOf = (name: string): number =>
    members
      .filter((member) => member.name === name)
      .reduce((sum, { share }) => sum + share, 0);
  return candidates
    .map(({ name, answers, loss }) => ({
      name,
      loss: targets.classes > 0 ? loss : Math.sqrt(loss),
      figure: figuresOf(answers, own).figure.value,
      share: shareOf(name),
    }))
    .sort((a, b) => a.loss - b.loss);
}

/** @param table what was learned from, whole. */
export async function evaluateTable(
  model: TableModel,
  table: Table,
  rows: TrainingRows,
  found: Found,
  seed: number,
  report: TrainReport,
  rest: Rest,
): Promise<Evaluation> {
  report.progress("Columns", 0, 1);
  const judged = judgedAnswers(model, table, rows, found);
  await rest();
  const columns = model.inputs.length;
  const most = Math.max(200, Math.floor(MOST_READ / columns));
  const drawn = shuffled(Array.from(judged.rows), seededRandom(seed));
  const sample = Int32Array.from(drawn.slice(0, most));
  const repeats = columns > MANY_COLUMNS ? 1 : 3;
  const importance = await columnImportance(
    model,
    pickedTable(table, sample),
    pickedTargets(rows.targets, sample),
    repeats,
    seed,
    rest,
  );
  const dependence = await partialDependence(
    model,
    pickedTable(table, sample.subarray(0, DEPENDENCE_ROWS)),
    importance.slice(0, EXPLAINED).map(({ column }) => column),
    rest,
  );
  const findings: TableFindings = {
    judged: judged.rows.length,
    leaderboard: leaderboardOf(found, rows, model),
    importance,
    dependence,
    columns: model.given.map(({ name }) => name),
  };
  report.progress("Columns", 1, 1);
  return model.labels.length > 0
    ? evaluateClasses(model, table, judged, findings)
    : evaluateNumbers(model, table, judged, findings, seed);
}

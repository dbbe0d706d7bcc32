/** Answers to rows: the JSON of a request, or a whole table. Result JSON: ExeML 1.13. */
import type {
  LoadedPredictor,
  Predictor,
  PredictOutcome,
  TableAnswers,
} from "#labeling/learning-contract.ts";
import { type LabelThreshold, THRESHOLD_FILE } from "#core/model.ts";
import type { Table } from "#core/table.ts";
import { readThreshold, toldClass } from "#ml/table/kept-threshold.ts";
import { mappedPlaces } from "#ml/table/mapping.ts";
import { tableAnswers, type TableModel } from "#ml/table/table-model.ts";
import { decodeTableModel } from "#ml/table/table-package.ts";
import { requestTable } from "./learning/read-request.ts";

/** Figures that mean something: six digits. */
const rounded = (share: number): number => Math.round(share * 1e6) / 1e6;

function answer(
  model: TableModel,
  threshold: LabelThreshold | null,
  table: Table,
): TableAnswers {
  const { labels } = model;
  const said = tableAnswers(model, table);
  if (labels.length === 0)
    return {
      labels,
      predicted: Array.from(said),
      shares: new Float64Array(0),
      threshold,
    };
  const predicted = Array.from(
    { length: table.rows },
    (_, row) =>
      labels[toldClass(said, row * labels.length, labels, threshold)] ?? "",
  );
  return { labels, predicted, shares: said, threshold };
}

/** Labels with their probabilities, best first, of each row. */
function ranked({
  labels,
  shares,
}: TableAnswers): (readonly (readonly [string, number])[])[] {
  const rows = labels.length === 0 ? 0 : shares.length / labels.length;
  return Array.from({ length: rows }, (_, row) =>
    labels
      .map(
        (label, c) =>
          [label, rounded(shares[row * labels.length + c] ?? 0)] as const,
      )
      .sort((a, b) => b[1] - a[1]),
  );
}

function outcome(answers: TableAnswers): PredictOutcome {
  const scores = ranked(answers);
  const rows = answers.predicted.map((predict, row) => ({
    predict,
    ...(scores[row] && { probabilities: Object.fromEntries(scores[row]) }),
  }));
  const { threshold } = answers;
  return {
    result: { data: { resp_data: rows, ...(threshold && { threshold }) } },
    scores: scores[0] ?? [],
    heatMap: null,
  };
}

const predictor: Predictor = {
  async load(files): Promise<LoadedPredictor> {
    const model = decodeTableModel(files);
    const threshold = readThreshold(files.files[THRESHOLD_FILE], model.labels);
    return {
      async predict(file, _, signal) {
        const table = requestTable(await file.text(), model);
        signal.throwIfAborted();
        return outcome(answer(model, threshold, table));
      },
      answerTable: (table) => answer(model, threshold, table),
      columns: model.given,
      places: mappedPlaces(files.files["config.json"], model.given),
      dispose: () => undefined,
    };
  },
};

export default predictor;

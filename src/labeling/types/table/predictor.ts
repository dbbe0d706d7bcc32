/** Answers to rows: the JSON of a request, or a whole table. Result JSON: ExeML 1.13. */
import type {
  LoadedPredictor,
  Predictor,
  PredictOutcome,
  TableAnswers,
} from "#labeling/learning-contract.ts";
import type { Table } from "#core/table.ts";
import { tableAnswers, type TableModel } from "#ml/table/table-model.ts";
import { decodeTableModel } from "#ml/table/table-package.ts";
import { likeliest } from "./learning/figures.ts";
import { requestTable } from "./learning/read-request.ts";

/** Figures that mean something: six digits. */
const rounded = (share: number): number => Math.round(share * 1e6) / 1e6;

function answer(model: TableModel, table: Table): TableAnswers {
  const { labels } = model;
  const said = tableAnswers(model, table);
  if (labels.length === 0)
    return {
      labels,
      predicted: Array.from(said),
      shares: new Float64Array(0),
    };
  const predicted = Array.from(
    { length: table.rows },
    (_, row) =>
      labels[likeliest(said, row * labels.length, labels.length)] ?? "",
  );
  return { labels, predicted, shares: said };
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
  return {
    result: { data: { resp_data: rows } },
    scores: scores[0] ?? [],
    heatMap: null,
  };
}

const predictor: Predictor = {
  async load(files): Promise<LoadedPredictor> {
    const model = decodeTableModel(files);
    return {
      async predict(file, _, signal) {
        const table = requestTable(await file.text(), model);
        signal.throwIfAborted();
        return outcome(answer(model, table));
      },
      answerTable: (table) => answer(model, table),
      columns: model.given,
      dispose: () => undefined,
    };
  },
};

export default predictor;

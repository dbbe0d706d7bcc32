/** Answers to a file of rows: the same rows with the answer behind them. */
import { readCell, type CellValue } from "#core/cell-value.ts";
import { AppError } from "#core/errors.ts";
import { mayHaveDecimalCommas } from "#core/infer-columns.ts";
import type { Progress } from "#core/job.ts";
import type { Problem } from "#core/problems.ts";
import { tableOf } from "#core/table-columns.ts";
import { decodePart, PartBuilder } from "#core/table-part.ts";
import type { Column } from "#core/table.ts";
import { decimalCommasOf, withPoints } from "#formats/decimal-commas.ts";
import { tableLine } from "#formats/table-csv.ts";
import { beginTable, rowProblem } from "#formats/table-rows.ts";
import type { LoadedPredictor } from "#labeling/learning-contract.ts";
import type { TableRow } from "#formats/text-table.ts";
import { seldom } from "./seldom.ts";

/** A file of rows that are asked about. */
export interface AskedTable {
  readonly path: string;
  readonly file: Blob;
  /** The first row names the columns; without, they go by the model's own order. */
  readonly hasHeader: boolean;
}

export interface PredictedTable {
  /** CSV. */
  readonly file: Blob;
  readonly rows: number;
  /** Rows of another length, left out. */
  readonly ignored: number;
  /** Columns of the model that the file lacks: they count as missing. */
  readonly lacking: readonly string[];
  /** The first 100. */
  readonly problems: readonly Problem[];
}

const CHUNK = 4096;
const MOST_TOLD = 100;

const charactersOf = (cells: readonly string[]): number =>
  cells.reduce((sum, { length }) => sum + length + 1, 0);

/** Column of each cell; null where the model has none of the name. */
type Header = readonly (Column | null)[];

function headerOf(
  names: readonly string[],
  hasHeader: boolean,
  { columns = [], places = [] }: LoadedPredictor,
): Header {
  return names.map(
    (name, place) =>
      columns.find((one, i) =>
        hasHeader ? one.name === name : places[i] === place,
      ) ?? null,
  );
}

/** Lines of CSV, each with its answer and, of classes, how probable it is. */
function answered(
  predictor: LoadedPredictor,
  header: Header,
  rows: readonly (readonly string[])[],
): string[] {
  const known = header.flatMap((column, i) => (column ? [{ column, i }] : []));
  const builder = new PartBuilder(known.map(({ column }) => column.type));
  for (const cells of rows)
    builder.add(
      known.map(
        ({ column, i }): CellValue | null =>
          readCell(cells[i] ?? "", column.type) ?? null,
      ),
    );
  const table = tableOf(
    known.map(({ column }) => column),
    [decodePart(builder.bytes().buffer)],
  );
  if (!predictor.answerTable)
    throw new AppError("bug", "The model answers no tables");
  const { labels, predicted, shares } = predictor.answerTable(table);
  // Cells of numbers are no texts: their signs are theirs.
  const isText = (cells: readonly string[]): boolean[] =>
    cells.map((cell) => readCell(cell, "double") === undefined);
  return rows.map((cells, row) => {
    const told = labels.indexOf(String(predicted[row]));
    const share = shares[row * labels.length + told] ?? 0;
    const answer = [
      String(predicted[row] ?? ""),
      ...(labels.length > 0 ? [share.toFixed(4)] : []),
    ];
    const line = [...cells, ...answer];
    return tableLine(line, isText(line));
  });
}

/** @throws AppError('format') when the file is no table, or has no column of the model. */
export async function predictTable(
  predictor: LoadedPredictor,
  { path, file, hasHeader }: AskedTable,
  report: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<PredictedTable> {
  const problems: Problem[] = [];
  const tell = (problem: Problem): void => {
    if (problems.length < MOST_TOLD) problems.push(problem);
  };
  const begun = await beginTable(path, file, { hasHeader }, tell);
  if (!begun)
    throw new AppError(
      "format",
      problems[0]?.message ?? "The file cannot be read as a table",
      { file: path },
    );
  const columns = predictor.columns ?? [];
  const header = headerOf(begun.names, hasHeader, predictor);
  const lacking = columns
    .filter((column) => !header.includes(column))
    .map(({ name }) => name);
  if (lacking.length === columns.length)
    throw new AppError(
      "format",
      `No column of the file is one of the model's: ${lacking.join(", ")}`,
      { file: path },
    );
  const isWords = predictor.answerTable?.(tableOf([], [])).labels.length;
  const names = [
    ...begun.names,
    "predict",
    ...(isWords ? ["probability"] : []),
  ];
  const parts = hasHeader
    ? [
        new Blob([
          tableLine(
            names,
            names.map(() => true),
          ),
        ]),
      ]
    : [];
  // Whether decimals have commas shows only at the end of the file: it is read twice.
  const isReadTwice = mayHaveDecimalCommas(begun.delimiter);
  const passes = isReadTwice ? 2 : 1;
  const total = Math.max(1, file.size);
  report({ done: 0, total, unit: "bytes" });
  const progress = seldom(report);
  let [rows, seen, ignored, done] = [0, 0, 0, 0];
  const look = async ({ cells }: TableRow): Promise<void> => {
    done += charactersOf(cells);
    seen += 1;
    if (seen % CHUNK !== 0) return;
    progress({ done: Math.min(done / passes, total), total, unit: "bytes" });
    // The page's word to stop comes between two chunks.
    await new Promise((resolve) => setTimeout(resolve));
    signal.throwIfAborted();
  };
  const again = isReadTwice
    ? await beginTable(path, file, { hasHeader }, () => undefined)
    : null;
  const commas = again ? await decimalCommasOf(again, look) : [];
  let chunk: (readonly string[])[] = [];
  const flush = (): void => {
    if (chunk.length === 0) return;
    parts.push(new Blob(answered(predictor, header, chunk)));
    rows += chunk.length;
    chunk = [];
  };
  for await (const row of begun.rows) {
    await look(row);
    if (row.cells.length !== header.length) {
      ignored += 1;
      tell(rowProblem(path, row, header.length));
      continue;
    }
    if (chunk.push(withPoints(row.cells, commas)) === CHUNK) flush();
  }
  flush();
  return {
    file: new Blob(parts, { type: "text/csv" }),
    rows,
    ignored,
    lacking,
    problems,
  };
}

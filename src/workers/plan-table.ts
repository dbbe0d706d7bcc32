/** The dry run of an import of tables: every row is read, and nothing kept but figures and the first rows. */
import { FORMAT_PROBLEMS } from "#core/import.ts";
import type { DatasetId, JobId } from "#core/ids.ts";
import {
  countCell,
  inferType,
  noKinds,
  type KindCounts,
} from "#core/infer-columns.ts";
import type { Progress } from "#core/job.ts";
import type { Problem } from "#core/problems.ts";
import {
  SHOWN_ROWS,
  type FoundTable,
  type FoundTableFile,
  type TableReading,
} from "#core/table-import.ts";
import type { Column } from "#core/table.ts";
import { beginTable, rowProblem, schemaProblem } from "#formats/table-rows.ts";
import type { TableRow } from "#formats/text-table.ts";
import { readBlob } from "#storage/blobs.ts";
import { getDataset } from "#storage/datasets.ts";
import { seldom } from "./seldom.ts";
import { tableFiles } from "./table-files.ts";

const CHECK_ROWS = 2000;

/** Counts the cells of each column and keeps the first rows. */
class RowCounter {
  readonly kinds: readonly KindCounts[];
  readonly preview: (readonly string[])[] = [];
  /** Between the cells of the file that is read. */
  delimiter: string | null = null;

  constructor(columns: number) {
    this.kinds = Array.from({ length: columns }, noKinds);
  }

  add(cells: readonly string[]): void {
    for (const [c, counts] of this.kinds.entries())
      countCell(counts, cells[c] ?? "", this.delimiter);
    if (this.preview.length < SHOWN_ROWS) this.preview.push(cells);
  }
}

interface Figures {
  rows: number;
  ignored: number;
}

async function countRows(
  path: string,
  rows: AsyncIterable<TableRow>,
  counter: RowCounter,
  tell: (problem: Problem) => void,
  often: (consumed: number) => void,
): Promise<Figures> {
  const figures = { rows: 0, ignored: 0 };
  let consumed = 0;
  const columns = counter.kinds.length;
  for await (const row of rows) {
    consumed += row.cells.reduce((sum, { length }) => sum + length + 1, 0);
    if ((figures.rows + figures.ignored) % CHECK_ROWS === 0) often(consumed);
    if (row.cells.length !== columns) {
      figures.ignored += 1;
      tell(rowProblem(path, row, columns));
      continue;
    }
    figures.rows += 1;
    counter.add(row.cells);
  }
  return figures;
}

const sumOf = (files: readonly FoundTableFile[], what: keyof Figures): number =>
  files.reduce((sum, file) => sum + file[what], 0);

export async function planTable(
  job: { readonly id: JobId },
  datasetId: DatasetId,
  reading: TableReading,
  report: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<FoundTable> {
  const { files, problems: earlier } = await tableFiles(job.id);
  const fixed = (await getDataset(datasetId))?.table?.columns;
  const hasHeader = reading.hasHeader ?? true;
  const problems: Problem[] = [];
  let problemCount = 0;
  const tell = (problem: Problem): void => {
    problemCount += 1;
    if (problems.length < FORMAT_PROBLEMS) problems.push(problem);
  };
  earlier.forEach(tell);
  const progress = seldom(report);
  const found: FoundTableFile[] = [];
  let names = fixed?.map(({ name }) => name);
  let counter: RowCounter | null = null;
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let before = 0;
  for (const { path, hash, bytes } of files) {
    const start = before;
    before += bytes;
    const begun = await beginTable(path, await readBlob(hash), reading, tell);
    if (!begun) continue;
    names ??= [...begun.names];
    const misfit = schemaProblem(path, begun, names, hasHeader);
    if (misfit) tell(misfit);
    if (misfit) continue;
    counter ??= new RowCounter(names.length);
    counter.delimiter = begun.delimiter;
    const figures = await countRows(
      path,
      begun.rows,
      counter,
      tell,
      (consumed) => {
        signal.throwIfAborted();
        // Cells are characters, and less than the file's bytes where these are quoted or of two bytes.
        const done = start + Math.min(bytes, consumed);
        progress({ done, total, unit: "bytes" });
      },
    );
    const { encoding, delimiter } = begun;
    found.push({ path, encoding, delimiter, ...figures });
  }
  const { kinds, preview } = counter ?? new RowCounter(0);
  const inferred = (names ?? []).map((name, c): Column => ({
    name,
    type: inferType(kinds[c] ?? noKinds()),
  }));
  return {
    asked: reading,
    files: found,
    columns: fixed ?? inferred,
    kinds,
    rows: sumOf(found, "rows"),
    ignored: sumOf(found, "ignored"),
    preview,
    isFixed: fixed !== undefined,
    problems,
    problemCount,
  };
}

/**
 * Puts the rows of an import into the dataset. Parts are stored by their content as they fill up,
 * and one transaction makes them the dataset's: a kill before it leaves the dataset as it was, and
 * the next run finds the stored parts again.
 */
import { readCell, type CellValue } from "#core/cell-value.ts";
import type { DatasetId, JobId } from "#core/ids.ts";
import type { ImportResult } from "#core/import.ts";
import { mayHaveDecimalCommas } from "#core/infer-columns.ts";
import type { Progress } from "#core/job.ts";
import type { Problem } from "#core/problems.ts";
import type { TablePart } from "#core/stored-table.ts";
import type { TableChoice } from "#core/table-import.ts";
import { PartBuilder } from "#core/table-part.ts";
import type { Column } from "#core/table.ts";
import {
  beginTable,
  rowProblem,
  schemaProblem,
  valueProblem,
} from "#formats/table-rows.ts";
import { readBlob, writeBlobs } from "#storage/blobs.ts";
import { addRows } from "#storage/tables.ts";
import { seldom } from "./seldom.ts";
import { tableFiles } from "./table-files.ts";

const CHECK_ROWS = 2000;
/** As many as a job's row keeps. */
const MOST_TOLD = 1000;

export interface TableTask {
  readonly jobId: JobId;
  readonly datasetId: DatasetId;
  readonly choice: TableChoice;
}

class RowSink {
  readonly #types: readonly Column["type"][];
  readonly #bad: number[];
  readonly parts: TablePart[] = [];
  #part: PartBuilder;

  constructor(columns: readonly Column[]) {
    this.#types = columns.map(({ type }) => type);
    this.#bad = columns.map(() => 0);
    this.#part = new PartBuilder(this.#types);
  }

  get bad(): readonly number[] {
    return this.#bad;
  }

  get rows(): number {
    return this.parts.reduce((sum, { rows }) => sum + rows, this.#part.rows);
  }

  /**
   * @param commas of each column: decimals have a comma.
   * @param onBad is told the column of a value that became null.
   */
  async add(
    cells: readonly string[],
    commas: readonly boolean[],
    onBad: (column: number) => void,
  ): Promise<void> {
    const values = this.#types.map((type, i): CellValue | null => {
      const value = readCell(cells[i] ?? "", type, commas[i]);
      if (value !== undefined) return value;
      this.#bad[i] = (this.#bad[i] ?? 0) + 1;
      onBad(i);
      return null;
    });
    this.#part.add(values);
    if (this.#part.isFull) await this.flush();
  }

  async flush(): Promise<void> {
    const { rows } = this.#part;
    if (rows === 0) return;
    const [stored] = await writeBlobs([this.#part.bytes()]);
    if (stored) this.parts.push({ ...stored, rows });
    this.#part = new PartBuilder(this.#types);
  }
}

/** What is wrong, the first of it: a file of another kind has as much to tell as rows. */
function firstOf(tell: (problem: Problem) => void): typeof tell {
  let told = 0;
  return (problem) => {
    told += 1;
    if (told <= MOST_TOLD) tell(problem);
  };
}

export async function commitTable(
  { jobId, datasetId, choice }: TableTask,
  report: (progress: Progress) => void,
  onProblem: (problem: Problem) => void,
  signal: AbortSignal,
): Promise<ImportResult> {
  const { reading, columns, decimalCommas = [] } = choice;
  const tell = firstOf(onProblem);
  const { files, problems } = await tableFiles(jobId);
  problems.forEach(tell);
  const names = columns.map(({ name }) => name);
  const sink = new RowSink(columns);
  const progress = seldom(report);
  let [seen, ignored, sourceBytes, consumed] = [0, 0, 0, 0];
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  for (const file of files) {
    const { path, bytes } = file;
    const blob = await readBlob(file.hash);
    const begun = await beginTable(file.path, blob, reading, tell);
    const misfit =
      begun && schemaProblem(path, begun, names, reading.hasHeader ?? true);
    if (misfit) tell(misfit);
    if (!begun || misfit) continue;
    sourceBytes += bytes;
    const commas = mayHaveDecimalCommas(begun.delimiter) ? decimalCommas : [];
    for await (const row of begun.rows) {
      seen += 1;
      if (seen % CHECK_ROWS === 0) signal.throwIfAborted();
      if (row.cells.length !== names.length) {
        ignored += 1;
        tell(rowProblem(path, row, names.length));
        continue;
      }
      await sink.add(row.cells, commas, (i) => {
        const column = columns[i];
        if (column) tell(valueProblem(path, row, column, row.cells[i] ?? ""));
      });
      consumed += row.cells.reduce((sum, { length }) => sum + length + 1, 0);
      if (sink.rows % CHECK_ROWS !== 0) continue;
      const done = sink.rows;
      const likely = Math.round((done * total) / consumed);
      progress({ done, total: Math.max(done, likely), unit: "samples" });
    }
  }
  await sink.flush();
  signal.throwIfAborted();
  const result: ImportResult = {
    samples: sink.rows + ignored,
    imported: sink.rows,
    labeled: 0,
    duplicates: 0,
    ignored,
    bad: sink.bad.reduce((sum, n) => sum + n, 0),
  };
  await addRows(
    datasetId,
    {
      columns,
      rows: sink.rows,
      sourceBytes,
      ignored,
      bad: sink.bad,
      parts: sink.parts,
    },
    { jobId, cursor: { phase: "stored", result } },
  );
  return result;
}

/** Tables in the storage: files imported with the proposed schema, and the rows read back. */
import type { ImportResult } from "#core/import.ts";
import { hasDecimalComma } from "#core/infer-columns.ts";
import type { DatasetId } from "#core/ids.ts";
import type { Job } from "#core/job.ts";
import type { FoundTable, TableReading } from "#core/table-import.ts";
import { textAt } from "#core/table-part.ts";
import type { ColumnType } from "#core/table.ts";
import { startImport } from "#jobs/import.ts";
import { confirmJob, jobEnded } from "#jobs/runner.ts";
import { createDataset, getDataset } from "#storage/datasets.ts";
import { readPart } from "#storage/tables.ts";
import { filesOf, until } from "./stored-data.ts";

export async function newTable(): Promise<DatasetId> {
  const { id } = await createDataset({
    name: `t${String(Math.random()).slice(2)}`,
    description: "",
    dataType: "table",
  });
  return id;
}

interface Choice {
  readonly reading?: TableReading;
  readonly types?: Readonly<Record<string, ColumnType>>;
}

export async function imported(
  datasetId: DatasetId,
  files: Readonly<Record<string, string | Blob>>,
  { reading = {}, types = {} }: Choice = {},
): Promise<{ found: FoundTable; job: Job; result: ImportResult }> {
  const id = await startImport({
    datasetId,
    labelingJobId: null,
    files: await filesOf(files),
    origin: "files",
  });
  const waiting = await until(id, ({ waitingFor }) => waitingFor === "review");
  const found = waiting.result as FoundTable;
  await confirmJob(id, {
    reading,
    decimalCommas: found.kinds.map(hasDecimalComma),
    columns: found.columns.map(({ name, type }) => ({
      name,
      type: types[name] ?? type,
    })),
  });
  const job = await jobEnded(id);
  return { found, job, result: job.result as ImportResult };
}

export async function rowsOf(id: DatasetId): Promise<(string | null)[][]> {
  const rows: (string | null)[][] = [];
  for (const part of (await getDataset(id))?.table?.parts ?? []) {
    const data = await readPart(part);
    for (let row = 0; row < data.rows; row += 1)
      rows.push(data.columns.map((column) => textAt(column, row)));
  }
  return rows;
}

/** Rows of table datasets, and their versions. */
import { AppError } from "#core/errors.ts";
import type { DatasetId, JobId, VersionId } from "#core/ids.ts";
import type { StoredTable, TablePart } from "#core/stored-table.ts";
import { decodePart, type TablePartData } from "#core/table-part.ts";
import type { SplitSettings, Version } from "#core/version.ts";
import { readBlob, retainBlobs } from "./blobs.ts";
import { database } from "./database.ts";
import { guarded } from "./errors.ts";
import { addVersion, nextVersionName } from "./versions.ts";

const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0);

function joined(old: StoredTable | undefined, added: StoredTable): StoredTable {
  if (!old) return added;
  return {
    columns: old.columns,
    rows: old.rows + added.rows,
    sourceBytes: old.sourceBytes + added.sourceBytes,
    ignored: old.ignored + added.ignored,
    bad: old.bad.map((bad, i) => bad + (added.bad[i] ?? 0)),
    parts: [...old.parts, ...added.parts],
  };
}

const isSameSchema = (a: StoredTable, b: StoredTable): boolean =>
  JSON.stringify(a.columns) === JSON.stringify(b.columns);

/**
 * More rows behind those that are there, whose parts are stored already; none where nothing was read.
 * @param job that brings them: its cursor changes with them, so that a second run knows.
 * @throws AppError('format') when the dataset has another schema.
 */
export async function addRows(
  datasetId: DatasetId,
  added: StoredTable,
  job: { readonly jobId: JobId; readonly cursor: unknown },
): Promise<void> {
  const { datasets, blobs, jobs } = database;
  await guarded(() =>
    database.transaction("rw", [datasets, blobs, jobs], async () => {
      const dataset = await datasets.get(datasetId);
      if (!dataset)
        throw new AppError("storage", "The dataset was deleted", {
          reason: "missing",
        });
      if (dataset.table && !isSameSchema(dataset.table, added))
        throw new AppError("format", "The dataset has another schema by now", {
          field: "columns",
        });
      await jobs.update(job.jobId, { cursor: job.cursor });
      if (added.rows === 0) return;
      await retainBlobs(added.parts.map(({ hash }) => hash));
      const table = joined(dataset.table, added);
      await datasets.update(datasetId, {
        table,
        sampleCount: table.rows,
        bytes: sum(table.parts.map(({ bytes }) => bytes)),
        updatedAt: Date.now(),
      });
    }),
  );
}

/** @throws AppError('storage') when it is gone or damaged. */
export async function readPart({ hash }: TablePart): Promise<TablePartData> {
  return decodePart(await (await readBlob(hash)).arrayBuffer());
}

export interface NewTableVersion {
  readonly datasetId: DatasetId;
  /** Null = the next of V001, V002 ... */
  readonly name: string | null;
  readonly description: string;
  readonly split: SplitSettings | null;
}

/**
 * Freezes the rows. Nothing is copied: the version lists the same parts.
 * @param id published once, however often it is asked.
 * @throws AppError('format') for a table without rows, or a name that is taken.
 */
export async function publishTable(
  { datasetId, name, description, split }: NewTableVersion,
  id: VersionId,
): Promise<Version> {
  const dataset = await guarded(() => database.datasets.get(datasetId));
  if (!dataset?.table)
    throw new AppError("format", "The table has no rows yet: import a file", {
      field: "datasetId",
    });
  const version: Version = {
    id,
    datasetId,
    jobId: null,
    labelingType: "table",
    name: name ?? (await nextVersionName(datasetId)),
    description,
    createdAt: Date.now(),
    split,
    writesHard: false,
    labels: [],
    sampleCount: dataset.table.rows,
    labeledCount: 0,
    chunks: [],
    pictures: [],
    status: "Normal",
    table: dataset.table,
  };
  await addVersion(version);
  return (await guarded(() => database.versions.get(id))) ?? version;
}

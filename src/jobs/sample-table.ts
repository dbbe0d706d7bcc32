/** The sample project of predictive analytics: a table made up by the app itself. */
import type { Dataset } from "#core/dataset.ts";
import type { JobId } from "#core/ids.ts";
import { ORCHARD_COLUMNS, orchardRows } from "#core/sample-orchard.ts";
import { PartBuilder } from "#core/table-part.ts";
import { writeBlobs } from "#storage/blobs.ts";
import { addRows } from "#storage/tables.ts";

const TREES = 1200;

/** Puts the rows into the dataset, once. */
export async function fillSampleTable(
  dataset: Dataset,
  job: { readonly jobId: JobId; readonly cursor: unknown },
  seed: number,
): Promise<void> {
  if (dataset.table) return;
  const builder = new PartBuilder(ORCHARD_COLUMNS.map(({ type }) => type));
  for (const row of orchardRows(TREES, seed)) builder.add(row);
  const [part] = await writeBlobs([builder.bytes()]);
  if (!part) return;
  await addRows(
    dataset.id,
    {
      columns: ORCHARD_COLUMNS,
      rows: TREES,
      sourceBytes: part.bytes,
      ignored: 0,
      bad: ORCHARD_COLUMNS.map(() => 0),
      parts: [{ ...part, rows: TREES }],
    },
    job,
  );
}

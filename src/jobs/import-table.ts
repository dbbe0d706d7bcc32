/** What an import does once its files were looked at, where they are tables: dry run, the user's word, rows. */
import { proxy } from "comlink";
import type { Dataset } from "#core/dataset.ts";
import type { ImportResult } from "#core/import.ts";
import type { Problem } from "#core/problems.ts";
import type { TableChoice } from "#core/table-import.ts";
import { requireJob } from "#storage/jobs.ts";
import { trace } from "#storage/traces.ts";
import { withTransfer } from "#workers/transfer.client.ts";
import type { JobContext } from "./kind.ts";

/** `stored` is written with the rows themselves: they are not added twice. */
type Cursor =
  | { readonly phase: "review" }
  | { readonly phase: "commit"; readonly choice: TableChoice }
  | { readonly phase: "stored"; readonly result: ImportResult };

async function review(
  { job, signal, report, wait, save }: JobContext,
  dataset: Dataset,
): Promise<TableChoice> {
  const found = await withTransfer(
    (api) =>
      api.planTable({ id: job.id }, dataset.id, {}, proxy(report), signal),
    signal,
  );
  const choice = (await wait("review", found)) as TableChoice;
  await save({ phase: "commit", choice } satisfies Cursor);
  return choice;
}

export async function importTable(
  context: JobContext,
  dataset: Dataset,
): Promise<ImportResult> {
  const { job, signal, report, addProblems } = context;
  const cursor = (await requireJob(job.id)).cursor as Cursor | null;
  if (cursor?.phase === "stored") return cursor.result;
  const choice =
    cursor?.phase === "commit" ? cursor.choice : await review(context, dataset);
  const problems: Problem[] = [];
  const result = await withTransfer(
    (api) =>
      api.commitTable(
        { jobId: job.id, datasetId: dataset.id, choice },
        proxy(report),
        proxy((problem: Problem) => void problems.push(problem)),
        signal,
      ),
    signal,
  );
  if (problems.length > 0) await addProblems(problems);
  await trace({
    name: "importSamplesToDataset",
    resourceType: "Dataset",
    resourceId: dataset.id,
    resourceName: dataset.name,
    source: "import",
    detail: { ...result },
  });
  return result;
}

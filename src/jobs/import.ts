/** Import: staged files are scanned, the user looks at the dry run, then they go into the dataset. */
import { proxy } from "comlink";
import type { DataType } from "#core/data-type.ts";
import { AppError } from "#core/errors.ts";
import type { DatasetId, JobId, LabelingJobId } from "#core/ids.ts";
import type { ImportChoice, ImportInput, ImportOrigin } from "#core/import.ts";
import type { Job } from "#core/job.ts";
import type { Problem } from "#core/problems.ts";
import { getDataset } from "#storage/datasets.ts";
import { isQuotaError, toStorageError } from "#storage/errors.ts";
import { deleteJob } from "#storage/jobs.ts";
import { spendReserve } from "#storage/reserve.ts";
import { countStaged, stageFiles } from "#storage/staging.ts";
import { trace } from "#storage/traces.ts";
import { withTransfer, type CommitProgress } from "#workers/transfer.client.ts";
import { importTable } from "./import-table.ts";
import type { JobContext, RunJob } from "./kind.ts";
import { resumeJob, startJob } from "./runner.ts";

export interface ImportedFile {
  /** With the folders it came in, `/` separated. */
  readonly path: string;
  readonly file: Blob;
}

export interface NewImport {
  readonly datasetId: DatasetId;
  readonly labelingJobId: LabelingJobId | null;
  readonly files: readonly ImportedFile[];
  readonly origin: ImportOrigin;
}

/** Where an import stands; survives a kill. */
type Cursor =
  | { readonly phase: "scan" }
  | { readonly phase: "review" }
  | {
      readonly phase: "commit";
      readonly choice: ImportChoice;
      readonly progress?: CommitProgress;
    };

const STAGE_FILES = 200;

/** Files from here stay where they were; of all others the browser has the only copy. */
const HAVE_ORIGINALS: readonly ImportOrigin[] = ["files", "folder", "drop"];

/** How the files of a data type are looked at; of the others every file is a sample as it is. */
const WANTED: Partial<
  Record<DataType, "images" | "sounds" | "texts" | "tables">
> = {
  image: "images",
  audio: "sounds",
  text: "texts",
  table: "tables",
};

/**
 * Takes the files over and starts the import. The promise resolves when the browser holds its own
 * copy of all of them, so that nothing is needed from the user after a kill.
 */
export async function startImport({
  datasetId,
  labelingJobId,
  files,
  origin,
}: NewImport): Promise<JobId> {
  const dataset = await getDataset(datasetId);
  if (!dataset)
    throw new AppError("storage", "The dataset was deleted", {
      reason: "missing",
    });
  const input: ImportInput = {
    datasetId,
    labelingJobId,
    origin,
    files: files.length,
    bytes: files.reduce((sum, { file }) => sum + file.size, 0),
  };
  const id = await startJob("import", {
    title: dataset.name,
    input,
    datasetId,
    labelingJobId,
    held: true,
  });
  try {
    await stage(id, files);
  } catch (error) {
    // Half of the files is no import: the caller still has them all and may try again.
    if (isQuotaError(await toStorageError(error))) await spendReserve();
    await deleteJob(id);
    throw error;
  }
  await resumeJob(id);
  return id;
}

async function stage(id: JobId, files: readonly ImportedFile[]): Promise<void> {
  for (let at = 0; at < files.length; at += STAGE_FILES) {
    const batch = files.slice(at, at + STAGE_FILES);
    await stageFiles(
      batch.map(({ path, file }, i) => ({
        jobId: id,
        index: at + i,
        path,
        file,
      })),
    );
  }
}

async function review(
  { job, signal, report: tell, wait, save, addProblems }: JobContext,
  dataset: {
    readonly id: DatasetId;
    readonly dataType: Parameters<typeof planOf>[1];
  },
): Promise<ImportChoice> {
  const { report, problems } = await planOf(
    job.id,
    dataset.dataType,
    dataset.id,
    tell,
    signal,
  );
  if (job.problemCount === 0) await addProblems(problems);
  const choice = (await wait("review", report)) as ImportChoice;
  const chosen = report.formats.find(({ id }) => id === choice.format);
  const isOfTexts = WANTED[dataset.dataType] === "texts";
  // Texts are read as the user chose: the commit tells what is wrong then.
  if (chosen && !isOfTexts) await addProblems(chosen.problems);
  await save({ phase: "commit", choice } satisfies Cursor);
  return choice;
}

const planOf = (
  id: JobId,
  dataType: NonNullable<Awaited<ReturnType<typeof getDataset>>>["dataType"],
  datasetId: DatasetId,
  report: JobContext["report"],
  signal: AbortSignal,
) =>
  withTransfer(
    (api) => api.planImport({ id }, datasetId, dataType, proxy(report)),
    signal,
  );

/** A page that was closed while it handed files over left a part of them, which is no import. */
async function requireAllStaged({ id, input }: Job): Promise<void> {
  const { files } = input as ImportInput;
  const staged = await countStaged(id);
  if (staged === files) return;
  const counts = `${String(staged)} of ${String(files)} files`;
  throw new AppError(
    "storage",
    `Only ${counts} were handed over before the page was closed; choose them again`,
    { reason: "staging", staged, files },
  );
}

const run: RunJob = async (context) => {
  const { job, signal, report, save, addProblems } = context;
  const { datasetId, origin } = job.input as ImportInput;
  const dataset = await getDataset(datasetId);
  if (!dataset)
    throw new AppError("storage", "The dataset was deleted", {
      reason: "missing",
    });
  let cursor = (job.cursor ?? { phase: "scan" }) as Cursor;
  if (cursor.phase === "scan") {
    await requireAllStaged(job);
    const options = {
      wants: WANTED[dataset.dataType] ?? ("files" as const),
      mayLinger: HAVE_ORIGINALS.includes(origin),
    };
    await withTransfer(
      (api) => api.scanImport(job.id, options, proxy(report), signal),
      signal,
    );
    cursor = { phase: "review" };
    await save(cursor);
  }
  if (dataset.dataType === "table") return importTable(context, dataset);
  const commit =
    cursor.phase === "commit"
      ? cursor
      : { phase: "commit" as const, choice: await review(context, dataset) };
  const { choice } = commit;
  const problems: Problem[] = [];
  const task = {
    jobId: job.id,
    datasetId,
    dataType: dataset.dataType,
    choice,
    at: job.startedAt ?? job.createdAt,
    from: commit.progress ?? null,
  };
  const saveProgress = proxy((progress: CommitProgress) =>
    save({ ...commit, progress } satisfies Cursor),
  );
  const result = await withTransfer(
    (api) =>
      api.commitImport(
        task,
        saveProgress,
        proxy(report),
        proxy((problem: Problem) => void problems.push(problem)),
        signal,
      ),
    signal,
  );
  if (problems.length > 0) await addProblems(problems);
  await trace({
    // The guide's names: what comes without labels is uploaded, the rest is imported.
    name:
      choice.format === "unlabeled"
        ? "uploadSamples"
        : "importSamplesToDataset",
    resourceType: "Dataset",
    resourceId: datasetId,
    resourceName: dataset.name,
    source: "import",
    detail: { format: choice.format, ...result },
  });
  return result;
};

export default run;

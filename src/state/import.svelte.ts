/** An import as the dialog drives it: collect, take over, look at the dry run, confirm. */
import type { DatasetId, JobId, LabelingJobId } from "#core/ids.ts";
import type { Dataset } from "#core/dataset.ts";
import type {
  DetectedFormat,
  ImportChoice,
  ImportOrigin,
  ImportReport,
  ImportResult,
} from "#core/import.ts";
import type { Job } from "#core/job.ts";
import type {
  FoundTable,
  TableChoice,
  TableReading,
} from "#core/table-import.ts";
import type { TextReading } from "#core/text-reading.ts";
import { confirmJob } from "#jobs/runner.ts";
import { startImport, type ImportedFile } from "#jobs/import.ts";
import { getJob } from "#storage/jobs.ts";
import { requestPersistence } from "#storage/health.ts";
import { proxy, withTransfer } from "#workers/transfer.client.ts";
import { filesOfDrop, filesOfPaste, type Gathered } from "./dropped-files.ts";
import { Live } from "./live.svelte.ts";

export type { ImportedFile };

/** A drop or paste whose folders are being opened. Make it in the event itself. */
export class Drop {
  #count = $state(0);
  readonly #stop = new AbortController();
  readonly origin: "drop" | "paste";
  readonly gathered: Promise<Gathered>;

  constructor(data: DataTransfer, origin: "drop" | "paste" = "drop") {
    this.origin = origin;
    this.gathered =
      origin === "paste"
        ? Promise.resolve({
            files: filesOfPaste(data, Date.now()),
            unreadable: [],
          })
        : filesOfDrop(
            data,
            (count) => (this.#count = count),
            this.#stop.signal,
          );
    // Whoever shows the drop awaits it; until then a failure is not one nobody cares for.
    this.gathered.catch(() => undefined);
  }

  /** Files found up to now. */
  get count(): number {
    return this.#count;
  }

  readonly cancel = (): void => this.#stop.abort();
}

export class ImportState {
  readonly #job: Live<Job | null | undefined>;
  readonly id: JobId;

  constructor(id: string) {
    this.id = id as JobId;
    this.#job = new Live<Job | null | undefined>(
      async () => (await getJob(this.id)) ?? null,
      undefined,
    );
  }

  get job(): Job | null | undefined {
    return this.#job.current;
  }

  get #found(): unknown {
    const job = this.job;
    return job?.state === "waiting" && job.waitingFor === "review"
      ? job.result
      : null;
  }

  /** What the dry run found, while the user is asked. */
  get report(): ImportReport | null {
    const found = this.#found as ImportReport | FoundTable | null;
    return found && "formats" in found ? found : null;
  }

  /** The same of a table. */
  get foundTable(): FoundTable | null {
    const found = this.#found as ImportReport | FoundTable | null;
    return found && "kinds" in found ? found : null;
  }

  /** The table's dry run once more, with other choices. */
  readonly readTable = (
    datasetId: DatasetId,
    reading: TableReading,
    signal: AbortSignal,
  ): Promise<FoundTable> =>
    withTransfer(
      (api) =>
        api.planTable(
          { id: this.id },
          datasetId,
          reading,
          proxy(() => undefined),
          signal,
        ),
      signal,
    );

  /** The dry run once more, with another format of texts or other choices. */
  readonly readAs = (
    { id: datasetId, dataType }: Pick<Dataset, "id" | "dataType">,
    format: Pick<DetectedFormat, "id" | "typeId" | "score">,
    reading: TextReading,
    signal: AbortSignal,
  ): Promise<DetectedFormat | null> =>
    withTransfer(
      (api) =>
        api.rereadTexts(this.id, datasetId, dataType, format, reading, signal),
      signal,
    );

  get result(): ImportResult | null {
    return this.job?.state === "done"
      ? (this.job.result as ImportResult)
      : null;
  }

  readonly confirm = (choice: ImportChoice | TableChoice): Promise<void> => {
    // Now there is something to lose, and the user has just said so.
    void requestPersistence();
    return confirmJob(this.id, choice);
  };
}

export async function beginImport(
  datasetId: DatasetId,
  labelingJobId: LabelingJobId | null,
  files: readonly ImportedFile[],
  origin: ImportOrigin,
): Promise<JobId> {
  return startImport({ datasetId, labelingJobId, files, origin });
}

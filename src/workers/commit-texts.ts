/** Puts the texts of an import into the dataset, as a stream: one chunk is read while the one before is written, no more are in memory. */
import {
  FORMAT_PROBLEMS,
  type FoundFile,
  type ImportChoice,
  type ImportResult,
} from "#core/import.ts";
import type { Progress } from "#core/job.ts";
import type { NewLabel } from "#core/label.ts";
import type { Problem } from "#core/problems.ts";
import { emptyStamp, isAsThen } from "#storage/dataset-stamp.ts";
import { addSamples } from "#storage/samples.ts";
import {
  addClasses,
  labelSamples,
  type LabelTarget,
  readLabels,
  type ReadLabels,
  type Wanted,
} from "./import-labels.ts";
import { sourceFiles, type TypedFormat } from "./import-sources.ts";
import { fileOfText } from "./found-text.ts";
import {
  CHUNK,
  countFresh,
  isWanted,
  newSample,
  type CommitProgress,
  type CommitTask,
} from "./commit-chunk.ts";
import { TextKeys } from "./text-keys.ts";

/** Texts that the user wants, each once: where one comes again the first counts. */
async function* wantedTexts(
  { type, format }: TypedFormat,
  files: readonly FoundFile[],
  choice: ImportChoice,
  report: (problem: Problem) => void,
  repeated: () => void,
  tellLabels: (labels: readonly NewLabel[]) => void,
): AsyncGenerator<Wanted> {
  const keys = new TextKeys();
  const sources = sourceFiles(files);
  const found = format.read(sources, report, { ...choice, tellLabels });
  for await (const sample of found) {
    const wanted = { file: fileOfText(sample), found: sample };
    if (!(await isWanted(wanted, type, choice))) continue;
    if (keys.add(wanted.file.hash, 0) === null) yield wanted;
    else repeated();
  }
}

/** The order of texts is that of their files: a commit that was stopped passes over what it did. */
export async function commitTexts(
  { datasetId, choice, from }: CommitTask,
  typed: TypedFormat,
  files: readonly FoundFile[],
  target: LabelTarget | null,
  save: (progress: CommitProgress) => Promise<void>,
  report: (progress: Progress) => void,
  reportProblem: (problem: Problem) => void,
  signal: AbortSignal,
): Promise<ImportResult> {
  const size = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let { imported, labeled } = from ?? { imported: 0, labeled: 0 };
  let [next, seen, repeats, bytes] = [from?.next ?? 0, 0, 0, 0];
  const classes: NewLabel[] = [];
  // Into a dataset that was empty, and that nobody else adds to, each text is new.
  let newSince = from ? null : await emptyStamp(datasetId);
  const write = async (
    chunk: readonly Wanted[],
    labels: ReadLabels | null,
    total: number,
  ): Promise<void> => {
    if (newSince && !(await isAsThen(datasetId, newSince))) newSince = null;
    const fresh =
      from?.next === next
        ? from.fresh
        : newSince
          ? chunk.length
          : await countFresh(datasetId, chunk);
    await save({ next, imported, labeled, fresh });
    const files = chunk.map(newSample);
    const samples = await addSamples(datasetId, files, newSince);
    newSince &&= samples.stamp;
    if (target && labels)
      labeled += await labelSamples(chunk, labels, samples, target);
    imported += fresh;
    next += chunk.length;
    report({ done: next, total: Math.max(next, total), unit: "samples" });
  };
  let written = Promise.resolve();
  /** Resolves when the next chunk may be read. */
  const take = async (chunk: readonly Wanted[]): Promise<void> => {
    signal.throwIfAborted();
    if (target && classes.length > 0)
      await addClasses(classes.splice(0), target);
    const labels = target && (await readLabels(chunk, target, reportProblem));
    const total = Math.round((seen * size) / Math.max(1, bytes));
    await written;
    written = write(chunk, labels, total);
    // Whoever waits for it next is told.
    written.catch(() => undefined);
  };
  let told = 0;
  const tell = (problem: Problem): void => {
    // What was passed over was told of before.
    if (seen < (from?.next ?? 0)) return;
    told += 1;
    if (told <= FORMAT_PROBLEMS) reportProblem(problem);
  };
  const repeated = (): void => void (repeats += 1);
  const tellLabels = (labels: readonly NewLabel[]): void =>
    void classes.push(...labels);
  const handlers = [tell, repeated, tellLabels] as const;
  const texts = wantedTexts(typed, files, choice, ...handlers);
  let chunk: Wanted[] = [];
  try {
    for await (const wanted of texts) {
      seen += 1;
      bytes += wanted.file.bytes;
      if (seen <= (from?.next ?? 0)) continue;
      chunk.push(wanted);
      if (chunk.length < CHUNK) continue;
      await take(chunk);
      chunk = [];
    }
    if (chunk.length > 0) await take(chunk);
  } finally {
    await written;
  }
  const samples = seen + repeats;
  return { samples, imported, labeled, duplicates: samples - imported };
}

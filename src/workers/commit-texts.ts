/** Puts the texts of an import into the dataset, as a stream: no more than one chunk is in memory. */
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
  let chunk: Wanted[] = [];
  const classes: NewLabel[] = [];
  // Into a dataset that was empty, and that nobody else adds to, each text is new.
  let newSince = from ? null : await emptyStamp(datasetId);
  const flush = async (): Promise<void> => {
    signal.throwIfAborted();
    if (newSince && !(await isAsThen(datasetId, newSince))) newSince = null;
    const fresh =
      from?.next === next
        ? from.fresh
        : newSince
          ? chunk.length
          : await countFresh(datasetId, chunk);
    await save({ next, imported, labeled, fresh });
    if (target && classes.length > 0)
      await addClasses(classes.splice(0), target);
    const labels = target && (await readLabels(chunk, target, reportProblem));
    const files = chunk.map(newSample);
    const samples = await addSamples(datasetId, files, newSince);
    newSince &&= samples.stamp;
    if (target && labels)
      labeled += await labelSamples(chunk, labels, samples, target);
    imported += fresh;
    next += chunk.length;
    chunk = [];
    const total = Math.max(
      next,
      Math.round((next * size) / Math.max(1, bytes)),
    );
    report({ done: next, total, unit: "samples" });
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
  for await (const wanted of texts) {
    seen += 1;
    bytes += wanted.file.bytes;
    if (seen <= (from?.next ?? 0)) continue;
    chunk.push(wanted);
    if (chunk.length === CHUNK) await flush();
  }
  if (chunk.length > 0) await flush();
  const samples = seen + repeats;
  return { samples, imported, labeled, duplicates: samples - imported };
}

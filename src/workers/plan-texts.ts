/** The dry run over files of texts: every row is read, as a stream, and nothing kept but figures and the first rows. */
import {
  FORMAT_PROBLEMS,
  type DetectedFormat,
  type FoundFile,
  type ImportReport,
} from "#core/import.ts";
import type { BlobHash, DatasetId, JobId } from "#core/ids.ts";
import type { DataType } from "#core/data-type.ts";
import type { Progress } from "#core/job.ts";
import type { Problem } from "#core/problems.ts";
import {
  PREVIEW_ROWS,
  type PreviewRow,
  type TextReading,
} from "#core/text-reading.ts";
import type { SourceFile } from "#labeling/contract.ts";
import { knownHashes } from "#storage/samples.ts";
import { fileOfText } from "./found-text.ts";
import {
  formatsFor,
  readScan,
  sourceFiles,
  type TypedFormat,
} from "./import-sources.ts";
import { namedAnnotation } from "./named-annotation.ts";
import { seldom } from "./seldom.ts";
import { TextKeys } from "./text-keys.ts";

const CHUNK = 2000;
const SHOWN = 300;

/** Texts that came before, in this import or in the dataset. */
class Duplicates {
  readonly #datasetId: DatasetId;
  readonly #keys = new TextKeys();
  readonly #labels: string[] = [];
  readonly #numbers = new Map<string, number>();
  #fresh: BlobHash[] = [];
  count = 0;

  constructor(datasetId: DatasetId) {
    this.#datasetId = datasetId;
  }

  /** @returns the labels that the same text had before, or null. */
  async add(hash: BlobHash, names: readonly string[]): Promise<string | null> {
    const text = names.join(", ");
    const number = this.#numbers.get(text) ?? this.#labels.push(text) - 1;
    this.#numbers.set(text, number);
    const before = this.#keys.add(hash, number);
    if (before !== null) {
      this.count += 1;
      return this.#labels[before] ?? "";
    }
    if (this.#fresh.push(hash) >= CHUNK) await this.finish();
    return null;
  }

  async finish(): Promise<void> {
    this.count += (await knownHashes(this.#datasetId, this.#fresh)).size;
    this.#fresh = [];
  }
}

/** Reads all rows with one format. */
export async function readTexts(
  { type, format }: TypedFormat,
  score: number,
  sources: readonly SourceFile[],
  reading: TextReading,
  datasetId: DatasetId,
  report: (progress: Progress) => void,
  signal?: AbortSignal,
): Promise<DetectedFormat> {
  const layout = (await format.layout?.(sources, reading)) ?? {
    settings: [],
    reading,
    encodings: [],
    columns: [],
  };
  const size = sources.reduce((sum, { bytes: own }) => sum + own, 0);
  const counts = new Map<string, number>();
  const problems: Problem[] = [];
  const rows: PreviewRow[] = [];
  const duplicates = new Duplicates(datasetId);
  let [mostLabels, problemCount, samples, bytes] = [0, 0, 0, 0];
  const tell = (problem: Problem): void => {
    problemCount += 1;
    if (problems.length < FORMAT_PROBLEMS) problems.push(problem);
  };
  const progress = seldom(report);
  for await (const found of format.read(sources, tell, { reading })) {
    const file = fileOfText(found);
    const { names } = await namedAnnotation(type, file, found, tell);
    samples += 1;
    bytes += file.bytes;
    if (rows.length < PREVIEW_ROWS)
      rows.push({ text: (found.text ?? "").slice(0, SHOWN), labels: names });
    mostLabels = Math.max(mostLabels, names.length);
    for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
    const before = await duplicates.add(file.hash, names);
    if (before !== null && names.length > 0 && before !== names.join(", "))
      tell({
        severity: "warning",
        rule: "text.conflict",
        file: found.path,
        message: `The same text came before with other labels (${before || "none"}), which count`,
        value: names.join(", ").slice(0, 200),
      });
    if (samples % CHUNK === 0) {
      signal?.throwIfAborted();
      const total = Math.max(samples, Math.round((samples * size) / bytes));
      progress({ done: samples, total, unit: "samples" });
    }
  }
  await duplicates.finish();
  const labels = [...counts]
    .map(([name, count]) => ({ name, count }))
    .sort((a, b) => b.count - a.count);
  const figures = { rows, samples, bytes, duplicates: duplicates.count };
  const texts = { asked: reading, layout, ...figures };
  const { id, name } = format;
  const own = { id, typeId: type.id, name, score };
  return { ...own, labels, mostLabels, problems, problemCount, texts };
}

function summaryOf(
  formats: readonly DetectedFormat[],
): Omit<ImportReport, "files"> {
  const [best] = formats;
  const { samples = 0, bytes = 0, duplicates = 0 } = best?.texts ?? {};
  const { id: format = "", typeId = "", labels = [] } = best ?? {};
  return { format, typeId, formats, samples, bytes, labels, duplicates };
}

/** Only the likeliest format is read whole; another is when the user asks for it. */
export async function planTexts(
  files: readonly FoundFile[],
  dataType: DataType,
  datasetId: DatasetId,
  report: (progress: Progress) => void,
): Promise<Omit<ImportReport, "files">> {
  const sources = sourceFiles(files);
  const scored: { readonly typed: TypedFormat; readonly score: number }[] = [];
  for (const typed of formatsFor(dataType))
    scored.push({ typed, score: await typed.format.detect(sources) });
  scored.sort((a, b) => b.score - a.score);
  const formats: DetectedFormat[] = [];
  for (const { typed, score } of scored) {
    const isBest = formats.length === 0 && score > 0;
    const { id, name } = typed.format;
    const empty = { labels: [], mostLabels: 0, problems: [], problemCount: 0 };
    formats.push(
      isBest
        ? await readTexts(typed, score, sources, {}, datasetId, report)
        : { id, typeId: typed.type.id, name, score, ...empty },
    );
  }
  return summaryOf(formats);
}

/** The dry run again, with another format or other choices. */
export async function rereadTexts(
  jobId: JobId,
  datasetId: DatasetId,
  dataType: DataType,
  wanted: Pick<DetectedFormat, "id" | "typeId" | "score">,
  reading: TextReading,
  signal: AbortSignal,
): Promise<DetectedFormat | null> {
  const typed = formatsFor(dataType).find(
    ({ type, format }) => format.id === wanted.id && type.id === wanted.typeId,
  );
  if (!typed) return null;
  const sources = sourceFiles((await readScan(jobId)).files);
  const { score } = wanted;
  const ignored = (): void => undefined;
  return readTexts(typed, score, sources, reading, datasetId, ignored, signal);
}

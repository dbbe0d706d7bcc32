/** Writes a version, a selection or a whole dataset as an archive, one file at a time. */
import { mapAhead } from "#core/async.ts";
import { AppError, toAppError } from "#core/errors.ts";
import type { JobId } from "#core/ids.ts";
import type { Progress } from "#core/job.ts";
import type { NewLabel } from "#core/label.ts";
import type { Problem } from "#core/problems.ts";
import type { VersionEntry } from "#core/version.ts";
import { GrowingText } from "#formats/growing-text.ts";
import { manifestLine } from "#formats/manifest.ts";
import { ArchiveWriter } from "#formats/zip-write.ts";
import type { ManifestAnnotation } from "#labeling/contract.ts";
import { labelingType } from "#labeling/registry.ts";
import { readBlob } from "#storage/blobs.ts";
import { openSink } from "./archive-sink.ts";
import { openSource, type ExportTask } from "./export-source.ts";
import {
  FolderWriter,
  type FileContent,
  type TreeWriter,
} from "./folder-writer.ts";
import { TreeExport, type Written } from "./export-tree.ts";
import { seldom } from "./seldom.ts";

const MANIFEST = "manifest";

/** Files read before it is their turn: reading waits for another process, writing does not. */
const AHEAD = 8;
/** Larger ones are read when they are written, piece by piece. */
const AHEAD_BYTES = 4 * 1024 * 1024;

interface ReadEntry {
  readonly entry: VersionEntry;
  /** Null when it is not on this device any more. */
  readonly file: FileContent | null;
}

async function readEntry(entry: VersionEntry): Promise<ReadEntry> {
  if (entry.text !== undefined) return { entry, file: new Blob() };
  try {
    const file = await readBlob(entry.hash);
    const isSmall = file.size <= AHEAD_BYTES;
    const content = isSmall ? new Uint8Array(await file.arrayBuffer()) : file;
    return { entry, file: content };
  } catch (error) {
    if (toAppError(error).detail["reason"] !== "missing") throw error;
    return { entry, file: null };
  }
}

/** Label files that had to go elsewhere are named by where they are. */
function located(
  entry: ManifestAnnotation,
  files: Written["files"],
): ManifestAnnotation {
  const place = entry["annotation-loc"];
  const found = typeof place === "string" ? files.get(place) : undefined;
  return found === undefined ? entry : { ...entry, "annotation-loc": found };
}

/**
 * From the manifest's folder, two below the top.
 * @param labels noted with this sample; null = with another.
 */
function lineOf(
  { sampleId, usage, hard, annotation, path, state, text, mime }: VersionEntry,
  written: Written,
  labels: readonly NewLabel[] | null,
): string {
  return manifestLine({
    source: text === undefined ? `../../${written.path}` : `content://${text}`,
    id: sampleId,
    usage,
    hard,
    notes: {
      path: written.isMoved || text !== undefined ? path : null,
      isProposed: state === "to_be_confirmed",
      ...(labels && labels.length > 0 ? { labels } : {}),
    },
    annotations: annotation.map((entry) => located(entry, written.files)),
    mime,
  });
}

const unreadable = (file: string): Problem => ({
  severity: "error",
  rule: "export.unreadable",
  file,
  message: "The file is not on this device any more",
});

interface Opened {
  readonly writer: TreeWriter;
  readonly finish: () => Promise<number>;
  readonly abort: (error: unknown) => Promise<void>;
}

async function openTarget(
  jobId: JobId,
  picked: FileSystemFileHandle | FileSystemDirectoryHandle | null,
): Promise<Opened> {
  if (picked?.kind === "directory") {
    const writer = new FolderWriter(picked);
    return {
      writer,
      finish: async () => writer.bytes,
      abort: async () => undefined,
    };
  }
  const sink = await openSink(jobId, picked);
  return {
    writer: new ArchiveWriter(sink.stream),
    finish: sink.finish,
    abort: (error) => sink.stream.abort(error).catch(() => undefined),
  };
}

/**
 * A sample whose file cannot be read costs itself, not the export.
 * @param picked a file or folder the user chose to save to, or null.
 * @returns bytes and samples written.
 */
export async function exportArchive(
  task: ExportTask,
  picked: FileSystemFileHandle | FileSystemDirectoryHandle | null,
  report: (progress: Progress) => void,
  reportProblem: (problem: Problem) => void,
  signal: AbortSignal,
): Promise<{ bytes: number; samples: number }> {
  const source = await openSource(task);
  const type = labelingType(source.typeId);
  const format = type.exporters.find(({ id }) => id === task.format);
  if (!format)
    throw new AppError(
      "unsupported",
      `There is no export format ${task.format}`,
      { value: task.format },
    );
  const target = await openTarget(task.jobId, picked);
  const zip = target.writer;
  const lines = new GrowingText();
  const isManifest = format.id === MANIFEST;
  const { name } = source;
  const top = `${source.folder}/`;
  const folder = `${top}annotation/${name}/`;
  const folders = isManifest ? { media: top, files: folder } : undefined;
  const names = source.labels.map(({ name: label }) => label);
  const tree = new TreeExport(zip, type, format, names, {
    ...(folders ? { folders } : {}),
    writesHard: task.writesHard === true,
  });
  const tell = seldom(report);
  let [samples, done] = [0, 0];
  try {
    const { entries, total } = source;
    for await (const { entry, file } of mapAhead(entries, AHEAD, readEntry)) {
      signal.throwIfAborted();
      done += 1;
      tell({ done, total, unit: "samples" });
      if (!file) {
        reportProblem(unreadable(entry.path));
        continue;
      }
      const written = await tree.add(entry, file);
      if (isManifest)
        lines.add(lineOf(entry, written, samples === 0 ? source.labels : null));
      samples += 1;
    }
    await tree.end();
    if (isManifest)
      await zip.addFile(`${folder}${name}.manifest`, lines.blob());
    await zip.close();
  } catch (error) {
    await target.abort(error);
    throw error;
  }
  return { bytes: await target.finish(), samples };
}

/** Writes a version, a selection or a whole dataset as an archive, one file at a time. */
import { mapAhead } from "#core/async.ts";
import { AppError, toAppError } from "#core/errors.ts";
import type { JobId } from "#core/ids.ts";
import type { Progress } from "#core/job.ts";
import type { Problem } from "#core/problems.ts";
import type { VersionEntry } from "#core/version.ts";
import { manifestLine } from "#formats/manifest.ts";
import { UniquePaths } from "#formats/unique-paths.ts";
import { ArchiveWriter } from "#formats/zip-write.ts";
import type { ExportFormat } from "#labeling/contract.ts";
import { labelingType } from "#labeling/registry.ts";
import { readBlob } from "#storage/blobs.ts";
import { openSink } from "./archive-sink.ts";
import { openSource, type ExportTask } from "./export-source.ts";
import {
  FolderWriter,
  type FileContent,
  type TreeWriter,
} from "./folder-writer.ts";
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

interface Written {
  /** Where the sample's file went. */
  readonly path: string;
  /** Not where the format wanted it, because something else was there. */
  readonly isMoved: boolean;
}

async function writeEntry(
  zip: TreeWriter,
  entry: VersionEntry,
  file: FileContent,
  format: ExportFormat,
  prefix: string,
  names: UniquePaths,
): Promise<Written> {
  const { annotation, labels, state, ...rest } = entry;
  const isHeld = state !== "to_be_confirmed" || format.holdsProposals === true;
  const {
    mediaPaths,
    files,
    reserved = [],
  } = format.place({
    ...rest,
    labels: isHeld ? labels : [],
    annotations: isHeld ? annotation : [],
  });
  const wanted = [
    ...mediaPaths,
    ...files.map((side) => side.path),
    ...reserved,
  ].map((path) => prefix + path);
  const paths = names.take(wanted);
  const media = paths.slice(0, mediaPaths.length);
  for (const path of media) await zip.addFile(path, file);
  for (const [i, { text }] of files.entries())
    await zip.addText(paths[mediaPaths.length + i] ?? "", text);
  const [path = ""] = media;
  return { path, isMoved: path !== wanted[0] };
}

/** From the manifest's folder, two below the top. */
function lineOf(
  { sampleId, usage, hard, annotation, path, state }: VersionEntry,
  written: Written,
  prefixLength: number,
): string {
  return manifestLine({
    source: `../../${written.path.slice(prefixLength)}`,
    id: sampleId,
    usage,
    hard,
    notes: {
      path: written.isMoved ? path : null,
      isProposed: state === "to_be_confirmed",
    },
    annotations: annotation,
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
  const format = labelingType(source.typeId).exporters.find(
    ({ id }) => id === task.format,
  );
  if (!format)
    throw new AppError(
      "unsupported",
      `There is no export format ${task.format}`,
      { value: task.format },
    );
  const target = await openTarget(task.jobId, picked);
  const zip = target.writer;
  const names = new UniquePaths();
  const lines: string[] = [];
  const isManifest = format.id === MANIFEST;
  const prefix = isManifest ? `${source.folder}/` : "";
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
      const written = await writeEntry(zip, entry, file, format, prefix, names);
      if (isManifest) lines.push(lineOf(entry, written, prefix.length));
      samples += 1;
    }
    const { name } = source;
    if (isManifest)
      await zip.addFile(
        `${prefix}annotation/${name}/${name}.manifest`,
        new Blob(lines),
      );
    await zip.close();
  } catch (error) {
    await target.abort(error);
    throw error;
  }
  return { bytes: await target.finish(), samples };
}

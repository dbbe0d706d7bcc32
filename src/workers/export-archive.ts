/** Writes a version, a selection or a whole dataset as an archive, one file at a time. */
import { mapAhead } from "#core/async.ts";
import { AppError } from "#core/errors.ts";
import type { JobId } from "#core/ids.ts";
import type { Progress } from "#core/job.ts";
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
  readonly file: FileContent;
}

async function readEntry(entry: VersionEntry): Promise<ReadEntry> {
  const file = await readBlob(entry.hash);
  return {
    entry,
    file:
      file.size <= AHEAD_BYTES
        ? new Uint8Array(await file.arrayBuffer())
        : file,
  };
}

async function writeEntry(
  zip: TreeWriter,
  { entry, file }: ReadEntry,
  format: ExportFormat,
  folder: string,
  names: UniquePaths,
): Promise<string> {
  const { annotation, ...rest } = entry;
  const place = format.place({ ...rest, annotations: annotation });
  const prefix = format.id === MANIFEST ? `${folder}/` : "";
  const { mediaPaths, files } = place;
  const paths = names.take(
    [...mediaPaths, ...files.map((side) => side.path)].map(
      (path) => prefix + path,
    ),
  );
  for (const path of paths.slice(0, mediaPaths.length))
    await zip.addFile(path, file);
  for (const [i, path] of paths.slice(mediaPaths.length).entries())
    await zip.addText(path, files[i]?.text ?? "");
  return paths[0] ?? "";
}

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

/** @param picked a file or folder the user chose to save to, or null. @returns bytes and samples written. */
export async function exportArchive(
  task: ExportTask,
  picked: FileSystemFileHandle | FileSystemDirectoryHandle | null,
  report: (progress: Progress) => void,
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
  const tell = seldom(report);
  let samples = 0;
  const from = `${source.folder}/annotation/${source.name}/`;
  try {
    for await (const read of mapAhead(source.entries, AHEAD, readEntry)) {
      signal.throwIfAborted();
      const { entry } = read;
      const path = await writeEntry(zip, read, format, source.folder, names);
      if (format.id === MANIFEST) {
        const relative = `../../${path.slice(source.folder.length + 1)}`;
        lines.push(
          manifestLine({
            source: relative,
            id: entry.sampleId,
            usage: entry.usage,
            hard: entry.hard,
            annotations: entry.annotation,
          }),
        );
      }
      samples += 1;
      tell({ done: samples, total: source.total, unit: "samples" });
    }
    if (format.id === MANIFEST)
      await zip.addText(`${from}${source.name}.manifest`, lines.join(""));
    await zip.close();
  } catch (error) {
    await target.abort(error);
    throw error;
  }
  return { bytes: await target.finish(), samples };
}

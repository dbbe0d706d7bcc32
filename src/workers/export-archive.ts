/** Writes a version, a selection or a whole dataset as an archive, one file at a time. */
import { AppError } from "#core/errors.ts";
import type {
  DatasetId,
  JobId,
  LabelId,
  LabelingJobId,
  SampleId,
  VersionId,
} from "#core/ids.ts";
import type { Progress } from "#core/job.ts";
import type { VersionEntry } from "#core/version.ts";
import { manifestLine, manifestTime } from "#formats/manifest.ts";
import { UniquePaths } from "#formats/unique-paths.ts";
import { ArchiveWriter } from "#formats/zip-write.ts";
import type { ExportFormat } from "#labeling/contract.ts";
import { labelingType, labelingTypesFor } from "#labeling/registry.ts";
import { readBlob } from "#storage/blobs.ts";
import { getDataset } from "#storage/datasets.ts";
import { eachItem } from "#storage/items.ts";
import { getLabelingJob } from "#storage/labeling-jobs.ts";
import { listLabels } from "#storage/labels.ts";
import { getSamples, sampleIds } from "#storage/samples.ts";
import { getVersion, versionEntries } from "#storage/versions.ts";
import { openSink } from "./archive-sink.ts";
import { FolderWriter, type TreeWriter } from "./folder-writer.ts";

export interface ExportTask {
  readonly jobId: JobId;
  readonly source:
    | { readonly versionId: VersionId }
    | {
        readonly labelingJobId: LabelingJobId;
        readonly sampleIds: readonly SampleId[] | null;
      }
    | {
        readonly datasetId: DatasetId;
        readonly sampleIds: readonly SampleId[] | null;
      };
  readonly format: string;
}

interface Source {
  readonly typeId: string;
  /** `DatasetName-datasetId`, the top folder of the manifest tree (spec 9.3). */
  readonly folder: string;
  /** Name of the manifest and its folder. */
  readonly name: string;
  readonly total: number;
  readonly entries: AsyncIterable<VersionEntry>;
}

const asciiName = (name: string): string =>
  name.replace(/[^A-Za-z0-9_-]/g, "_");

async function folderOf(datasetId: DatasetId): Promise<string> {
  const dataset = await getDataset(datasetId);
  return `${asciiName(dataset?.name ?? "dataset")}-${datasetId}`;
}

const missing = (): never => {
  throw new AppError("storage", "What was to be exported was deleted", {
    reason: "missing",
  });
};

async function* jobEntries(
  id: LabelingJobId,
  typeId: string,
  ids: readonly SampleId[] | null,
): AsyncGenerator<VersionEntry> {
  const type = labelingType(typeId);
  const names = new Map(
    (await listLabels(id)).map((label) => [label.id, label.name]),
  );
  const nameOf = (labelId: LabelId): string => names.get(labelId) ?? labelId;
  for await (const item of eachItem(id, ids ?? undefined)) {
    const [sample] = await getSamples([item.sampleId]);
    const { width = null, height = null } = sample?.media ?? {};
    const context = {
      names: { nameOf, idOf: (name: string) => name as LabelId },
      sample: { path: item.path, width, height },
    };
    const { annotations, sideFiles } =
      item.state === "unlabeled"
        ? { annotations: [], sideFiles: [] }
        : type.encode(item.annotation, context);
    const by = item.provenance;
    const annotation = annotations.map((entry) =>
      by && !("annotated-by" in entry)
        ? {
            ...entry,
            "annotated-by": by.by,
            "creation-time": manifestTime(by.at),
          }
        : entry,
    );
    const usage =
      item.usage === "TRAIN" || item.usage === "EVAL" ? item.usage : null;
    yield {
      ...item,
      mime: sample?.mime ?? "",
      width,
      height,
      usage,
      labels: item.labels.map(nameOf),
      annotation,
      sideFiles,
    };
  }
}

async function* datasetEntries(
  ids: readonly SampleId[],
): AsyncGenerator<VersionEntry> {
  const PAGE = 1000;
  for (let at = 0; at < ids.length; at += PAGE) {
    for (const sample of await getSamples(ids.slice(at, at + PAGE))) {
      const { width = null, height = null } = sample.media ?? {};
      yield {
        ...sample,
        sampleId: sample.id,
        width,
        height,
        state: "unlabeled",
        usage: null,
        hard: null,
        labels: [],
        annotation: [],
        sideFiles: [],
      };
    }
  }
}

async function openSource({ source }: ExportTask): Promise<Source> {
  if ("versionId" in source) {
    const version = (await getVersion(source.versionId)) ?? missing();
    return {
      typeId: version.labelingType,
      folder: await folderOf(version.datasetId),
      name: version.name,
      total: version.sampleCount,
      entries: versionEntries(version),
    };
  }
  if ("labelingJobId" in source) {
    const job = (await getLabelingJob(source.labelingJobId)) ?? missing();
    const dataset = (await getDataset(job.datasetId)) ?? missing();
    return {
      typeId: job.type,
      folder: await folderOf(job.datasetId),
      name: asciiName(job.name),
      total: source.sampleIds?.length ?? dataset.sampleCount,
      entries: jobEntries(job.id, job.type, source.sampleIds),
    };
  }
  const dataset = (await getDataset(source.datasetId)) ?? missing();
  const ids =
    source.sampleIds ??
    (await sampleIds(dataset.id, { search: "", order: "oldest" }));
  return {
    typeId: labelingTypesFor(dataset.dataType)[0]?.id ?? "",
    folder: await folderOf(dataset.id),
    name: asciiName(dataset.name),
    total: ids.length,
    entries: datasetEntries(ids),
  };
}

const MANIFEST = "manifest";

async function writeEntry(
  zip: TreeWriter,
  entry: VersionEntry,
  format: ExportFormat,
  folder: string,
  names: UniquePaths,
): Promise<string> {
  const { annotation, ...rest } = entry;
  const place = format.place({ ...rest, annotations: annotation });
  const file = await readBlob(entry.hash);
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
  let samples = 0;
  const from = `${source.folder}/annotation/${source.name}/`;
  try {
    for await (const entry of source.entries) {
      signal.throwIfAborted();
      const path = await writeEntry(zip, entry, format, source.folder, names);
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
      report({ done: samples, total: source.total, unit: "samples" });
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

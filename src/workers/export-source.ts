/** What an export writes: the entries of a version, of a labeling job or of a whole dataset. */
import { AppError } from "#core/errors.ts";
import type { Sample } from "#core/dataset.ts";
import type {
  DatasetId,
  JobId,
  LabelId,
  LabelingJobId,
  SampleId,
  VersionId,
} from "#core/ids.ts";
import type { LabelingItem } from "#core/labeling-job.ts";
import type { VersionEntry } from "#core/version.ts";
import { manifestTime } from "#formats/manifest.ts";
import { labelingType, labelingTypesFor } from "#labeling/registry.ts";
import { getDataset } from "#storage/datasets.ts";
import { eachItem } from "#storage/items.ts";
import { getLabelingJob } from "#storage/labeling-jobs.ts";
import { listLabels } from "#storage/labels.ts";
import { getSamples, sampleIds } from "#storage/samples.ts";
import { getVersion, versionEntries } from "#storage/versions.ts";

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

export interface ExportSource {
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

const PAGE = 1000;

/** Items with their samples, read a page at a time. */
async function* withSamples(
  items: AsyncIterable<LabelingItem>,
): AsyncGenerator<{ item: LabelingItem; sample: Sample | undefined }> {
  let page: LabelingItem[] = [];
  const read = async () => {
    const samples = await getSamples(page.map(({ sampleId }) => sampleId));
    const byId = new Map(samples.map((sample) => [sample.id, sample]));
    const pairs = page.map((item) => ({
      item,
      sample: byId.get(item.sampleId),
    }));
    page = [];
    return pairs;
  };
  for await (const item of items) {
    page.push(item);
    if (page.length >= PAGE) yield* await read();
  }
  yield* await read();
}

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
  for await (const { item, sample } of withSamples(
    eachItem(id, ids ?? undefined),
  )) {
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

export async function openSource({
  source,
}: ExportTask): Promise<ExportSource> {
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

/** Reads a version, a labeling job or a dataset, or a selection of it, for an export. */
import { pictureOf } from "#core/dataset.ts";
import { AppError } from "#core/errors.ts";
import type {
  DatasetId,
  JobId,
  LabelingJobId,
  SampleId,
  VersionId,
} from "#core/ids.ts";
import { EVERY_ITEM } from "#core/item-query.ts";
import type { Label, NewLabel } from "#core/label.ts";
import type { VersionEntry } from "#core/version.ts";
import { labelingType, labelingTypesFor } from "#labeling/registry.ts";
import { getDataset } from "#storage/datasets.ts";
import { getItems, itemIds } from "#storage/items.ts";
import { getLabelingJob } from "#storage/labeling-jobs.ts";
import { listLabels } from "#storage/labels.ts";
import { getSamples, sampleIds } from "#storage/samples.ts";
import { getVersion, versionEntries } from "#storage/versions.ts";
import { entryOfItem } from "./entry-of-item.ts";

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
  /** Label files with a place for it tell hard examples (spec 10). */
  readonly writesHard?: boolean;
}

/** What is exported, as entries of one form. */
export interface ExportedEntries {
  readonly typeId: string;
  /** `DatasetName-datasetId`, the top folder of the manifest tree (spec 9.3). */
  readonly folder: string;
  /** Name of the manifest and its folder. */
  readonly name: string;
  readonly total: number;
  /** All labels in the user's order, used or not. */
  readonly labels: readonly NewLabel[];
  readonly entries: AsyncIterable<VersionEntry>;
}

const PAGE = 1000;

const asciiName = (name: string): string =>
  name.replace(/[^A-Za-z0-9_-]/g, "_");

/** Without what is of the row. */
const asNew = ({ name, color, shortcut, attributes }: NewLabel): NewLabel => ({
  name,
  ...(color === undefined ? {} : { color }),
  ...(shortcut === undefined ? {} : { shortcut }),
  ...(attributes ? { attributes } : {}),
});

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
  ids: readonly SampleId[],
  labels: readonly Label[],
): AsyncGenerator<VersionEntry> {
  const type = labelingType(typeId);
  const names = new Map(labels.map((label) => [label.id, label.name]));
  for (let at = 0; at < ids.length; at += PAGE) {
    const page = ids.slice(at, at + PAGE);
    const [items, samples] = await Promise.all([
      getItems(id, page),
      getSamples(page),
    ]);
    const byId = new Map(samples.map((sample) => [sample.id, sample]));
    for (const item of items)
      if (item)
        yield entryOfItem(
          item,
          byId.get(item.sampleId),
          type,
          names,
          item.usage,
        );
  }
}

async function* datasetEntries(
  ids: readonly SampleId[],
): AsyncGenerator<VersionEntry> {
  for (let at = 0; at < ids.length; at += PAGE) {
    for (const sample of await getSamples(ids.slice(at, at + PAGE))) {
      const { width = null, height = null } = pictureOf(sample.media) ?? {};
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

/** @throws AppError('storage') when it was deleted. */
export async function openSource({
  source,
}: Pick<ExportTask, "source">): Promise<ExportedEntries> {
  if ("versionId" in source) {
    const version = (await getVersion(source.versionId)) ?? missing();
    return {
      typeId: version.labelingType,
      folder: await folderOf(version.datasetId),
      name: version.name,
      total: version.sampleCount,
      labels: version.labels.map(asNew),
      entries: versionEntries(version),
    };
  }
  if ("labelingJobId" in source) {
    const job = (await getLabelingJob(source.labelingJobId)) ?? missing();
    const ids = source.sampleIds ?? (await itemIds(job.id, EVERY_ITEM));
    const labels = await listLabels(job.id);
    return {
      typeId: job.type,
      folder: await folderOf(job.datasetId),
      name: asciiName(job.name),
      total: ids.length,
      labels: labels.map(asNew),
      entries: jobEntries(job.id, job.type, ids, labels),
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
    labels: [],
    entries: datasetEntries(ids),
  };
}

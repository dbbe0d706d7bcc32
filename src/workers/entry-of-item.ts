/** One labeled sample as versions and exports hold it. */
import { pictureOf, type Sample } from "#core/dataset.ts";
import type { LabelId } from "#core/ids.ts";
import type { LabelingItem, Usage } from "#core/labeling-job.ts";
import type { VersionEntry } from "#core/version.ts";
import { manifestTime } from "#formats/manifest.ts";
import type { LabelingType, ManifestAnnotation } from "#labeling/contract.ts";

/** Who, when and how sure, where the annotation does not say so itself. */
function stamped(
  entry: ManifestAnnotation,
  by: LabelingItem["provenance"],
): ManifestAnnotation {
  if (!by) return entry;
  const isSure = by.confidence === null || "confidence" in entry;
  return {
    ...entry,
    ...("annotated-by" in entry
      ? {}
      : { "annotated-by": by.by, "creation-time": manifestTime(by.at) }),
    ...(isSure ? {} : { confidence: by.confidence }),
  };
}

/** @param sample the item's own; without it the size of its picture is unknown. */
export function entryOfItem(
  item: LabelingItem,
  sample: Sample | undefined,
  type: LabelingType,
  names: ReadonlyMap<LabelId, string>,
  usage: Usage | null,
): VersionEntry {
  const { width = null, height = null } =
    pictureOf(sample?.media ?? null) ?? {};
  const nameOf = (id: LabelId): string => names.get(id) ?? id;
  const context = {
    names: { nameOf, idOf: (name: string) => name as LabelId },
    sample: { path: item.path, width, height },
  };
  const { annotations, sideFiles } =
    item.state === "unlabeled"
      ? { annotations: [], sideFiles: [] }
      : type.encode(item.annotation, context);
  return {
    sampleId: item.sampleId,
    path: item.path,
    hash: item.hash,
    bytes: item.bytes,
    mime: sample?.mime ?? "",
    ...(item.text === undefined ? {} : { text: item.text }),
    width,
    height,
    ...(sample?.media?.kind === "audio" ? { sound: sample.media } : {}),
    state: item.state,
    usage,
    hard: item.hard,
    labels: item.labels.map(nameOf),
    annotation: annotations.map((entry) => stamped(entry, item.provenance)),
    sideFiles,
  };
}

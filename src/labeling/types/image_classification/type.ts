/** Labels for whole pictures, one or several. Source: data management 6.1, 6.2, 7, 11.5. */
import type { LabelId } from "#core/ids.ts";
import {
  defineLabelingType,
  type ManifestAnnotation,
} from "#labeling/contract.ts";
import { manifestTree } from "#labeling/export-formats.ts";
import { manifestFormat, unlabeledFormat } from "#labeling/import-formats.ts";
import { isImage } from "#labeling/media-files.ts";
import { parseList, parseObject, parseText } from "#labeling/parse-value.ts";
import {
  folderPerLabel,
  imageNet,
  labelText,
  labelTextExport,
} from "./formats.ts";

export interface ImageClass {
  readonly label: LabelId;
  /** What else the manifest said of this label, kept as read: `property`, `confidence` ... */
  readonly extra: Readonly<Record<string, unknown>>;
}

export interface ImageClasses {
  readonly classes: readonly ImageClass[];
}

const MANIFEST_TYPE = "modelarts/image_classification";

export function classesOf(labels: readonly LabelId[]): ImageClasses {
  return { classes: labels.map((label) => ({ label, extra: {} })) };
}

function parseClass(value: unknown, path: string): ImageClass {
  const { label, extra = {} } = parseObject(value, path);
  return {
    label: parseText(label, `${path}.label`) as LabelId,
    extra: parseObject(extra, `${path}.extra`),
  };
}

/** Null stands for no annotation: rows of unlabeled samples hold it. */
const classList = (annotation: ImageClasses | null): readonly ImageClass[] =>
  annotation?.classes ?? [];

export default defineLabelingType<"image_classification", ImageClasses>({
  id: "image_classification",
  dataType: "image",
  manifestTypes: [MANIFEST_TYPE],
  labelsWhole: true,
  importers: [
    unlabeledFormat(isImage),
    imageNet,
    labelText,
    manifestFormat([MANIFEST_TYPE], isImage),
  ],
  exporters: [folderPerLabel, labelTextExport, manifestTree],
  empty: () => classesOf([]),
  parse: (value) => ({
    classes: parseList(
      parseObject(value, "annotation")["classes"],
      "classes",
      parseClass,
    ),
  }),
  encode: (annotation, { names }) => ({
    annotations: classList(annotation).map(({ label, extra }) => ({
      ...extra,
      type: MANIFEST_TYPE,
      name: names.nameOf(label),
    })),
    sideFiles: [],
  }),
  decode: async (entries: readonly ManifestAnnotation[], { names, report }) => {
    const classes = new Map<LabelId, ImageClass>();
    for (const entry of entries) {
      const { type: _type, name, ...extra } = entry;
      const text = typeof name === "string" ? name.trim() : "";
      if (text === "") {
        report({
          severity: "error",
          rule: "manifest.name",
          message: "`name` of a label must be text",
          value: JSON.stringify(name) ?? "",
        });
        continue;
      }
      const label = names.idOf(text);
      if (!classes.has(label)) classes.set(label, { label, extra });
    }
    return { classes: [...classes.values()] };
  },
  labelsOf: (annotation) => classList(annotation).map(({ label }) => label),
  relabel: (annotation, renames) => {
    const classes = new Map<LabelId, ImageClass>();
    for (const entry of classList(annotation)) {
      const label = renames.has(entry.label)
        ? (renames.get(entry.label) ?? null)
        : entry.label;
      if (label !== null && !classes.has(label))
        classes.set(label, { ...entry, label });
    }
    return { classes: [...classes.values()] };
  },
});

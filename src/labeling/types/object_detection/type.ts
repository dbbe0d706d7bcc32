/**
 * Objects in pictures, five shapes. In a manifest they are in a VOC file beside it; importers hand
 * them over in the entries themselves (`inline.ts`). Source: data management 7.2, 7.4.
 */
import type { LabelId } from "#core/ids.ts";
import { toAppError } from "#core/errors.ts";
import { vocXml } from "#formats/voc-write.ts";
import { parseVoc } from "#formats/voc-xml.ts";
import {
  defineLabelingType,
  type DecodeContext,
  type ManifestAnnotation,
} from "#labeling/contract.ts";
import { fileName } from "#labeling/media-files.ts";
import { parseList, parseObject } from "#labeling/parse-value.ts";
import { exporters, importers } from "./formats.ts";
import {
  checkSize,
  decodeInline,
  extraOf,
  isInline,
  isNoneEntry,
  MANIFEST_TYPE,
} from "./inline.ts";
import { mendObjects } from "./mend.ts";
import { type DetectedObject, parseDetectedObject } from "./shape.ts";

export interface DetectedObjects {
  readonly objects: readonly DetectedObject[];
  /** Somebody looked and saw no object; only beside an empty list. */
  readonly isNone?: true;
  /** What else the manifest said of the label file, kept as read: `annotated-by` ... */
  readonly extra: Readonly<Record<string, unknown>>;
}

/**
 * `a/1.jpg` -> `annotation/a/1.xml`. Other suffixes stay, so that `1.png` beside `1.jpg` keeps
 * labels of its own.
 */
const sideFilePath = (path: string): string =>
  `annotation/${path.replace(/(?<!\.(?:jpe?g|png|bmp))\.jpg$/, "")}.xml`;

async function decodeSideFile(
  entry: ManifestAnnotation,
  { names, readSideFile, report }: DecodeContext,
): Promise<DetectedObjects["objects"] | "none"> {
  const place = entry["annotation-loc"];
  const problem = (rule: string, message: string, value: string): void =>
    report({ severity: "error", rule, message, value });
  if (typeof place !== "string" || place === "") {
    problem(
      "manifest.annotation_loc",
      "`annotation-loc` must name a label file",
      JSON.stringify(place) ?? "",
    );
    return [];
  }
  const text = await readSideFile(place);
  if (text === null) {
    problem(
      "manifest.side_file",
      "The label file that `annotation-loc` names is missing",
      place,
    );
    return [];
  }
  try {
    const file = parseVoc(text, (found) =>
      problem(found.rule, found.message, found.value ?? place),
    );
    if (file.saysNone) return "none";
    return file.objects.map(({ name, ...object }) => ({
      label: names.idOf(name),
      ...object,
    }));
  } catch (error) {
    problem("voc.file", toAppError(error).message, place);
    return [];
  }
}

const listOf = <T>(found: T | null): T[] => (found === null ? [] : [found]);

export default defineLabelingType<"object_detection", DetectedObjects>({
  id: "object_detection",
  dataType: "image",
  manifestTypes: [MANIFEST_TYPE],
  hasLabelAttributes: true,
  importers,
  exporters,
  empty: () => ({ objects: [], extra: {} }),
  parse: (value) => {
    const { objects, extra, isNone } = parseObject(value, "annotation");
    const list = parseList(objects, "objects", parseDetectedObject);
    return {
      objects: list,
      ...(isNone === true && list.length === 0 ? { isNone } : {}),
      extra: parseObject(extra, "extra"),
    };
  },
  encode: ({ objects, isNone, extra }, { names, sample }) => {
    if (objects.length === 0 && !isNone && Object.keys(extra).length === 0)
      return { annotations: [], sideFiles: [] };
    const path = sideFilePath(sample.path);
    const { width, height } = sample;
    const text = vocXml({
      filename: fileName(sample.path),
      size: width && height ? { width, height } : null,
      objects: objects.map(({ label, ...object }) => ({
        name: names.nameOf(label),
        ...object,
      })),
    });
    return {
      annotations: [
        {
          ...extra,
          type: MANIFEST_TYPE,
          "annotation-loc": path,
          "annotation-format": "PASCAL VOC",
        },
      ],
      sideFiles: [{ path, text }],
    };
  },
  decode: async (entries, context) => {
    const objects: DetectedObject[] = [];
    let extra: Readonly<Record<string, unknown>> = {};
    let saysNone = false;
    checkSize(entries, context);
    for (const entry of entries) {
      if (isNoneEntry(entry)) saysNone = true;
      else if (isInline(entry))
        objects.push(...listOf(decodeInline(entry, context)));
      else {
        const found = await decodeSideFile(entry, context);
        if (found === "none") saysNone = true;
        else objects.push(...found);
      }
      extra = { ...extraOf(entry), ...extra };
    }
    const isNone = saysNone && objects.length === 0;
    return { objects, ...(isNone ? { isNone } : {}), extra };
  },
  mend: ({ objects, ...others }, size) => ({
    ...others,
    objects: mendObjects(objects, size),
  }),
  labelsOf: ({ objects }) => objects.map(({ label }) => label),
  shapesOf: ({ objects }) => objects.map(({ shape }) => shape),
  saysNone: ({ isNone }) => isNone === true,
  relabel: ({ objects, ...others }, renames) => ({
    ...others,
    objects: objects.flatMap((object) => {
      const label: LabelId | null = renames.has(object.label)
        ? (renames.get(object.label) ?? null)
        : object.label;
      return label === null ? [] : [{ ...object, label }];
    }),
  }),
});

/**
 * What the types of objects in pictures share. In a manifest the objects are in a VOC file beside it;
 * importers hand them over in the entries themselves (`inline.ts`). Source: data management 7.2, 7.4.
 */
import { toAppError } from "#core/errors.ts";
import type { LabelId } from "#core/ids.ts";
import type { Shape } from "#core/shape.ts";
import { vocXml } from "#formats/voc-write.ts";
import { parseVoc } from "#formats/voc-xml.ts";
import type {
  DecodeContext,
  LabelingType,
  ManifestAnnotation,
} from "#labeling/contract.ts";
import { fileName } from "#labeling/media-files.ts";
import { parseList, parseObject, refuse } from "#labeling/parse-value.ts";
import {
  checkSize,
  decodeInline,
  extraOf,
  isInline,
  isNoneEntry,
  standing,
} from "./inline.ts";
import { mendObjects } from "./mend.ts";
import {
  type LabeledObject,
  type LabeledObjects,
  parseLabeledObject,
} from "./object.ts";
import type { ObjectKind } from "./object-kind.ts";

/**
 * `a/1.jpg` -> `annotation/a/1.xml`. Other suffixes stay, so that `1.png` beside `1.jpg` keeps
 * labels of its own.
 */
const sideFilePath = (path: string): string =>
  `annotation/${path.replace(/(?<!\.(?:jpe?g|png|bmp))\.jpg$/, "")}.xml`;

async function decodeSideFile<S extends Shape>(
  kind: ObjectKind<S>,
  entry: ManifestAnnotation,
  context: DecodeContext,
): Promise<readonly LabeledObject<S>[] | "none"> {
  const { names, readSideFile, report } = context;
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
    const file = parseVoc(
      text,
      (found) => problem(found.rule, found.message, found.value ?? place),
      kind,
    );
    if (file.saysNone) return "none";
    return file.objects.flatMap(({ name, shape: read, ...object }) => {
      const upright = standing(name, read, context);
      if (upright === null) return [];
      const shape = kind.holds(upright)
        ? upright
        : kind.instead(upright, report);
      return shape ? [{ label: names.idOf(name), ...object, shape }] : [];
    });
  } catch (error) {
    problem("voc.file", toAppError(error).message, place);
    return [];
  }
}

const listOf = <T>(found: T | null): T[] => (found === null ? [] : [found]);

type Codec<S extends Shape> = Pick<
  LabelingType<string, LabeledObjects<S>>,
  | "empty"
  | "parse"
  | "encode"
  | "decode"
  | "mend"
  | "labelsOf"
  | "shapesOf"
  | "saysNone"
  | "relabel"
>;

/** All of a labeling type that does not depend on its formats and its name. */
export const objectCodec = <S extends Shape>(
  kind: ObjectKind<S>,
): Codec<S> => ({
  empty: () => ({ objects: [], extra: {} }),
  parse: (value) => {
    const { objects, extra, isNone } = parseObject(value, "annotation");
    const list = parseList(objects, "objects", (one, path) => {
      const { shape, ...object } = parseLabeledObject(one, path);
      return kind.holds(shape)
        ? { ...object, shape }
        : refuse(`${path}.shape`, "a shape of this labeling type", shape);
    });
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
    const text = vocXml(
      {
        filename: fileName(sample.path),
        size: width && height ? { width, height } : null,
        objects: objects.map(({ label, ...object }) => ({
          name: names.nameOf(label),
          ...object,
        })),
      },
      kind,
    );
    return {
      annotations: [
        {
          ...extra,
          type: kind.manifestType,
          "annotation-loc": path,
          "annotation-format": "PASCAL VOC",
        },
      ],
      sideFiles: [{ path, text }],
    };
  },
  decode: async (entries, context) => {
    const objects: LabeledObject<S>[] = [];
    let extra: Readonly<Record<string, unknown>> = {};
    let saysNone = false;
    checkSize(entries, context);
    for (const entry of entries) {
      if (isNoneEntry(entry)) saysNone = true;
      else if (isInline(entry))
        objects.push(...listOf(decodeInline(kind, entry, context)));
      else {
        const found = await decodeSideFile(kind, entry, context);
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

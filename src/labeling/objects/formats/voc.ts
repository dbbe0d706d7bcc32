import { parseVoc, type VocFile } from "#formats/voc-xml.ts";
import type { SourceFile } from "#labeling/contract.ts";
import { headOf, shareOf, those, withSuffix } from "../look.ts";
import type { ObjectKind } from "../object-kind.ts";
import {
  eachFile,
  pictureFormat,
  type PictureFormat,
  type ReadContext,
} from "../picture-format.ts";
import { readLists } from "./voc-lists.ts";

const xmlFiles = (files: readonly SourceFile[]): SourceFile[] =>
  withSuffix(files, /\.xml$/i);

/** LabelMe's old web tool has the same root; its corners are `<pt>`, its size `<imagesize>`. */
async function isVoc(file: SourceFile): Promise<boolean> {
  const text = await headOf(file);
  return (
    /<annotation[\s>]/.test(text) &&
    /<(filename|object|size|segmented)[\s/>]/.test(text) &&
    !/<pt>|<imagesize>/.test(text)
  );
}

const withoutSuffix = (path: string): string => path.replace(/\.[^./]+$/, "");

/**
 * The picture beside the file counts, whatever the file says: people rename both. Only then the
 * name in the file, and pictures of the same name elsewhere.
 */
function nameOf(
  { filename }: Pick<VocFile, "filename">,
  path: string,
  { finder }: ReadContext,
  beside: ReadonlyMap<string, readonly string[]>,
): string {
  const stem = withoutSuffix(path);
  const [picture, other] = beside.get(stem) ?? [];
  if (picture !== undefined && other === undefined) return picture;
  return filename !== "" && finder.find(filename, path) !== null
    ? filename
    : stem;
}

/** Null where the mask is not among the files: its name may lead to the picture itself then. */
function maskOf(
  { maskSource = "" }: Pick<VocFile, "maskSource">,
  name: string,
  path: string,
  { finder }: ReadContext,
): string | null {
  if (maskSource === "") return null;
  const mask = finder.find(maskSource, path);
  return typeof mask === "string" && mask !== finder.find(name, path)
    ? mask
    : null;
}

/** The guide's XML beside each picture. Source: data management 6.3, 6.5. */
export const vocImport = (
  kind: ObjectKind,
  { id, name }: Pick<PictureFormat, "id" | "name">,
) =>
  pictureFormat(kind, {
    id,
    name,
    async detect(files) {
      const isOwn = async (file: SourceFile): Promise<boolean> =>
        (await isVoc(file)) &&
        // Without colors of a mask it is of object detection.
        (!kind.takesRegions || /<mask_color>/.test(await headOf(file)));
      const share = await shareOf(xmlFiles(files), isOwn);
      return share === 0 ? 0 : (kind.takesRegions ? 0.93 : 0.9) + 0.05 * share;
    },
    async *read(files, context) {
      await readLists(files, context);
      const beside = new Map<string, string[]>();
      for (const path of context.pictures) {
        const stem = withoutSuffix(path);
        beside.set(stem, [...(beside.get(stem) ?? []), path]);
      }
      const found = await those(xmlFiles(files), isVoc);
      yield* eachFile(found, context, async (file, report) => {
        const labels = parseVoc(
          await file.text(),
          (problem) => report({ severity: "error", ...problem }),
          kind,
        );
        const name = nameOf(labels, file.path, context, beside);
        const mask = maskOf(labels, name, file.path, context);
        if (mask !== null) context.masks.add(mask);
        return [{ ...labels, name }];
      });
    },
  });

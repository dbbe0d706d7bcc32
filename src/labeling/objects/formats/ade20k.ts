/** ADE20K of 2020: each object has a mask of its own, so that parts lie upon what they are of. */
import { toAppError } from "#core/errors.ts";
import { maskOf } from "#core/mask.ts";
import type { Mask } from "#core/shape.ts";
import { type AdeObject, isAde20k, parseAde20k } from "#formats/ade20k.ts";
import {
  type PictureObject,
  plainObject,
  type Report,
  usageOfPath,
} from "#formats/picture-labels.ts";
import { spansByValue } from "#formats/value-picture.ts";
import type { SourceFile } from "#labeling/contract.ts";
import { endsOf, shareOf, those, withSuffix } from "../look.ts";
import type { ObjectKind } from "../object-kind.ts";
import { eachFile, pictureFormat } from "../picture-format.ts";
import { readMask } from "../read-mask.ts";

const jsonFiles = (files: readonly SourceFile[]): SourceFile[] =>
  withSuffix(files, /\.json$/i);

const isOwn = async (file: SourceFile): Promise<boolean> =>
  isAde20k(await endsOf(file));

/** `1_seg.png`, `1_parts_1.png` and all in the folder `1` show the objects of `1.json` again. */
function masksAmong(
  pngs: readonly SourceFile[],
  jsons: readonly SourceFile[],
): string[] {
  const stems = new Set(jsons.map(({ path }) => path.replace(/\.json$/i, "")));
  return pngs.flatMap(({ path }) => {
    const folder = path.slice(0, path.lastIndexOf("/"));
    const stem = path.replace(/_(seg|parts_\d+)\.png$/i, "");
    return stems.has(folder) || stems.has(stem) ? [path] : [];
  });
}

async function regionOf(file: SourceFile): Promise<Mask | null> {
  const { width, height, values } = await readMask(file);
  const isOn = values.map((value) => (value === 0 ? 0 : 1));
  const spans = spansByValue({ width, height, values: isOn }).get(1);
  return spans ? maskOf(spans) : null;
}

async function objectOf(
  { name, mask, occluded, attributes }: AdeObject,
  file: SourceFile | undefined,
  report: Report,
): Promise<PictureObject<Mask>[]> {
  const fail = (message: string): PictureObject<Mask>[] => {
    report({ severity: "error", rule: "ade20k.mask", message, value: mask });
    return [];
  };
  if (!file) return fail("The mask of an object is not among the files");
  try {
    const shape = await regionOf(file);
    if (!shape) return fail("The mask of an object is empty");
    return [{ ...plainObject(name, shape), occluded, attributes }];
  } catch (error) {
    return fail(toAppError(error).message);
  }
}

export const ade20kImport = (kind: ObjectKind) =>
  pictureFormat(kind, {
    id: "ADE20K",
    name: "ADE20K (2020)",
    async detect(files) {
      const share = await shareOf(jsonFiles(files), isOwn);
      return share === 0 ? 0 : 0.95 + 0.04 * share;
    },
    async *read(files, context) {
      const found = await those(jsonFiles(files), isOwn);
      const pngs = withSuffix(files, /\.png$/i);
      const byPath = new Map(pngs.map((file) => [file.path, file]));
      for (const path of masksAmong(pngs, found)) context.masks.add(path);
      yield* eachFile(found, context, async (file, report) => {
        const folder = file.path.slice(0, file.path.lastIndexOf("/") + 1);
        const { objects, ...picture } = parseAde20k(await file.text(), report);
        const read: PictureObject<Mask>[] = [];
        for (const one of objects)
          read.push(
            ...(await objectOf(one, byPath.get(folder + one.mask), report)),
          );
        return [{ ...picture, objects: read, usage: usageOfPath(folder) }];
      });
    },
  });

/** Masks as PNG files: PASCAL VOC's folders, and any folder of masks named as the pictures. */
import {
  isBackground,
  type MaskNames,
  NO_NAMES,
  parseColorList,
  parseNameList,
} from "#formats/mask-names.ts";
import { type PictureLabels, usageOfPath } from "#formats/picture-labels.ts";
import type { SourceFile } from "#labeling/contract.ts";
import { fileName } from "#labeling/media-files.ts";
import { readLists } from "#labeling/objects/formats/voc-lists.ts";
import { withSuffix } from "#labeling/objects/look.ts";
import {
  eachFile,
  pictureFormat,
  type ReadContext,
} from "#labeling/objects/picture-format.ts";
import { readMask } from "#labeling/objects/read-mask.ts";
import { segmentation } from "../kind.ts";
import { type MaskFolder, maskFolders, type MaskPair } from "./mask-pairs.ts";
import { regionsOfMask } from "./mask-regions.ts";

/** Masks whose numbers are objects, beside those whose numbers are classes. */
const isOfObjects = ({ folder }: MaskFolder): boolean =>
  /(object|instance)[^/]*\/([^/]+\/)?$/i.test(folder);

async function namesIn(files: readonly SourceFile[]): Promise<MaskNames> {
  const lists = withSuffix(files, /\.(txt|ya?ml)$/i);
  const named = (pattern: RegExp) =>
    lists.find(({ path }) => pattern.test(fileName(path)));
  const colors = named(/^(labelmap|label_colors)\.txt$/i);
  const found = colors && parseColorList(await colors.text());
  if (found) return found;
  const list = named(/^(class_names|classes|labels|names)\.txt$/i);
  if (list) return parseNameList(await list.text());
  for (const yaml of withSuffix(lists, /\.ya?ml$/i)) {
    const { parseYamlNames } = await import("#formats/yaml-names.ts");
    const read = parseYamlNames(await yaml.text());
    if (read) return read;
  }
  return NO_NAMES;
}

/** Folders name parts, and lists do where there are any. */
async function readParts(
  files: readonly SourceFile[],
  pairs: readonly MaskPair[],
  context: ReadContext,
): Promise<void> {
  for (const { picture } of pairs) {
    const usage = usageOfPath(picture.slice(0, picture.lastIndexOf("/")));
    if (usage) context.usages.set(picture, usage);
  }
  await readLists(files, context);
}

export const pngImport = pictureFormat(segmentation, {
  id: "PNG_MASKS",
  name: "PNG masks",
  async detect(files) {
    const folders = await maskFolders(files);
    return folders.length === 0 ? 0 : 0.88;
  },
  async *read(files, context) {
    const folders = await maskFolders(files);
    const all = folders.flatMap(({ pairs }) => pairs);
    for (const { mask } of all) context.masks.add(mask.path);
    const ofObjects = folders.filter(isOfObjects);
    const others = folders.filter((folder) => !isOfObjects(folder));
    const byClass = others.length > 0 ? others : ofObjects;
    const objects = new Map(
      (others.length > 0 ? ofObjects : [])
        .flatMap(({ pairs }) => pairs)
        .map(({ mask, picture }) => [picture, mask]),
    );
    const names = await namesIn(files);
    context.tellClasses(classesOf(names));
    const pairs = byClass.flatMap((folder) => folder.pairs);
    await readParts(files, pairs, context);
    const pictures = new Map(pairs.map(({ mask, picture }) => [mask, picture]));
    yield* eachFile([...pictures.keys()], context, async (mask) => {
      const name = pictures.get(mask) ?? "";
      const classes = await readMask(mask);
      const second = objects.get(name);
      const { width, height } = classes;
      const found = regionsOfMask(
        classes,
        second ? await readMask(second) : null,
        names,
      );
      const labels: PictureLabels = {
        name,
        size: { width, height },
        objects: found,
        // Somebody made a mask of the picture, and nothing is in it.
        saysNone: found.length === 0,
      };
      return [labels];
    });
  },
});

const classesOf = ({ byIndex, byColor }: MaskNames): string[] =>
  [...new Set([...byIndex.values(), ...byColor.values()])].filter(
    (name) => !isBackground(name),
  );

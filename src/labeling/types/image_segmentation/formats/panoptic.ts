import {
  isPanoptic,
  panopticRegions,
  parsePanoptic,
} from "#formats/coco-panoptic.ts";
import { type PictureLabels, usageOfPath } from "#formats/picture-labels.ts";
import type { SourceFile } from "#labeling/contract.ts";
import { headOf, shareOf, those, withSuffix } from "#labeling/objects/look.ts";
import { eachFile, pictureFormat } from "#labeling/objects/picture-format.ts";
import { segmentation } from "../kind.ts";
import { readMask } from "./mask-pairs.ts";

const jsonFiles = (files: readonly SourceFile[]): SourceFile[] =>
  withSuffix(files, /\.json$/i);

/** The list of annotations may stand behind long lists of pictures. */
const isOwn = async (file: SourceFile): Promise<boolean> =>
  isPanoptic(await headOf(file)) || isPanoptic(await file.text());

/** The mask that a file names: in the folder of its own name, or anywhere of that name. */
function maskFile(
  name: string,
  json: string,
  files: readonly SourceFile[],
): SourceFile | undefined {
  const folder = `${json.replace(/\.json$/i, "")}/`;
  return (
    files.find(({ path }) => path === folder + name) ??
    files.find(({ path }) => /\.png$/i.test(path) && path.endsWith(`/${name}`))
  );
}

export const panopticImport = pictureFormat(segmentation, {
  id: "COCO_PANOPTIC",
  name: "COCO panoptic",
  async detect(files) {
    const share = await shareOf(jsonFiles(files), isOwn);
    return share === 0 ? 0 : 0.95 + 0.04 * share;
  },
  async *read(files, context) {
    const found = await those(jsonFiles(files), isOwn);
    yield* eachFile(found, context, async (file, report) => {
      const { classes, pictures } = parsePanoptic(await file.text(), report);
      context.tellClasses(classes);
      const all: PictureLabels[] = [];
      for (const picture of pictures) {
        const mask = maskFile(picture.mask, file.path, files);
        if (!mask) {
          report({
            severity: "error",
            rule: "coco.mask",
            message: "The mask of a picture is not among the files",
            value: picture.mask,
          });
          continue;
        }
        context.masks.add(mask.path);
        const { name, size } = picture;
        const objects = panopticRegions(picture, await readMask(mask), report);
        all.push({ name, size, objects, usage: usageOfPath(file.path) });
      }
      return all;
    });
  },
});

import { toAppError } from "#core/errors.ts";
import type { Mask } from "#core/shape.ts";
import {
  isPanoptic,
  type PanopticPicture,
  panopticRegions,
  parsePanoptic,
} from "#formats/coco-panoptic.ts";
import {
  type PictureLabels,
  type PictureObject,
  type Report,
  usageOfPath,
} from "#formats/picture-labels.ts";
import type { SourceFile } from "#labeling/contract.ts";
import { fileName } from "#labeling/media-files.ts";
import { endsOf, shareOf, those, withSuffix } from "#labeling/objects/look.ts";
import {
  eachFile,
  pictureFormat,
  type ReadContext,
} from "#labeling/objects/picture-format.ts";
import { readMask } from "#labeling/objects/read-mask.ts";
import { segmentation } from "../kind.ts";

const jsonFiles = (files: readonly SourceFile[]): SourceFile[] =>
  withSuffix(files, /\.json$/i);

/** The list of annotations may stand behind a long list of pictures. */
const isOwn = async (file: SourceFile): Promise<boolean> =>
  isPanoptic(await endsOf(file));

/** PNG files by path, and those of one name by their name. */
class MaskFiles {
  readonly #byPath = new Map<string, SourceFile>();
  readonly #byName = new Map<string, SourceFile>();

  constructor(files: readonly SourceFile[]) {
    for (const file of withSuffix(files, /\.png$/i)) {
      this.#byPath.set(file.path, file);
      const name = fileName(file.path);
      if (!this.#byName.has(name)) this.#byName.set(name, file);
    }
  }

  /** The mask that a file names: in the folder of its own name, or anywhere of that name. */
  find(name: string, json: string): SourceFile | undefined {
    const folder = `${json.replace(/\.json$/i, "")}/`;
    return this.#byPath.get(folder + name) ?? this.#byName.get(fileName(name));
  }
}

async function regionsOf(
  picture: PanopticPicture,
  mask: SourceFile,
  report: Report,
): Promise<PictureObject<Mask>[] | null> {
  try {
    return panopticRegions(picture, await readMask(mask), report);
  } catch (error) {
    const { message, detail } = toAppError(error);
    const { rule = "file.unreadable" } = detail;
    const value = picture.mask;
    report({ severity: "error", rule: String(rule), message, value });
    return null;
  }
}

/** Picture by picture: each has a mask of its own, and one that is broken costs itself. */
async function* labelsOf(
  pictures: readonly PanopticPicture[],
  file: SourceFile,
  masks: MaskFiles,
  context: ReadContext,
): AsyncGenerator<PictureLabels> {
  const report = context.reportOf(file);
  const usage = usageOfPath(file.path);
  for (const picture of pictures) {
    const mask = masks.find(picture.mask, file.path);
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
    const objects = await regionsOf(picture, mask, report);
    const { name, size } = picture;
    if (objects) yield { name, size, objects, usage };
  }
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
    const masks = new MaskFiles(files);
    yield* eachFile(found, context, async (file, report) => {
      const { classes, pictures } = parsePanoptic(await file.text(), report);
      context.tellClasses(classes);
      return labelsOf(pictures, file, masks, context);
    });
  },
});

import { isIcdar, parseIcdar } from "#formats/icdar.ts";
import { usageOfPath } from "#formats/picture-labels.ts";
import type { SourceFile } from "#labeling/contract.ts";
import { fileName } from "#labeling/media-files.ts";
import { headOf, shareOf, those, withSuffix } from "#labeling/objects/look.ts";
import { eachFile, pictureFormat } from "#labeling/objects/picture-format.ts";
import { detection } from "../kind.ts";

/** `gt_img_1.txt` is of `img_1.jpg`. */
const ownNames = (files: readonly SourceFile[]): SourceFile[] =>
  withSuffix(files, /(^|\/)gt_[^/]*\.txt$/i);

const isOwn = async (file: SourceFile): Promise<boolean> =>
  isIcdar((await headOf(file)).replace(/\n[^\n]*$/, ""));

export const icdarImport = pictureFormat(detection, {
  id: "ICDAR_TEXT",
  name: "ICDAR words",
  async detect(files) {
    const share = await shareOf(ownNames(files), isOwn);
    return share < 0.5 ? 0 : 0.9 + 0.07 * share;
  },
  async *read(files, context) {
    const found = await those(ownNames(files), isOwn);
    yield* eachFile(found, context, async (file, report) => [
      {
        name: fileName(file.path).replace(/^gt_(.*)\.txt$/i, "$1"),
        size: null,
        objects: parseIcdar(await file.text(), report),
        usage: usageOfPath(file.path.slice(0, file.path.lastIndexOf("/"))),
      },
    ]);
  },
});

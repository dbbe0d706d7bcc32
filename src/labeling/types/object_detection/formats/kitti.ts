import { isKittiText, parseKitti } from "#formats/kitti.ts";
import type { SourceFile } from "#labeling/contract.ts";
import { headOf, shareOf, those, withSuffix } from "#labeling/objects/look.ts";
import { eachFile, pictureFormat } from "#labeling/objects/picture-format.ts";
import { detection } from "../kind.ts";

const textFiles = (files: readonly SourceFile[]): SourceFile[] =>
  withSuffix(files, /\.txt$/i);

const isKitti = async (file: SourceFile): Promise<boolean> =>
  isKittiText(await headOf(file));

export const kittiImport = pictureFormat(detection, {
  id: "KITTI",
  name: "KITTI",
  async detect(files) {
    const share = await shareOf(textFiles(files), isKitti);
    return share < 0.5 ? 0 : 0.9 + 0.08 * share;
  },
  async *read(files, context) {
    const found = await those(textFiles(files), isKitti);
    yield* eachFile(found, context, async (file, report) => [
      {
        name: file.path.replace(/\.txt$/i, ""),
        size: null,
        objects: parseKitti(await file.text(), report),
      },
    ]);
  },
});

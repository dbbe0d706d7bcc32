import type { SourceFile } from "#labeling/contract.ts";
import {
  blobOf,
  headOf,
  shareOf,
  those,
  withSuffix,
} from "#labeling/objects/look.ts";
import { eachFile, pictureFormat } from "#labeling/objects/picture-format.ts";
import { detection } from "../kind.ts";

const xmlFiles = (files: readonly SourceFile[]): SourceFile[] =>
  withSuffix(files, /\.xml$/i);

const isCvat = async (file: SourceFile): Promise<boolean> =>
  /^\s*(<\?xml[^>]*>|<!--[^]*?-->|\s)*<annotations[\s>]/.test(
    await headOf(file),
  );

export const cvatImport = pictureFormat(detection, {
  id: "CVAT_IMAGES",
  name: "CVAT for images 1.1",
  async detect(files) {
    const share = await shareOf(xmlFiles(files), isCvat);
    return share === 0 ? 0 : 0.9 + 0.07 * share;
  },
  async *read(files, context) {
    const found = await those(xmlFiles(files), isCvat);
    const { readCvat } = await import("#formats/cvat-xml.ts");
    yield* eachFile(found, context, async (file, report) =>
      readCvat(await blobOf(file), context.tellClasses, report),
    );
  },
});

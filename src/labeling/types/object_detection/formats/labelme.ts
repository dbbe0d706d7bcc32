import { parseLabelMe } from "#formats/labelme.ts";
import type { SourceFile } from "#labeling/contract.ts";
import { endsOf, shareOf, those, withSuffix } from "../look.ts";
import { eachFile, pictureFormat } from "../picture-format.ts";

const jsonFiles = (files: readonly SourceFile[]): SourceFile[] =>
  withSuffix(files, /\.json$/i);

async function isLabelMe(file: SourceFile): Promise<boolean> {
  const text = await endsOf(file);
  return /"shapes"\s*:\s*\[/.test(text) && /"image(Path|Data)"\s*:/.test(text);
}

/** The picture beside the file, when the file does not name one. */
const withoutSuffix = (path: string): string => path.replace(/\.json$/i, "");

export const labelMeImport = pictureFormat({
  id: "LABELME",
  name: "LabelMe",
  async detect(files) {
    const share = await shareOf(jsonFiles(files), isLabelMe);
    return share === 0 ? 0 : 0.9 + 0.06 * share;
  },
  async *read(files, context) {
    const found = await those(jsonFiles(files), isLabelMe);
    yield* eachFile(found, context, async (file, report) => {
      const labels = parseLabelMe(await file.text(), report);
      return [{ ...labels, name: labels.name || withoutSuffix(file.path) }];
    });
  },
});

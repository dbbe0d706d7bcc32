import { labelStudioClasses, readLabelStudio } from "#formats/label-studio.ts";
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

const jsonFiles = (files: readonly SourceFile[]): SourceFile[] =>
  withSuffix(files, /\.json$/i);

async function isLabelStudio(file: SourceFile): Promise<boolean> {
  const text = await headOf(file);
  return (
    /^\s*\[\s*\{/.test(text) &&
    /"data"\s*:\s*\{/.test(text) &&
    /"(annotations|completions|predictions)"\s*:/.test(text)
  );
}

const isConfig = async (file: SourceFile): Promise<boolean> =>
  /<RectangleLabels\b[^]*<Label\s/.test(await headOf(file));

export const labelStudioImport = pictureFormat(detection, {
  id: "LABEL_STUDIO",
  name: "Label Studio JSON",
  async detect(files) {
    const share = await shareOf(jsonFiles(files), isLabelStudio);
    return share === 0 ? 0 : 0.9 + 0.07 * share;
  },
  async *read(files, context) {
    for (const file of await those(withSuffix(files, /\.xml$/i), isConfig))
      context.tellClasses(labelStudioClasses(await file.text()));
    const found = await those(jsonFiles(files), isLabelStudio);
    yield* eachFile(found, context, async (file, report) =>
      readLabelStudio(await blobOf(file), report),
    );
  },
});

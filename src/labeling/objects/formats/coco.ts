import { readCoco } from "#formats/coco.ts";
import { usageOfPath, type PictureLabels } from "#formats/picture-labels.ts";
import type { SourceFile } from "#labeling/contract.ts";
import { blobOf, endsOf, shareOf, those, withSuffix } from "../look.ts";
import type { ObjectKind } from "../object-kind.ts";
import { eachFile, pictureFormat } from "../picture-format.ts";

const jsonFiles = (files: readonly SourceFile[]): SourceFile[] =>
  withSuffix(files, /\.json$/i);

/** The lists of a COCO file may stand in any order, and each may be long. */
async function isCoco(file: SourceFile): Promise<boolean> {
  const text = await endsOf(file);
  return (
    /^\s*\{/.test(text) &&
    /"(images|annotations|categories)"\s*:\s*\[/.test(text) &&
    /"(file_name|image_id|supercategory|category_id)"\s*:/.test(text)
  );
}

async function* withUsage(
  pictures: AsyncIterable<PictureLabels>,
  path: string,
): AsyncGenerator<PictureLabels> {
  const usage = usageOfPath(path);
  for await (const labels of pictures) yield { ...labels, usage };
}

export const cocoImport = (kind: ObjectKind) =>
  pictureFormat(kind, {
    id: "COCO",
    name: "COCO",
    async detect(files) {
      const share = await shareOf(jsonFiles(files), isCoco);
      return share === 0 ? 0 : 0.9 + 0.08 * share;
    },
    async *read(files, context) {
      const found = await those(jsonFiles(files), isCoco);
      yield* eachFile(found, context, async (file, report) =>
        withUsage(
          readCoco(await blobOf(file), context.tellClasses, report, kind),
          file.path,
        ),
      );
    },
  });

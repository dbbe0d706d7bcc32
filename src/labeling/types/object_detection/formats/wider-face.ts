import { usageOfPath } from "#formats/picture-labels.ts";
import { isWiderFace, parseWiderFace } from "#formats/wider-face.ts";
import type { SourceFile } from "#labeling/contract.ts";
import { fileName } from "#labeling/media-files.ts";
import { headOf, those, withSuffix } from "#labeling/objects/look.ts";
import { eachFile, pictureFormat } from "#labeling/objects/picture-format.ts";
import { detection } from "../kind.ts";

/** One file a part, whatever else lies there. */
const own = (files: readonly SourceFile[]): Promise<SourceFile[]> =>
  those(withSuffix(files, /_gt\.txt$/i), async (file) =>
    isWiderFace(await headOf(file)),
  );

export const widerFaceImport = pictureFormat(detection, {
  id: "WIDER_FACE",
  name: "WIDER FACE",
  detect: async (files) => ((await own(files)).length > 0 ? 0.97 : 0),
  async *read(files, context) {
    yield* eachFile(await own(files), context, async (file, report) => {
      const usage = usageOfPath(fileName(file.path));
      const pictures = parseWiderFace(await file.text(), report);
      return pictures.map((labels) => ({ ...labels, usage }));
    });
  },
});

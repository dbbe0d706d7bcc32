import { isMot, motClasses, parseMot } from "#formats/mot.ts";
import type { PictureLabels } from "#formats/picture-labels.ts";
import type { SourceFile } from "#labeling/contract.ts";
import { headOf, those, withSuffix } from "#labeling/objects/look.ts";
import {
  eachFile,
  pictureFormat,
  type ReadContext,
} from "#labeling/objects/picture-format.ts";
import { detection } from "../kind.ts";

const own = (files: readonly SourceFile[]): Promise<SourceFile[]> =>
  those(withSuffix(files, /(^|\/)gt\/gt\.txt$/i), async (file) =>
    isMot(await headOf(file)),
  );

/** Of `a/gt/gt.txt` the folder `a/`. */
const sequenceOf = ({ path }: SourceFile): string =>
  path.replace(/gt\/gt\.txt$/i, "");

/** Pictures of a sequence by the number that their names end with: its frame. */
function framesOf(
  sequence: string,
  { pictures }: ReadContext,
): ReadonlyMap<number, string> {
  return new Map(
    pictures.flatMap((path) => {
      const number = /(\d+)\.[^./]+$/.exec(path)?.[1];
      return path.startsWith(sequence) && number !== undefined
        ? [[Number(number), path]]
        : [];
    }),
  );
}

const listBeside = (
  file: SourceFile,
  files: readonly SourceFile[],
): SourceFile | undefined => {
  const path = file.path.replace(/gt\.txt$/i, "labels.txt");
  return files.find((one) => one.path === path);
};

export const motImport = pictureFormat(detection, {
  id: "MOT",
  name: "MOT Challenge",
  detect: async (files) => ((await own(files)).length > 0 ? 0.97 : 0),
  async *read(files, context) {
    yield* eachFile(await own(files), context, async (file, report) => {
      const list = await listBeside(file, files)?.text();
      const classes = motClasses(list ?? null);
      if (list !== undefined) context.tellClasses(classes);
      const frames = framesOf(sequenceOf(file), context);
      const found = parseMot(await file.text(), classes, report);
      return [...found].flatMap(([frame, objects]): PictureLabels[] => {
        const name = frames.get(frame);
        if (name !== undefined) return [{ name, size: null, objects }];
        // Another sequence has a picture of the same name: it must not be taken for this one.
        report({
          severity: "error",
          rule: "picture.missing",
          message: "The picture of these labels is not among the files",
          value: `frame ${String(frame)}`,
        });
        return [];
      });
    });
  },
});

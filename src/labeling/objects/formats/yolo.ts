/** YOLO: darknet's layout and Ultralytics'. Source: data management 6.4. */
import type { PictureLabels } from "#formats/picture-labels.ts";
import { isYoloText, parseYolo } from "#formats/yolo.ts";
import type { SourceFile } from "#labeling/contract.ts";
import { headOf, shareOf, those, withSuffix } from "../look.ts";
import type { ObjectKind } from "../object-kind.ts";
import {
  eachFile,
  pictureFormat,
  type ReadContext,
  type ReadPicture,
} from "../picture-format.ts";
import {
  darknetSets,
  isYoloList,
  readParts,
  setOf,
  ultralyticsSets,
  type YoloSet,
} from "./yolo-layout.ts";

const textFiles = (files: readonly SourceFile[]): SourceFile[] =>
  withSuffix(files, /\.txt$/i);

const stem = (path: string): string => path.replace(/\.txt$/i, "");

/** Empty files are of every format, so that they do not speak for this one. */
const isLabels = async (file: SourceFile): Promise<boolean> => {
  const text = await headOf(file);
  return text.trim() !== "" && isYoloText(text);
};

const filled = (files: readonly SourceFile[]): SourceFile[] =>
  textFiles(files).filter(({ bytes, path }) => bytes > 0 && !isYoloList(path));

async function* readSets(
  files: readonly SourceFile[],
  sets: readonly YoloSet[],
  context: ReadContext,
  kind: ObjectKind,
): AsyncGenerator<ReadPicture> {
  for (const set of sets) {
    context.tellClasses([...set.names.values()]);
    await readParts(set, files, context);
  }
  // A file that is named as a picture is read, and what is wrong in it told; of others only those
  // that look right.
  const isNamed = ({ path }: SourceFile): boolean =>
    !isYoloList(path) && context.finder.find(stem(path), path) !== null;
  const found = await those(
    textFiles(files),
    async (file) => isNamed(file) || isLabels(file),
  );
  yield* eachFile(found, context, async (file, report) => {
    const set = setOf(file.path, sets);
    const nameOf = (index: number): string | undefined =>
      // Without a list of names the numbers are all there is.
      sets.length === 0 ? String(index) : set?.names.get(index);
    const hasKeypoints = set?.hasKeypoints === true;
    const read = parseYolo(
      await file.text(),
      { nameOf, hasKeypoints, takesRegions: kind.takesRegions },
      report,
    );
    const labels: PictureLabels = {
      name: stem(file.path),
      size: null,
      ...read,
      isRelative: true,
    };
    return [labels];
  });
}

export const darknetImport = (kind: ObjectKind) =>
  pictureFormat(kind, {
    id: "YOLO",
    name: "YOLO",
    async detect(files) {
      const share = await shareOf(filled(files), isLabels);
      if (share < 0.5) return 0;
      const sets = await darknetSets(files);
      return sets.length > 0 ? 0.9 + 0.06 * share : 0.6 * share;
    },
    async *read(files, context) {
      const sets = await darknetSets(files);
      if (sets.length === 0)
        context.report({
          severity: "warning",
          rule: "yolo.names",
          file: "obj.names",
          message:
            "There is no list of class names; the numbers of the classes are taken as labels",
        });
      yield* readSets(files, sets, context, kind);
    },
  });

export const ultralyticsImport = (kind: ObjectKind) =>
  pictureFormat(kind, {
    id: "YOLO_ULTRALYTICS",
    name: "YOLO (Ultralytics)",
    async detect(files) {
      const sets = await ultralyticsSets(files);
      if (sets.length === 0) return 0;
      const found = filled(files);
      const share = await shareOf(found, isLabels);
      return found.length > 0 && share < 0.5 ? 0 : 0.9 + 0.07 * share;
    },
    async *read(files, context) {
      const sets = await ultralyticsSets(files, context.report);
      yield* readSets(files, sets, context, kind);
    },
  });

/** What the export formats of objects share. */
import type { HardMark, Usage } from "#core/labeling-job.ts";
import {
  sizeOf,
  type PictureObject,
  type PictureSize,
} from "#formats/picture-labels.ts";
import type { ExportFormat, ExportSample } from "#labeling/contract.ts";
import type { PlainShape, Shape } from "#core/shape.ts";
import type { LabeledObjects } from "./object.ts";

export type ObjectExport<S extends Shape> = ExportFormat<LabeledObjects<S>>;
export type ObjectSample<S extends Shape> = ExportSample<LabeledObjects<S>>;
export type DetectionExport = ObjectExport<PlainShape>;

export interface ExportedPicture<S extends Shape> {
  readonly objects: readonly PictureObject<S>[];
  /** Pixels, as the picture is shown. */
  readonly size: PictureSize | null;
  /** Somebody labeled it: a picture without objects is then one that shows none. */
  readonly isLabeled: boolean;
}

export async function pictureOf<S extends Shape>(
  sample: ObjectSample<S>,
): Promise<ExportedPicture<S>> {
  const { objects, isNone } = await sample.decode();
  return {
    objects: objects.map(({ label, ...object }) => ({
      name: label,
      ...object,
    })),
    size: sizeOf(sample.width, sample.height),
    isLabeled: objects.length > 0 || isNone === true,
  };
}

/** Every object of a hard example is difficult. Source: data management 10. */
export const withHard = <S extends Shape>(
  objects: readonly PictureObject<S>[],
  hard: HardMark | null,
): readonly PictureObject<S>[] =>
  hard === null
    ? objects
    : objects.map((object) => ({
        ...object,
        difficult: true,
        hardCoefficient: hard.coefficient ?? object.hardCoefficient,
      }));

export const withoutSuffix = (path: string): string =>
  path.replace(/\.[^./]+$/, "");

/** How files of a part are named; pictures of no part go with those to train with. */
export const partOf = (usage: Usage | null): "train" | "val" | "test" =>
  usage === "EVAL" ? "val" : usage === "TEST" ? "test" : "train";

import type { Shape } from "#core/shape.ts";
import { labelMeJson, type WriteMask } from "#formats/labelme-write.ts";
import { fileName } from "#labeling/media-files.ts";
import { eachAlone } from "#labeling/export-formats.ts";
import {
  ALWAYS_LOST,
  PARTS_LOST,
  pictureOf,
  withoutSuffix,
  type ObjectExport,
} from "../exported-picture.ts";

/** @param losses what becomes of the shapes. */
export const labelMeExport = <S extends Shape>(
  losses: readonly string[],
  loadWriteMask?: () => Promise<WriteMask>,
): ObjectExport<S> => ({
  id: "LABELME",
  name: "LabelMe",
  losses: [
    ...losses,
    "Names that differ in upper and lower case or suffix only are numbered",
    "Colors, keys and order of the labels are left out",
    ...PARTS_LOST,
    ...ALWAYS_LOST,
  ],
  begin: eachAlone(async (sample) => {
    const { objects, size, isLabeled } = await pictureOf(sample);
    const path = `${withoutSuffix(sample.path)}.json`;
    const writeMask = await loadWriteMask?.();
    const text = (mediaPath: string): string =>
      labelMeJson(fileName(mediaPath), size, objects, writeMask);
    return {
      mediaPaths: [sample.path],
      files: isLabeled ? [{ path, text }] : [],
      reserved: isLabeled ? [] : [path],
    };
  }),
});

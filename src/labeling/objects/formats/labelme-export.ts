import type { Loss } from "#messages/en/losses.ts";
import type { Shape } from "#core/shape.ts";
import { labelMeJson, type WriteMask } from "#formats/labelme-write.ts";
import { fileName } from "#labeling/media-files.ts";
import { eachAlone } from "#labeling/export-formats.ts";
import {
  pictureOf,
  withoutSuffix,
  type ObjectExport,
} from "../exported-picture.ts";

/** @param losses what becomes of the shapes. */
export const labelMeExport = <S extends Shape>(
  losses: readonly Loss[],
  loadWriteMask?: () => Promise<WriteMask>,
): ObjectExport<S> => ({
  id: "LABELME",
  name: "LabelMe",
  losses: [
    ...losses,
    "numberedNames",
    "noColorsNorOrder",
    "noParts",
    "noHistory",
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

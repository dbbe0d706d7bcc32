import { labelMeJson } from "#formats/labelme.ts";
import { fileName } from "#labeling/media-files.ts";
import { eachAlone } from "#labeling/export-formats.ts";
import {
  ALWAYS_LOST,
  PARTS_LOST,
  pictureOf,
  withoutSuffix,
  type DetectionExport,
} from "../exported-picture.ts";

export const labelMeExport: DetectionExport = {
  id: "LABELME",
  name: "LabelMe",
  losses: [
    "Names that differ in upper and lower case or suffix only are numbered",
    "Colors, keys and order of the labels are left out",
    ...PARTS_LOST,
    ...ALWAYS_LOST,
  ],
  begin: eachAlone(async (sample) => {
    const { objects, size, isLabeled } = await pictureOf(sample);
    const path = `${withoutSuffix(sample.path)}.json`;
    const text = (mediaPath: string): string =>
      labelMeJson(fileName(mediaPath), size, objects);
    return {
      mediaPaths: [sample.path],
      files: isLabeled ? [{ path, text }] : [],
      reserved: isLabeled ? [] : [path],
    };
  }),
};

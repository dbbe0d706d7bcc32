import { vocXml } from "#formats/voc-write.ts";
import { fileName } from "#labeling/media-files.ts";
import { eachAlone } from "#labeling/export-formats.ts";
import {
  pictureOf,
  withHard,
  withoutSuffix,
  type DetectionExport,
} from "#labeling/objects/exported-picture.ts";

/** `1.xml` beside `1.jpg`, as the guide wants it. Source: data management 6.3. */
export const vocExport: DetectionExport = {
  id: "MA_PASCAL_VOC_V1",
  name: "ModelArts PASCAL VOC 1.0",
  losses: ["numberedNames", "noColorsNorOrder", "noParts", "noHistory"],
  canWriteHard: true,
  begin: eachAlone(async (sample) => {
    const { objects: drawn, size, isLabeled } = await pictureOf(sample);
    const objects = withHard(drawn, sample.hard);
    const path = `${withoutSuffix(sample.path)}.xml`;
    const text = (mediaPath: string): string =>
      vocXml({ filename: fileName(mediaPath), size, objects });
    return {
      mediaPaths: [sample.path],
      files: isLabeled ? [{ path, text }] : [],
      reserved: isLabeled ? [] : [path],
    };
  }),
};

import { BOX_CSV_HEAD, boxCsvLine } from "#formats/box-csv-write.ts";
import { GrowingText } from "#formats/growing-text.ts";
import { boxOfShape } from "#formats/shape-box.ts";
import {
  pictureOf,
  type DetectionExport,
} from "#labeling/objects/exported-picture.ts";

export const boxCsvExport: DetectionExport = {
  id: "BOX_CSV",
  name: "CSV of boxes",
  losses: [
    "onlyBoxes",
    "noFields",
    "quotedLabels",
    "noColorsNorOrder",
    "noParts",
    "noneIsUnlabeled",
    "noHistory",
  ],
  begin: () => {
    const table = new GrowingText();
    table.add(BOX_CSV_HEAD);
    return {
      place: async (sample) => {
        const { objects, size } = await pictureOf(sample);
        return {
          mediaPaths: [`images/${sample.path}`],
          files: [],
          placed: (path) => {
            for (const { name, shape } of objects)
              if (shape.kind !== "point")
                table.add(boxCsvLine(path, size, name, boxOfShape(shape)));
          },
        };
      },
      end: () => [{ path: "annotations.csv", content: table.blob() }],
    };
  },
};

import { CvatWriter } from "#formats/cvat-write.ts";
import {
  pictureOf,
  type DetectionExport,
} from "#labeling/objects/exported-picture.ts";
import { ClassList } from "#labeling/objects/class-list.ts";

const SUBSETS = { TRAIN: "Train", EVAL: "Validation", TEST: "Test" } as const;

export const cvatExport: DetectionExport = {
  id: "CVAT_IMAGES",
  name: "CVAT for images 1.1",
  losses: ["noColors", "noInference", "noneIsUnlabeled", "noHistory"],
  begin: (labels) => {
    const classes = new ClassList(labels);
    const writer = new CvatWriter();
    return {
      place: async (sample) => {
        const { objects, size } = await pictureOf(sample);
        const { usage } = sample;
        const subset = usage && usage !== "INFERENCE" ? SUBSETS[usage] : "";
        for (const { name } of objects) classes.numberOf(name);
        return {
          mediaPaths: [`images/${sample.path}`],
          files: [],
          placed: (path) =>
            writer.add(path.slice("images/".length), subset, size, objects),
        };
      },
      end: () => [
        { path: "annotations.xml", content: writer.blob(classes.names) },
      ],
    };
  },
};

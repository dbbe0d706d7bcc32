import { CocoWriter } from "#formats/coco-write.ts";
import { ClassList } from "../class-list.ts";
import {
  ALWAYS_LOST,
  NONE_LOST,
  INFERENCE_LOST,
  pictureOf,
  type DetectionExport,
} from "../exported-picture.ts";

/** A file for each part; `default`, as Datumaro has it, for pictures of none. */
const NAMES = { TRAIN: "train", EVAL: "val", TEST: "test" } as const;

export const cocoExport: DetectionExport = {
  id: "COCO",
  name: "COCO",
  losses: [
    "Circles and lines become the boxes around them; points are left out",
    "Colors and keys of the labels are left out",
    ...INFERENCE_LOST,
    ...NONE_LOST,
    ...ALWAYS_LOST,
  ],
  begin: (labels) => {
    const classes = new ClassList(labels);
    const writers = new Map<string, CocoWriter>();
    return {
      place: async (sample) => {
        const { objects, size } = await pictureOf(sample);
        const { usage } = sample;
        const part = usage && usage !== "INFERENCE" ? NAMES[usage] : "default";
        const writer = writers.get(part) ?? new CocoWriter();
        writers.set(part, writer);
        return {
          mediaPaths: [`images/${sample.path}`],
          files: [],
          placed: (path) =>
            writer.add(
              path.slice("images/".length),
              size,
              objects,
              (name) => classes.numberOf(name) + 1,
            ),
        };
      },
      end: () =>
        [...writers].map(([part, writer]) => ({
          path: `annotations/instances_${part}.json`,
          content: writer.blob(classes.names),
        })),
    };
  },
};

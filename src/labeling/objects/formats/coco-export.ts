import type { Loss } from "#messages/en/losses.ts";
import type { Shape } from "#core/shape.ts";
import { CocoWriter } from "#formats/coco-write.ts";
import { ClassList } from "../class-list.ts";
import { pictureOf, type ObjectExport } from "../exported-picture.ts";

/** A file for each part; `default`, as Datumaro has it, for pictures of none. */
const NAMES = { TRAIN: "train", EVAL: "val", TEST: "test" } as const;

/** @param losses what becomes of the shapes. */
export const cocoExport = <S extends Shape>(
  losses: readonly Loss[],
): ObjectExport<S> => ({
  id: "COCO",
  name: "COCO",
  losses: [
    ...losses,
    "noColors",
    "noInference",
    "noneIsUnlabeled",
    "noHistory",
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
});

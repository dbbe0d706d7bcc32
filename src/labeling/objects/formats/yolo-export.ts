/** YOLO in darknet's layout and in Ultralytics'. Source: data management 6.4. */
import type { Loss } from "#messages/en/losses.ts";
import { GrowingText } from "#formats/growing-text.ts";
import type { PlainShape, RegionShape, Shape } from "#core/shape.ts";
import { yoloLine, yoloShapes, type YoloTask } from "#formats/yolo.ts";
import { dataYaml, objData } from "#formats/yolo-config.ts";
import { ClassList } from "../class-list.ts";
import {
  partOf,
  pictureOf,
  withoutSuffix,
  type ObjectExport,
  type ObjectSample,
} from "../exported-picture.ts";

const COMMON_LOSSES: readonly Loss[] = [
  "noFields",
  "numberedNames",
  "noColors",
  "noneIsTraining",
  "noHistory",
];

/** Null for a picture that nobody labeled: it has no label file, not an empty one. */
async function linesOf(
  sample: ObjectSample<Shape>,
  classes: ClassList,
  task: YoloTask,
): Promise<string | null> {
  const { objects, size, isLabeled } = await pictureOf(sample);
  if (!isLabeled || !size) return null;
  const lines = objects
    .flatMap(({ name, shape }) =>
      yoloShapes(shape).flatMap(
        (part) => yoloLine(classes.numberOf(name), part, task, size) ?? [],
      ),
    )
    .map((line) => `${line}\n`)
    .join("");
  // An empty file would say that the picture shows nothing.
  return lines === "" && objects.length > 0 ? null : lines;
}

const fileOf = (path: string, text: string | null) => ({
  files: text === null ? [] : [{ path, text }],
  reserved: text === null ? [path] : [],
});

/** Trainers of the guide fail on `_` in names. */
const safePath = (path: string): string => path.replace(/_/g, "-");

export const darknetExport: ObjectExport<PlainShape> = {
  id: "YOLO",
  name: "YOLO",
  losses: ["onlyBoxes", "noUnderscores", "noTestPart", ...COMMON_LOSSES],
  begin: (labels) => {
    const classes = new ClassList(labels);
    const lists = { train: new GrowingText(), valid: new GrowingText() };
    let hasValid = false;
    return {
      place: async (sample) => {
        const isValid = sample.usage === "EVAL";
        const part = isValid ? "valid" : "train";
        const path = `obj_${part}_data/${safePath(sample.path)}`;
        const text = await linesOf(sample, classes, "detect");
        hasValid ||= isValid;
        return {
          mediaPaths: [path],
          ...fileOf(`${withoutSuffix(path)}.txt`, text),
          placed: (placed) => {
            if (sample.usage !== "TEST") lists[part].add(`${placed}\n`);
          },
        };
      },
      end: () => {
        const { names } = classes;
        const text = (content: string): Blob => new Blob([content]);
        return [
          { path: "obj.data", content: text(objData(names.length, hasValid)) },
          {
            path: "obj.names",
            content: text(names.map((name) => `${name}\n`).join("")),
          },
          { path: "train.txt", content: lists.train.blob() },
          ...(hasValid
            ? [{ path: "valid.txt", content: lists.valid.blob() }]
            : []),
        ];
      },
    };
  },
};

/** Ultralytics finds labels by the last `images` in a path, which must be the one at the top. */
const ownFolders = (path: string): string =>
  path.replace(/(?<=^|\/)images(?=\/)/g, "images-");

const ultralytics = <S extends Shape>(
  task: YoloTask,
  id: string,
  name: string,
  losses: readonly Loss[],
): ObjectExport<S> => ({
  id,
  name,
  readAs: "YOLO_ULTRALYTICS",
  losses: [...losses, "renamedFolders", ...COMMON_LOSSES],
  begin: (labels) => {
    const classes = new ClassList(labels);
    const parts = new Set<string>();
    return {
      place: async (sample) => {
        const part = partOf(sample.usage);
        parts.add(part);
        const text = await linesOf(sample, classes, task);
        const path = `${part}/${ownFolders(sample.path)}`;
        return {
          mediaPaths: [`images/${path}`],
          ...fileOf(`labels/${withoutSuffix(path)}.txt`, text),
        };
      },
      end: () => {
        const folder = (part: string): string | null =>
          parts.has(part) ? `images/${part}` : null;
        // Trainers want both; of a set without parts, both are all of it.
        const [train, val, test] = ["train", "val", "test"].map(folder);
        const config = dataYaml(classes.names, {
          train: train ?? val ?? test ?? "images/train",
          val: val ?? train ?? test ?? "images/train",
          test: test ?? null,
        });
        return [{ path: "data.yaml", content: new Blob([config]) }];
      },
    };
  },
});

export const ultralyticsExports: readonly ObjectExport<PlainShape>[] = [
  ultralytics("detect", "YOLO_ULTRALYTICS", "YOLO (Ultralytics, boxes)", [
    "onlyBoxes",
  ]),
  ultralytics("segment", "YOLO_SEGMENT", "YOLO (Ultralytics, polygons)", [
    "polygonsOfCircles",
    "boxesOfPolygons",
  ]),
  ultralytics("obb", "YOLO_OBB", "YOLO (Ultralytics, turned boxes)", [
    "turnedBoxes",
    "boxesOfPolygons",
  ]),
];

/** For regions: there are no boxes to tell from polygons. */
export const ultralyticsRegions: ObjectExport<RegionShape> = ultralytics(
  "segment",
  "YOLO_SEGMENT",
  "YOLO (Ultralytics, polygons)",
  ["filledHoles", "noCrowds"],
);

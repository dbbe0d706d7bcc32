import { beforeEach, describe, expect, it } from "vitest";
import type { ImportChoice } from "#core/import.ts";
import { MAX_LABELS } from "#core/label.ts";
import { EVERY_ITEM } from "#core/item-query.ts";
import { getItems, itemIds } from "#storage/items.ts";
import { sampleIds } from "#storage/samples.ts";
import {
  contentsOf,
  emptyDatabase,
  exported,
  filesOf,
  importFiles,
  newDataset,
  picture,
} from "../support/stored-data.ts";

beforeEach(emptyDatabase);

const cat =
  "<object><name>cat</name><bndbox><xmin>1</xmin><ymin>1</ymin><xmax>5</xmax><ymax>5</ymax></bndbox></object>";
const voc = (name: string, objects: string): string =>
  `<annotation><filename>${name}</filename>${objects}</annotation>`;
const objectJob = () => newDataset({ type: "object_detection" });

const statesOf = async (made: Awaited<ReturnType<typeof objectJob>>) => {
  const items = await contentsOf(made.job.id);
  return (items as { path: string; state: string }[]).map(({ path, state }) => [
    path.split("/").at(-1),
    state,
  ]);
};

it("pictures of which a file says that they show no object are labeled, and stay it through an export", async () => {
  const made = await objectJob();
  const { job } = await importFiles(
    made,
    await filesOf({
      "1.jpg": 1,
      "1.xml": voc("1.jpg", cat),
      "2.jpg": 2,
      "2.xml": voc("2.jpg", ""),
      "3.jpg": 3,
      "3.xml": voc("3.jpg", "<object><name>cat</name></object>"),
      "4.jpg": 4,
    }),
  );
  const states = [
    ["1.jpg", "labeled"],
    ["2.jpg", "labeled"],
    ["3.jpg", "unlabeled"],
    ["4.jpg", "unlabeled"],
  ];
  expect(job.result).toMatchObject({ samples: 4, labeled: 2 });
  expect(await statesOf(made)).toEqual(states);

  const { archive } = await exported(
    made.dataset.id,
    { labelingJobId: made.job.id, sampleIds: null },
    "manifest",
  );
  const again = await objectJob();
  await importFiles(again, [{ path: "export.zip", file: archive }]);
  expect(await statesOf(again)).toEqual(states);
});

const shapesOf = async ({ job }: Awaited<ReturnType<typeof objectJob>>) =>
  (await getItems(job.id, await itemIds(job.id, EVERY_ITEM))).flatMap((item) =>
    (item?.annotation as { objects: { shape: object }[] }).objects.map(
      ({ shape }) => shape,
    ),
  );

it("problems that are not listed any more are counted by their rule", async () => {
  const wrong = "1.jpg,x,1,5,5,cat\n".repeat(600);
  const { report } = await importFiles(
    await objectJob(),
    await filesOf({
      "1.jpg": 1,
      "boxes.csv": `image,xmin,ymin,xmax,ymax,label\n${wrong}1.jpg,5,5,9000,9,cat\n1.jpg,5,5,5,9,cat\n`,
    }),
  );
  const [best] = report.formats;
  expect(best?.problems.some(({ rule }) => rule === "box.outside")).toBe(false);
  expect(best?.rules).toEqual({
    "csv.row": 600,
    "box.outside": 1,
    "box.empty": 1,
  });
});

const REVERSED =
  "image,xmin,ymin,xmax,ymax,label\n1.jpg,9,2,4,8,cat\n1.jpg,1,1,9,9,cat\n";

it.each([
  ["exchanged", false, [4, 1]],
  ["left out", true, [1]],
])(
  "boxes whose maximum lies below their minimum are told, and %s as people choose",
  async (_, dropsReversed, lefts) => {
    const made = await objectJob();
    const files = await filesOf({ "1.jpg": 1, "boxes.csv": REVERSED });
    const { report } = await importFiles(made, files, { dropsReversed });
    expect(report.formats[0]?.rules).toEqual({ "box.reversed": 1 });
    const shapes = (await shapesOf(made)) as { xMin: number; xMax: number }[];
    expect(shapes.map(({ xMin }) => xMin)).toEqual(lefts);
    expect(shapes.every(({ xMin, xMax }) => xMin < xMax)).toBe(true);
  },
);

/** Corners: inside, cut, mostly and wholly outside, exchanged, both, and without width; `w` and `h` are the picture's sides. */
const unfit = (w: number, h: number): readonly (readonly number[])[] => [
  [10, 10, 20, 20],
  [-10, 5, 30, 25],
  [w - 4, h - 30, w + 16, h - 10],
  [w + 10, 5, w + 30, 25],
  [40, 30, 20, 10],
  [30, h + 5, 10, h - 15],
  [3, 3, 3, 9],
];
const asVoc = (boxes: readonly (readonly number[])[]): string =>
  voc(
    "1.jpg",
    boxes
      .map(
        ([xMin, yMin, xMax, yMax]) =>
          `<object><name>cat</name><bndbox><xmin>${String(xMin)}</xmin><ymin>${String(yMin)}</ymin><xmax>${String(xMax)}</xmax><ymax>${String(yMax)}</ymax></bndbox></object>`,
      )
      .join(""),
  );

const asCoco = (boxes: readonly (readonly number[])[]): string =>
  JSON.stringify({
    images: [{ id: 1, file_name: "1.jpg" }],
    categories: [{ id: 1, name: "cat" }],
    annotations: boxes.map(([xMin = 0, yMin = 0, xMax = 0, yMax = 0], i) => ({
      id: i + 1,
      image_id: 1,
      category_id: 1,
      bbox: [xMin, yMin, xMax - xMin, yMax - yMin],
    })),
  });

const cornersOf = async (made: Awaited<ReturnType<typeof objectJob>>) =>
  (await shapesOf(made)).map((shape) => {
    const { xMin, yMin, xMax, yMax } = shape as Record<string, number>;
    return [xMin, yMin, xMax, yMax];
  });

describe("boxes that do not fit their picture", () => {
  const imported = async (
    path: string,
    written: (boxes: ReturnType<typeof unfit>) => string,
    choice: Partial<ImportChoice> = {},
  ) => {
    const made = await objectJob();
    const { width, height } = await createImageBitmap(await picture(1));
    const { report } = await importFiles(
      made,
      await filesOf({ "1.jpg": 1, [path]: written(unfit(width, height)) }),
      choice,
    );
    const { rules } = report.formats[0] ?? {};
    return { rules, corners: await cornersOf(made), width, height };
  };
  const inside = [10, 10, 20, 20];
  const cut = [0, 5, 30, 25];

  const FORMATS = [
    ["PASCAL VOC", "1.xml", asVoc],
    ["COCO", "instances.json", asCoco],
  ] as const;
  const CHOICES = [
    [{}, "kept", "exchanged"],
    [{ dropsReversed: true }, "kept", "left out"],
    [{ mends: true }, "cut", "exchanged"],
    [{ mends: true, dropsReversed: true }, "cut", "left out"],
  ] as const;

  it.each(
    FORMATS.flatMap(([format, path, written]) =>
      CHOICES.map(
        ([choice, outside, reversed]) =>
          [format, choice, outside, reversed, path, written] as const,
      ),
    ),
  )(
    "of %s, %o: told, %s, and with exchanged corners %s",
    async (_, choice, outside, reversed, path, written) => {
      const found = await imported(path, written, choice);
      const { rules, corners, width: w, height: h } = found;
      expect(rules).toEqual({
        // Of those with exchanged corners one is outside, too.
        "box.outside": 4,
        "box.reversed": 2,
        "box.empty": 1,
      });
      const isKept = outside === "kept";
      const exchanged = [
        [20, 10, 40, 30],
        [10, h - 15, 30, isKept ? h + 5 : h],
      ];
      expect(corners).toEqual([
        inside,
        isKept ? [-10, 5, 30, 25] : cut,
        ...(isKept
          ? [
              [w - 4, h - 30, w + 16, h - 10],
              [w + 10, 5, w + 30, 25],
            ]
          : []),
        ...(reversed === "exchanged" ? exchanged : []),
        ...(isKept ? [[3, 3, 3, 9]] : []),
      ]);
    },
  );
});

it("above the limit of labels an import fails, and leaves no samples without their labels behind", async () => {
  const made = await objectJob();
  const rows = Array.from(
    { length: MAX_LABELS + 2 },
    (_, n) => `1.jpg,1,1,9,9,label${String(n)}\n`,
  );
  const { report, job } = await importFiles(
    made,
    await filesOf({
      "1.jpg": 1,
      "boxes.csv": `image,xmin,ymin,xmax,ymax,label\n${rows.join("")}`,
    }),
  );
  expect(report.labels).toHaveLength(MAX_LABELS + 2);
  expect(job.state).toBe("failed");
  expect(job.error?.message).toContain(String(MAX_LABELS + 2));
  const { id } = made.dataset;
  expect(await sampleIds(id, { search: "", order: "oldest" })).toEqual([]);
});

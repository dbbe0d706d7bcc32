/** Boxes of a file that lie outside of their pictures: told before anything is stored, cut where the user wants it. */
import { beforeEach, describe, expect, it } from "vitest";
import type { ImportReport } from "#core/import.ts";
import type { JobId } from "#core/ids.ts";
import type { Job } from "#core/job.ts";
import { EVERY_ITEM } from "#core/item-query.ts";
import type { DetectedObjects } from "#labeling/types/object_detection/type.ts";
import { drawFruit } from "#media/sample-fruit.ts";
import { database } from "#storage/database.ts";
import { createDataset } from "#storage/datasets.ts";
import { getItems, itemIds } from "#storage/items.ts";
import { createLabelingJob } from "#storage/labeling-jobs.ts";
import { getJob } from "#storage/jobs.ts";
import { startImport } from "./import.ts";
import { confirmJob, jobEnded } from "./runner.ts";

const { picture } = await drawFruit(1, 3);
const { width, height } = await createImageBitmap(picture);
/** x, y, width, height: inside, a third over the right edge, over two edges, two thirds over an edge, outside. */
const BOXES = [
  [10, 10, 20, 20],
  [width - 20, 10, 30, 20],
  [-5, height - 30, 20, 40],
  [width - 10, 50, 30, 20],
  [width + 5, 10, 20, 20],
];
const CUT = [
  [10, 10, 30, 30],
  [width - 20, 10, width, 30],
  [0, height - 30, 15, height],
];

const file = {
  categories: [{ id: 1, name: "fruit" }],
  images: [{ id: 1, file_name: "a.jpg", width, height }],
  annotations: BOXES.map((bbox, id) => ({
    id,
    image_id: 1,
    category_id: 1,
    bbox,
  })),
};

async function waiting(id: JobId): Promise<Job> {
  for (;;) {
    const job = await getJob(id);
    if (job?.waitingFor === "review") return job;
    if (job?.state === "failed") throw new Error(job.error?.message);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** @returns what was told, and the corners of what was stored. */
async function imported(mends: boolean) {
  const dataset = await createDataset({
    name: `mends-${String(mends)}`,
    description: "",
    dataType: "image",
  });
  const { id: labelingJobId } = await createLabelingJob({
    datasetId: dataset.id,
    type: "object_detection",
    name: "task",
    description: "",
    singleLabel: false,
    labels: [],
  });
  const id = await startImport({
    datasetId: dataset.id,
    labelingJobId,
    origin: "drop",
    files: [
      { path: "a.jpg", file: picture },
      { path: "labels.json", file: new Blob([JSON.stringify(file)]) },
    ],
  });
  const { result } = await waiting(id);
  const report = result as ImportReport;
  await confirmJob(id, {
    format: "COCO",
    labelingStatus: "labeled",
    onlyHard: false,
    toBeConfirmed: false,
    includedLabels: [],
    excludedLabels: [],
    labelingJobId,
    mends,
  });
  await jobEnded(id);
  const [item] = await getItems(
    labelingJobId,
    await itemIds(labelingJobId, EVERY_ITEM),
  );
  const { objects } = item?.annotation as DetectedObjects;
  const corners = objects.map(({ shape }) =>
    shape.kind === "bndbox"
      ? [shape.xMin, shape.yMin, shape.xMax, shape.yMax]
      : [],
  );
  return { report, corners };
}

beforeEach(async () => {
  await Promise.all(database.tables.map((table) => table.clear()));
});

describe("boxes outside of their picture", () => {
  it("are counted before anything is stored, and cut where that is wanted", async () => {
    const { report, corners } = await imported(true);
    const coco = report.formats.find((one) => one.id === "COCO");
    expect(coco?.rules).toEqual({ "box.outside": 4 });
    expect(coco?.problems[0]).toMatchObject({
      file: "a.jpg",
      value: `fruit ${[width - 20, 10, width + 10, 30].join(" ")}`,
    });
    expect(corners).toEqual(CUT);
  });

  it("stay as they are in the file where it is not", async () => {
    const { corners } = await imported(false);
    expect(corners).toEqual(
      BOXES.map(([x = 0, y = 0, w = 0, h = 0]) => [x, y, x + w, y + h]),
    );
  });
});

import { beforeEach, expect, it } from "vitest";
import {
  contentsOf,
  emptyDatabase,
  exported,
  filesOf,
  importFiles,
  newDataset,
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

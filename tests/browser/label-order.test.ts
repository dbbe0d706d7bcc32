/** The order of labels, which is that of classes: chosen by people, kept wherever labels go. */
import { beforeEach, describe, expect, it } from "vitest";
import type { LabelingJob } from "#core/labeling-job.ts";
import { readZip } from "#formats/zip-read.ts";
import { labelingType } from "#labeling/registry.ts";
import { database } from "#storage/database.ts";
import { moveLabel } from "#storage/label-order.ts";
import {
  addLabel,
  addLabels,
  listLabels,
  modifyLabel,
} from "#storage/labels.ts";
import { backedUp, fresh, restored } from "../support/backup-files.ts";
import {
  exported,
  filesOf,
  importFiles,
  newDataset,
  publish,
} from "../support/stored-data.ts";

beforeEach(fresh);

const NAMES = ["dog", "cat", "unused", "cow"];

const SHAPES: Readonly<Record<string, string>> = {
  object_detection:
    "<bndbox><xmin>1</xmin><ymin>1</ymin><xmax>30</xmax><ymax>40</ymax></bndbox>",
  image_segmentation:
    "<mask_color>1,2,3</mask_color><polygon><x1>1</x1><y1>1</y1><x2>30</x2><y2>1</y2><x3>30</x3><y3>40</y3></polygon>",
};
const voc = (type: string, name: string): string =>
  `<annotation><object><name>${name}</name>${SHAPES[type] ?? ""}</object></annotation>`;

/** Labels that were first met as cat, cow, dog, and then put in another order. */
async function ordered(type: string) {
  const made = await newDataset({ type });
  await importFiles(
    made,
    await filesOf({
      "1.jpg": 1,
      "1.xml": voc(type, "cat"),
      "2.jpg": 2,
      "2.xml": voc(type, "cow"),
      "3.jpg": 3,
      "3.xml": voc(type, "dog"),
    }),
  );
  await addLabel(made.job.id, { name: "unused" });
  const rows = await listLabels(made.job.id);
  const idOf = (name: string) =>
    rows.find((row) => row.name === name)?.id ?? ("" as never);
  await moveLabel(idOf("dog"), 0);
  await moveLabel(idOf("cow"), 99);
  await modifyLabel(idOf("cat"), { color: "#123456", shortcut: "shift+q" });
  await modifyLabel(idOf("unused"), {
    shortcut: null,
    attributes: [{ name: "colour", values: ["red", "blue"] }],
  });
  return made;
}

const namesOf = async ({ id }: LabelingJob): Promise<string[]> =>
  (await listLabels(id)).map(({ name }) => name);
const looksOf = async ({ id }: LabelingJob) =>
  (await listLabels(id)).map(({ id: _id, jobId: _job, ...look }) => look);

it("a label moves in one step that the audit log tells of", async () => {
  const { job } = await ordered("object_detection");
  expect(await namesOf(job)).toEqual(NAMES);
  expect((await listLabels(job.id)).map(({ order }) => order)).toEqual([
    0, 1, 2, 3,
  ]);
  const before = await database.traces.count();
  const [dog] = await listLabels(job.id);
  if (!dog) throw new Error("There is no label");
  await moveLabel(dog.id, 2);
  expect(await namesOf(job)).toEqual(["cat", "unused", "dog", "cow"]);
  await moveLabel(dog.id, 2);
  expect(await database.traces.count()).toBe(before + 1);
  expect(await database.traces.orderBy("at").last()).toMatchObject({
    name: "updateLabel",
    resourceId: job.id,
    detail: { label: "dog", from: 0, place: 2 },
  });
  await expect(moveLabel("gone" as never, 0)).rejects.toMatchObject({
    code: "storage",
  });
});

/** Formats with a list of classes. */
const LISTS: Readonly<Record<string, readonly string[]>> = {
  object_detection: ["manifest", "YOLO", "COCO", "CVAT_IMAGES", "LABEL_STUDIO"],
  image_segmentation: ["PNG_MASKS", "COCO"],
};

describe.each(Object.keys(LISTS))("%s", (type) => {
  it.each(LISTS[type] ?? [])(
    "the order goes through a version, %s and its import",
    async (format) => {
      const { dataset, job } = await ordered(type);
      const versionId = await publish(job.id);
      const { archive } = await exported(dataset.id, { versionId }, format);
      const again = await newDataset({ type });
      const wanted = labelingType(type).exporters.find(
        ({ id }) => id === format,
      );
      const { report } = await importFiles(
        again,
        [{ path: "export.zip", file: archive }],
        { typeId: type },
      );
      expect(report.format).toBe(wanted?.readAs ?? format);
      expect(await namesOf(again.job)).toEqual(NAMES);
      if (format === "manifest")
        expect(await looksOf(again.job)).toEqual(await looksOf(job));
    },
  );
});

it("obj.names, data.yaml, categories and colors list them so", async () => {
  const { dataset, job } = await ordered("object_detection");
  const listed = async (format: string, path: string): Promise<string> => {
    const source = { labelingJobId: job.id, sampleIds: null };
    const { archive } = await exported(dataset.id, source, format);
    for await (const entry of readZip(archive, "x.zip", () => undefined))
      if (entry.path.endsWith(path)) return (await entry.read()).text();
    return "";
  };
  expect(await listed("YOLO", "obj.names")).toBe("dog\ncat\nunused\ncow\n");
  expect(await listed("YOLO_ULTRALYTICS", "data.yaml")).toMatch(
    /0: "dog"\s+1: "cat"\s+2: "unused"\s+3: "cow"/,
  );
  const coco = JSON.parse(await listed("COCO", "instances_default.json")) as {
    categories: { id: number; name: string }[];
  };
  expect(coco.categories.map(({ id, name }) => [id, name])).toEqual(
    NAMES.map((name, i) => [i + 1, name]),
  );
});

it("a backup brings order, colors, keys and attributes back", async () => {
  const { job } = await ordered("object_detection");
  const before = await looksOf(job);
  const file = await backedUp();
  await fresh();
  await restored(file);
  expect(await looksOf(job)).toEqual(before);
});

it("colors and keys of a manifest do not replace those that labels have, nor take keys of others", async () => {
  const { dataset, job } = await ordered("object_detection");
  const source = { labelingJobId: job.id, sampleIds: null };
  const { archive } = await exported(dataset.id, source, "manifest");
  const again = await newDataset({ type: "object_detection" });
  await addLabels(again.job.id, [
    { name: "bird", shortcut: "shift+q" },
    { name: "cow", color: "#abcdef", shortcut: "k" },
  ]);
  await importFiles(again, [{ path: "export.zip", file: archive }], {
    typeId: "object_detection",
  });
  const found = new Map(
    (await listLabels(again.job.id)).map((label) => [label.name, label]),
  );
  expect([...found.keys()]).toEqual(["bird", "cow", "dog", "cat", "unused"]);
  expect(found.get("cow")).toMatchObject({ color: "#abcdef", shortcut: "k" });
  expect(found.get("cat")).toMatchObject({ color: "#123456" });
  const keys = [...found.values()].map(({ shortcut }) => shortcut);
  expect(found.get("bird")?.shortcut).toBe("shift+q");
  expect(new Set(keys).size).toBe(keys.length);
});

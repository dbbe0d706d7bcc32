/** Copies of labeling jobs, and their statistics. Source: data management 11.2, 11.4. */
import { beforeEach, expect, it } from "vitest";
import { EVERY_ITEM } from "#core/item-query.ts";
import { classesOf } from "#labeling/whole-labels/annotation.ts";
import { readStatistics } from "#state/labeling-statistics.ts";
import { getItems, itemIds } from "#storage/items.ts";
import { applyEdits } from "#storage/journal.ts";
import { copyLabelingJob } from "#storage/labeling-jobs.ts";
import { addLabel, countByLabel, listLabels } from "#storage/labels.ts";
import { everything, facts } from "../support/labeled-data.ts";
import {
  emptyDatabase,
  filesOf,
  importFiles,
  newDataset,
  referenceCounts,
} from "../support/stored-data.ts";

beforeEach(emptyDatabase);
const never = new AbortController().signal;

it("a copy has the labels, all they are, and the samples, and no results", async () => {
  const { job } = await everything();
  await addLabel(job.id, {
    name: "car",
    color: "#123456",
    shortcut: "shift+q",
    attributes: [{ name: "colour", values: ["red", "blue"] }],
  });
  const before = await facts(job);
  const copy = await copyLabelingJob(job.id, "task-copy-0001", "again");
  expect(copy).toMatchObject({
    name: "task-copy-0001",
    description: "again",
    datasetId: job.datasetId,
    type: job.type,
    singleLabel: job.singleLabel,
  });
  const plain = async ({ id }: typeof job) =>
    (await listLabels(id)).map(
      ({ id: labelId, jobId: _of, ...rest }) => (void labelId, rest),
    );
  expect(await plain(copy)).toEqual(await plain(job));
  const ids = (await listLabels(copy.id)).map(({ id }) => id);
  expect(ids).not.toContain((await listLabels(job.id))[0]?.id);
  expect(await facts(copy)).toEqual(
    before.map(({ path, hash }) => ({
      path,
      hash,
      state: "unlabeled",
      labels: [],
      hard: null,
      usage: null,
    })),
  );
  expect(await facts(job)).toEqual(before);
  const { counted, real } = await referenceCounts();
  expect(counted).toEqual(real);
  await expect(copyLabelingJob(job.id, "no spaces", "")).rejects.toMatchObject({
    code: "format",
    detail: { field: "name" },
  });
  await expect(
    copyLabelingJob("gone" as never, "copy", ""),
  ).rejects.toMatchObject({ code: "storage" });
});

it("statistics count hard examples, days and people; what waits for confirmation is not labeled yet", async () => {
  const made = await newDataset();
  await importFiles(
    made,
    await filesOf({ "1.jpg": 1, "2.jpg": 2, "3.jpg": 3, "4.jpg": 4 }),
  );
  const { job } = made;
  const cat = await addLabel(job.id, { name: "cat" });
  const dog = await addLabel(job.id, { name: "dog" });
  const ids = await itemIds(job.id, { ...EVERY_ITEM, order: "name" });
  const items = await getItems(job.id, ids);
  const at = (day: number, hour: number): number =>
    new Date(2026, 2, day, hour).getTime();
  const given = [
    { labels: [cat.id], by: "human", at: at(1, 0), hard: true },
    { labels: [cat.id, dog.id], by: "human", at: at(1, 23), hard: false },
    { labels: [dog.id], by: "Ada", at: at(2, 0), hard: true },
    { labels: [dog.id], by: "model", at: at(3, 5), hard: false },
  ];
  await applyEdits(
    job.id,
    "label",
    given.map(({ labels, by, at: when, hard }, i) => ({
      sampleId: items[i]?.sampleId as never,
      after: {
        state: by === "model" ? "to_be_confirmed" : "labeled",
        annotation: classesOf(labels),
        labels,
        hard: hard ? { coefficient: null, reasons: null } : null,
        usage: null,
        provenance: { by, at: when, confidence: null } as never,
      },
    })),
  );
  const told: [number, number][] = [];
  const found = await readStatistics(
    job.id,
    (done, total) => void told.push([done, total]),
    never,
  );
  expect(found).toEqual({
    hard: 2,
    perDay: [
      ["2026-03-01", 2],
      ["2026-03-02", 1],
    ],
    people: [
      ["human", 2],
      ["Ada", 1],
    ],
  });
  expect(told).toEqual([[4, 4]]);
  expect(await countByLabel(job.id)).toEqual(
    new Map([
      [cat.id, 2],
      [dog.id, 3],
    ]),
  );
  await expect(
    readStatistics(job.id, () => undefined, AbortSignal.abort()),
  ).rejects.toThrow();
});

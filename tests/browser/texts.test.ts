/** Texts lie in their rows: in the dataset, in versions, in backups, and out again. */
import { beforeEach, expect, it } from "vitest";
import { EVERY_ITEM } from "#core/item-query.ts";
import type { LabelingJob } from "#core/labeling-job.ts";
import { sweepBlobs } from "#storage/blob-sweep.ts";
import { database } from "#storage/database.ts";
import { allItems, itemIds } from "#storage/items.ts";
import { listLabels } from "#storage/labels.ts";
import { deleteSamples } from "#storage/samples.ts";
import { getVersion, versionEntries } from "#storage/versions.ts";
import { backedUp, dump, fresh, restored } from "../support/backup-files.ts";
import {
  exported,
  filesOf,
  importFiles,
  newDataset,
  publish,
  referenceCounts,
} from "../support/stored-data.ts";

beforeEach(fresh);

const TEXTS = { dataType: "text", type: "text_classification" } as const;
const LINES =
  '很好吃\tgood\nawful\tbad\ntwo, "quoted"\tgood,loud\nopen\nawful\tgood\n=1+1 😀\tbad\n';

/** Text -> labels by name, sorted, and the state. */
async function labeled(job: LabelingJob): Promise<unknown[]> {
  const labels = new Map(
    (await listLabels(job.id)).map(({ id, name }) => [id, name]),
  );
  const rows = (await allItems(job.id)).map(({ text, labels: own, state }) => [
    text,
    own.map((id) => labels.get(id)).sort(),
    state,
  ]);
  return rows.sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1));
}

async function made() {
  const { dataset, job } = await newDataset(TEXTS);
  const files = await filesOf({ "a.txt": LINES });
  const { report } = await importFiles({ dataset, job }, files);
  return { dataset, job, report };
}

it("are imported by the line, each once; what is doubled is told", async () => {
  const { job, report } = await made();
  expect(report).toMatchObject({
    format: "MA_TEXT_CLASSIFICATION_COMBINE_V1",
    samples: 6,
    duplicates: 1,
  });
  expect(report.formats[0]?.problems).toMatchObject([
    { rule: "text.conflict", file: "a.txt:5", value: "good" },
  ]);
  expect(await labeled(job)).toEqual([
    ["=1+1 😀", ["bad"], "labeled"],
    ["awful", ["bad"], "labeled"],
    ["open", [], "unlabeled"],
    ['two, "quoted"', ["good", "loud"], "labeled"],
    ["很好吃", ["good"], "labeled"],
  ]);
  expect(await itemIds(job.id, { ...EVERY_ITEM, text: "QUOTED" })).toHaveLength(
    1,
  );
});

it("need no stored files, which a clean-up shows", async () => {
  const { job } = await made();
  // What an import was given is let go a moment after its end.
  const left = async (): Promise<number> => {
    await sweepBlobs(0);
    return database.blobs.count();
  };
  await expect.poll(left).toBe(0);
  expect(await labeled(job)).toHaveLength(5);
});

it.each([
  "MA_TEXT_CLASSIFICATION_COMBINE_V1",
  "MA_TEXT_CLASSIFICATION_V1",
  "CSV",
  "JSONL",
  "manifest",
])("come back from an export of a job and of a version: %s", async (format) => {
  const { dataset, job } = await made();
  const versionId = await publish(job.id);
  const jobs = { labelingJobId: job.id, sampleIds: null };
  for (const source of [jobs, { versionId }]) {
    const { archive } = await exported(dataset.id, source, format);
    const again = await newDataset(TEXTS);
    const archived = [{ path: "archive.zip", file: archive }];
    const { report, job: done } = await importFiles(again, archived);
    expect(report.format).toBe(format);
    expect(done.problems).toEqual([]);
    expect(await labeled(again.job)).toEqual(await labeled(job));
  }
});

it("stay in versions when they leave the dataset, and in backups", async () => {
  const { dataset, job } = await made();
  const versionId = await publish(job.id);
  const ids = (await allItems(job.id)).slice(0, 2).map((one) => one.sampleId);
  await deleteSamples(dataset.id, ids, { deleteFiles: true });
  const version = await getVersion(versionId);
  const texts: (string | undefined)[] = [];
  if (version)
    for await (const entry of versionEntries(version)) texts.push(entry.text);
  expect(texts).toHaveLength(5);
  expect(texts).toContain("很好吃");
  expect(version?.pictures).toEqual([]);
  const before = await dump();
  const file = await backedUp();
  await fresh();
  const restoring = await restored(file);
  expect([restoring.error, restoring.problems]).toEqual([null, []]);
  const after = await dump();
  expect(after["samples"]).toEqual(before["samples"]);
  expect(after["items"]).toEqual(before["items"]);
  const { counted, real } = await referenceCounts();
  expect(counted).toEqual(real);
});

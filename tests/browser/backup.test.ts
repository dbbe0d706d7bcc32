import { beforeEach, describe, expect, it } from "vitest";
import { EVERY_ITEM } from "#core/item-query.ts";
import type { JournalStep } from "#core/journal.ts";
import type { ItemContent, LabelingItem } from "#core/labeling-job.ts";
import { sweepBlobs } from "#storage/blob-sweep.ts";
import { database } from "#storage/database.ts";
import { modifyDataset } from "#storage/datasets.ts";
import { expectedDatabaseGone } from "#storage/health.ts";
import { UNLABELED } from "#storage/item-rows.ts";
import { itemIds } from "#storage/items.ts";
import { applyEdits, history, redo, undo } from "#storage/journal.ts";
import { addLabels, deleteLabels, listLabels } from "#storage/labels.ts";
import { snapshotRecords, type RecordSnapshot } from "#storage/records.ts";
import { deleteSamples } from "#storage/samples.ts";
import { restoreBackup } from "#workers/backup-restore.ts";
import {
  backedUp,
  dump,
  everything,
  fresh,
  restored,
} from "../support/backup-files.ts";
import {
  contentsOf,
  filesOf,
  importFiles,
  newDataset,
  publish,
  referenceCounts,
} from "../support/stored-data.ts";

const never = new AbortController().signal;
const nothing = (): void => undefined;

beforeEach(fresh);

describe("a backup", () => {
  it("brings every record and every file back in an empty browser", async () => {
    await everything();
    const before = await dump();
    expect((before["steps"] as unknown[]).length).toBe(3);
    const file = await backedUp();
    await fresh();
    const job = await restored(file);
    expect([job.error, job.problems]).toEqual([null, []]);
    const after = await dump();
    for (const [name, rows] of Object.entries(before)) {
      if (name !== "traces") expect(after[name], name).toEqual(rows);
    }
    const { counted, real } = await referenceCounts();
    expect(counted).toEqual(real);
    expect(await database.staged.count()).toBe(0);
  });

  it("keeps undo and redo going after it came back", async () => {
    const { job } = await everything();
    const labeled = await contentsOf(job.id);
    const file = await backedUp();
    await fresh();
    await restored(file);
    await undo(job.id);
    expect(await contentsOf(job.id)).not.toEqual(labeled);
    await redo(job.id);
    expect(await contentsOf(job.id)).toEqual(labeled);
  });

  it("replaces what was edited since, journal and all, and leaves other datasets alone", async () => {
    const { job, dataset } = await everything();
    const before = await dump();
    const file = await backedUp();
    const other = await newDataset();
    await importFiles(other, await filesOf({ "a/x/9.jpg": 9, "a/y/1.jpg": 1 }));
    // The name of a label is used again by another row: no conflict may stop the restore.
    const [cat] = await listLabels(job.id);
    if (!cat) throw new Error("There is no label");
    await deleteLabels(job.id, [cat.id], "label", () => ({
      annotation: null,
      labels: [],
    }));
    await addLabels(job.id, [{ name: cat.name }]);
    const ids = await itemIds(job.id, EVERY_ITEM);
    await deleteSamples(dataset.id, ids.slice(0, 2), { deleteFiles: true });
    await importFiles({ job, dataset }, await filesOf({ "n/new/8.jpg": 8 }));
    await publish(job.id);
    await sweepBlobs(0);
    const kept = await contentsOf(other.job.id);
    expect((await restored(file)).error).toBeNull();
    const after = await dump();
    for (const name of ["items", "steps", "samples", "labels"])
      expect(after[name], name).toEqual(
        expect.arrayContaining(before[name] as unknown[]),
      );
    expect(await database.steps.where("jobId").equals(job.id).count()).toBe(3);
    expect(await contentsOf(other.job.id)).toEqual(kept);
    const own = { datasetId: dataset.id };
    expect(
      await database.samples
        .where("[datasetId+hash]")
        .between([dataset.id, ""], [dataset.id, "\uffff"])
        .count(),
    ).toBe(6);
    expect(await database.versions.where(own).count()).toBe(1);
    const { counted, real } = await referenceCounts();
    expect(counted).toEqual(real);
    expect(await history(job.id)).toMatchObject({ canUndo: true, seq: 3 });
  });

  it("gives a number to a name that something else has by now", async () => {
    const { dataset } = await everything();
    const file = await backedUp();
    await fresh();
    const { dataset: other } = await newDataset();
    await modifyDataset(other.id, { name: dataset.name });
    expect((await restored(file)).error).toBeNull();
    const names = (await database.datasets.toArray()).map(({ name }) => name);
    expect(names.sort()).toEqual([dataset.name, `${dataset.name}-2`]);
  });

  it("is of one moment, whatever is edited while it is written", async () => {
    const { job } = await everything();
    const ids = await itemIds(job.id, EVERY_ITEM);
    const marked = (reasons: string): ItemContent => ({
      ...UNLABELED,
      hard: { coefficient: null, reasons },
    });
    const snapshots: Promise<RecordSnapshot>[] = [];
    for (let i = 0; i < 30; i += 1) {
      if (i % 3 === 0) snapshots.push(snapshotRecords());
      const after = marked(String(i));
      await applyEdits(
        job.id,
        "hard",
        ids.map((sampleId) => ({ sampleId, after })),
      );
    }
    for (const { tables } of await Promise.all(snapshots)) {
      const rows = async <T>(name: string): Promise<T[]> => {
        const text = await tables
          .find(({ table }) => table === name)
          ?.text.text();
        return (text ?? "")
          .trim()
          .split("\n")
          .map((line) => JSON.parse(line) as T);
      };
      const steps = await rows<JournalStep>("steps");
      const [item] = await rows<LabelingItem>("items");
      const last = steps
        .at(-1)
        ?.edits.find(({ sampleId }) => sampleId === item?.sampleId);
      expect(item?.hard).toEqual(last?.after.hard);
    }
  });
});

it("a restore that is cancelled on the way leaves the data as it was", async () => {
  await everything();
  const file = await backedUp();
  await fresh();
  const mine = await newDataset();
  const before = await dump();
  const stop = new AbortController();
  const run = restoreBackup(
    file,
    "b.zip",
    () => stop.abort(),
    nothing,
    stop.signal,
  );
  await expect(run).rejects.toMatchObject({ name: "AbortError" });
  expect(await dump()).toEqual(before);
  await sweepBlobs(0);
  expect(await database.blobs.count()).toBe(0);
  await restoreBackup(file, "b.zip", nothing, nothing, never);
  expect(await database.datasets.count()).toBe(2);
  expect(await database.datasets.get(mine.dataset.id)).toBeDefined();
});

it("a browser that deleted the database is found out, and a restore settles it", async () => {
  await everything();
  const file = await backedUp();
  expect(await expectedDatabaseGone()).toBe(false);
  const name = database.name;
  database.close();
  await new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = resolve;
    request.onerror = reject;
  });
  await database.open();
  expect(await expectedDatabaseGone()).toBe(true);
  expect((await restored(file)).error).toBeNull();
  expect(await expectedDatabaseGone()).toBe(false);
  expect(await database.samples.count()).toBe(6);
});

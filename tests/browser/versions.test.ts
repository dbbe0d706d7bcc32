import { beforeEach, describe, expect, it } from "vitest";
import type { VersionId } from "#core/ids.ts";
import type { LabelingJob } from "#core/labeling-job.ts";
import type { Version, VersionEntry } from "#core/version.ts";
import { readBlob } from "#storage/blobs.ts";
import { sweepBlobs } from "#storage/blob-sweep.ts";
import { getDataset } from "#storage/datasets.ts";
import { EVERY_ITEM } from "#core/item-query.ts";
import { itemIds } from "#storage/items.ts";
import { listLabels, modifyLabel } from "#storage/labels.ts";
import { deleteSamples } from "#storage/samples.ts";
import {
  compareVersions,
  deleteVersion,
  getVersion,
  listVersions,
  setCurrentVersion,
  versionEntries,
} from "#storage/versions.ts";
import { label } from "../support/labeled-data.ts";
import {
  emptyDatabase,
  filesOf,
  importFiles,
  newDataset,
  publish,
} from "../support/stored-data.ts";

beforeEach(emptyDatabase);

async function labeledDataset() {
  const made = await newDataset();
  await importFiles(
    made,
    await filesOf({
      "t/cat/1.jpg": 1,
      "t/cat/2.jpg": 2,
      "t/dog/3.jpg": 3,
      "t/dog/4.jpg": 4,
    }),
  );
  return made;
}

async function version(job: LabelingJob): Promise<Version> {
  const found = await getVersion(await publish(job.id));
  if (!found) throw new Error("There is no version");
  return found;
}

async function entriesOf(of: Version): Promise<VersionEntry[]> {
  const entries: VersionEntry[] = [];
  for await (const entry of versionEntries(of)) entries.push(entry);
  return entries;
}

describe("a version", () => {
  it("never changes, whatever becomes of labels, samples and files", async () => {
    const { dataset, job } = await labeledDataset();
    const first = await version(job);
    const before = await entriesOf(first);
    const [cat] = await listLabels(job.id);
    if (cat) await modifyLabel(cat.id, { name: "lion", color: "#000000" });
    await label(job, { "t/dog/3.jpg": { labels: ["wolf"] } });
    const ids = await itemIds(job.id, EVERY_ITEM);
    await deleteSamples(dataset.id, ids, { deleteFiles: true });
    await sweepBlobs(0);
    expect(await getVersion(first.id)).toEqual(first);
    expect(await entriesOf(first)).toEqual(before);
    for (const { hash, bytes } of before)
      expect((await readBlob(hash)).size).toBe(bytes);
  });

  it("becomes current when it is published, when it is set, and when the current one goes", async () => {
    const { dataset, job } = await labeledDataset();
    const current = async () =>
      (await getDataset(dataset.id))?.currentVersionId;
    const [a, b, c] = [
      await version(job),
      await version(job),
      await version(job),
    ];
    expect([a.name, b.name, c.name]).toEqual(["V001", "V002", "V003"]);
    expect(await current()).toBe(c.id);
    await setCurrentVersion(dataset.id, a.id);
    expect(await current()).toBe(a.id);
    await deleteVersion(b.id);
    expect(await current()).toBe(a.id);
    await deleteVersion(a.id);
    expect(await current()).toBe(c.id);
    await deleteVersion(c.id);
    expect(await current()).toBeNull();
    expect(await listVersions(dataset.id)).toEqual([]);
    const again = await version(job);
    expect(again.name).toBe("V001");
  });

  it("of another dataset, or none, cannot become current", async () => {
    const { dataset, job } = await labeledDataset();
    const own = await version(job);
    const other = await labeledDataset();
    const foreign = await version(other.job);
    for (const id of [foreign.id, "nothing" as VersionId])
      await expect(setCurrentVersion(dataset.id, id)).rejects.toMatchObject({
        code: "storage",
        detail: { reason: "missing" },
      });
    expect((await getDataset(dataset.id))?.currentVersionId).toBe(own.id);
  });
});

describe("the comparison of two versions", () => {
  it("tells what was added, removed and labeled otherwise, and nothing else", async () => {
    const made = await labeledDataset();
    const { dataset, job } = made;
    const before = await version(job);
    await importFiles(made, await filesOf({ "t/new/5.jpg": 5 }), {
      format: "unlabeled",
      labelingStatus: "unlabeled",
    });
    await label(job, {
      "t/cat/2.jpg": { labels: ["dog", "cat"] },
      // Given again by hand: another time, the same label.
      "t/dog/4.jpg": { labels: ["dog"] },
    });
    const [gone] = await itemIds(job.id, EVERY_ITEM);
    if (gone) await deleteSamples(dataset.id, [gone], { deleteFiles: false });
    const after = await version(job);
    const { added, removed, changed, unchanged } = await compareVersions(
      before,
      after,
    );
    const paths = (entries: readonly { path: string }[]) =>
      entries.map(({ path }) => path);
    expect([paths(added), paths(removed)]).toEqual([
      ["t/new/5.jpg"],
      ["t/cat/1.jpg"],
    ]);
    expect(changed).toMatchObject([
      { path: "t/cat/2.jpg", before: ["cat"], after: ["dog", "cat"] },
    ]);
    expect(unchanged).toBe(2);
    const back = await compareVersions(after, before);
    expect([
      paths(back.added),
      paths(back.removed),
      paths(back.changed),
    ]).toEqual([["t/cat/1.jpg"], ["t/new/5.jpg"], ["t/cat/2.jpg"]]);
    const same = await compareVersions(after, after);
    expect(same).toEqual({ added: [], removed: [], changed: [], unchanged: 4 });
  });
});

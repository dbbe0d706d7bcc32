import { beforeEach, expect, it } from "vitest";
import { newId, type JobId } from "#core/ids.ts";
import { EVERY_ITEM } from "#core/item-query.ts";
import type { LabelingJob } from "#core/labeling-job.ts";
import { readZip } from "#formats/zip-read.ts";
import { itemIds } from "#storage/items.ts";
import { exportArchive } from "#workers/export-archive.ts";
import { everything, facts, type Facts } from "../support/labeled-data.ts";
import {
  emptyDatabase,
  exported,
  filesOf,
  importFiles,
  newDataset,
} from "../support/stored-data.ts";

beforeEach(emptyDatabase);

const archived = (archive: Blob) => [{ path: "archive.zip", file: archive }];

it("a selection is exported alone", async () => {
  const { dataset, job } = await everything();
  const ids = (await itemIds(job.id, { ...EVERY_ITEM, order: "name" })).slice(
    2,
    5,
  );
  const { archive, job: done } = await exported(
    dataset.id,
    { labelingJobId: job.id, sampleIds: ids },
    "manifest",
  );
  expect(done.result).toMatchObject({ samples: 3 });
  const again = await newDataset();
  await importFiles(again, archived(archive));
  expect(await facts(again.job)).toEqual((await facts(job)).slice(2, 5));
});

it("files of free format come back with their paths and contents", async () => {
  const made = await newDataset({ dataType: "free_format" });
  const tree = {
    "a/b.txt": "one",
    "a/c/ü 猫.bin": "two",
    "d.manifest": "three",
    "a/1.jpg": 1,
    "empty-ish": "x",
  };
  await importFiles(made, await filesOf(tree), { labelingStatus: "unlabeled" });
  const { archive } = await exported(
    made.dataset.id,
    { datasetId: made.dataset.id, sampleIds: null },
    "copy",
  );
  const again = await newDataset({ dataType: "free_format" });
  // Kept as it is when it is a file of the dataset, so it is unpacked by hand.
  const files = [];
  for await (const entry of readZip(archive, "x.zip", () => undefined))
    files.push({ path: entry.path, file: await entry.read() });
  await importFiles(again, files, { labelingStatus: "unlabeled" });
  const paths = async (job: LabelingJob) =>
    (await facts(job)).map(({ path, hash }) => [path, hash]);
  expect(await paths(again.job)).toEqual(await paths(made.job));
  expect(await paths(again.job)).toHaveLength(5);
});

it("an export to a folder is the same tree, and comes back from the folder", async () => {
  const { dataset, job } = await everything();
  const root = await navigator.storage.getDirectory();
  for (const format of [
    "manifest",
    "MA_IMAGENET_V1",
    "MA_IMAGE_CLASSIFICATION_V1",
  ]) {
    const folder = await root.getDirectoryHandle("picked", { create: true });
    const task = {
      jobId: newId<JobId>(),
      source: {
        labelingJobId: job.id,
        sampleIds: null,
      },
      format,
    };
    const { archive } = await exported(dataset.id, task.source, format);
    await exportArchive(
      task,
      folder,
      () => undefined,
      () => undefined,
      new AbortController().signal,
    );
    const files: { path: string; file: File }[] = [];
    const walk = async (
      at: FileSystemDirectoryHandle,
      path: string,
    ): Promise<void> => {
      for await (const [name, handle] of at.entries())
        if (handle.kind === "directory") await walk(handle, `${path}/${name}`);
        else
          files.push({
            path: `${path}/${name}`,
            file: await handle.getFile(),
          });
    };
    await walk(folder, "picked");
    const fromZip = await newDataset();
    await importFiles(fromZip, archived(archive));
    const fromFolder = await newDataset();
    await importFiles(fromFolder, files);
    const key = (list: Facts[]) =>
      list
        .map(({ hash, labels, hard, usage, state }) =>
          JSON.stringify([hash, [...labels].sort(), hard, usage, state]),
        )
        .sort();
    expect(key(await facts(fromFolder.job)), format).toEqual(
      key(await facts(fromZip.job)),
    );
    await root.removeEntry("picked", { recursive: true });
  }
});

import { beforeEach, describe, expect, it } from "vitest";
import type { BlobHash, DatasetId, JobId, ModelId } from "#core/ids.ts";
import { newId } from "#core/ids.ts";
import type { Dataset } from "#core/dataset.ts";
import type { Model } from "#core/model.ts";
import { seededRandom, type Random } from "#core/random.ts";
import { writeFile, fileHashes, readFile } from "#storage/blob-files.ts";
import { packIds } from "#storage/blob-packs.ts";
import { sweepBlobs } from "#storage/blob-sweep.ts";
import { readBlob, writeBlob, writeBlobs } from "#storage/blobs.ts";
import { database } from "#storage/database.ts";
import { createDataset, deleteDataset } from "#storage/datasets.ts";
import {
  createLabelingJob,
  synchronizeNewData,
} from "#storage/labeling-jobs.ts";
import { addModel, deleteModel, listModels } from "#storage/models.ts";
import { addSamples, deleteSamples, sampleIds } from "#storage/samples.ts";
import { addScanned, clearStaging } from "#storage/staging.ts";
import {
  deleteVersion,
  listVersions,
  versionEntries,
} from "#storage/versions.ts";
import { publishVersion } from "#workers/publish-version.ts";
import { writeBackup } from "#workers/backup-archive.ts";
import { restoreBackup } from "#workers/backup-restore.ts";
import { readDownload } from "#storage/downloads.ts";
import { emptyDatabase, referenceCounts } from "../support/stored-data.ts";
import { listDatasets, listLabelingJobs } from "#storage/overview.ts";

const never = new AbortController().signal;
const nothing = (): void => undefined;
const text = (value: string): Blob => new Blob([value]);

beforeEach(emptyDatabase);

const one = <T>(list: readonly T[], random: Random): T | undefined =>
  list[Math.floor(random() * list.length)];

async function add(datasetId: DatasetId, contents: readonly string[]) {
  const stored = await writeBlobs(contents.map(text));
  return addSamples(
    datasetId,
    stored.map(({ hash, bytes }, i) => ({
      path: `${contents[i] ?? ""}.bin`,
      hash,
      bytes,
      mime: "application/octet-stream",
      media: null,
    })),
  );
}

async function newDataset(name: string) {
  const dataset = await createDataset({
    name,
    description: "",
    dataType: "free_format",
  });
  await createLabelingJob({
    datasetId: dataset.id,
    type: "free_format",
    name: "task",
    description: "",
    singleLabel: false,
    labels: [],
  });
  return dataset;
}

async function backUp(): Promise<Blob> {
  const id = newId<JobId>();
  await writeBackup(id, null, nothing, nothing, never);
  return (await readDownload(id)) ?? new Blob();
}

interface Scene {
  readonly random: Random;
  readonly dataset: Dataset;
  readonly step: number;
  readonly backup: { file: Blob };
}

const content = (random: Random): string =>
  `c${String(Math.floor(random() * 30))}`;

/** What a person may do. */
const actions: Readonly<Record<string, (scene: Scene) => Promise<unknown>>> = {
  create: ({ step }) => newDataset(`d${String(step)}`),
  add: ({ dataset, random }) =>
    add(
      dataset.id,
      Array.from({ length: 4 }, () => content(random)),
    ),
  addMore: ({ dataset, random }) =>
    add(
      dataset.id,
      Array.from({ length: 9 }, () => content(random)),
    ),
  async deleteSamples({ dataset, random }) {
    const ids = await sampleIds(dataset.id, { search: "", order: "oldest" });
    await deleteSamples(
      dataset.id,
      ids.filter(() => random() < 0.3),
      { deleteFiles: random() < 0.5 },
    );
  },
  async publish({ dataset }) {
    const [job] = await listLabelingJobs(dataset.id);
    if (!job) return;
    await synchronizeNewData(job.id);
    const task = { labelingJobId: job.id, name: null, description: "" };
    await publishVersion(
      { ...task, split: null, writesHard: false },
      null,
      nothing,
      never,
    );
  },
  async deleteVersion({ dataset, random }) {
    const version = one(await listVersions(dataset.id), random);
    if (version) await deleteVersion(version.id);
  },
  async deleteDataset({ dataset, random }) {
    if (random() < 0.3) await deleteDataset(dataset.id);
  },
  async deleteModel({ random }) {
    const model = one(await listModels(), random);
    if (model) await deleteModel(model.id);
  },
  async addModel({ random, step }) {
    await addModel(await modelOf(step, content(random)));
  },
  sweep: () => sweepBlobs(0),
  async backUp({ backup }) {
    backup.file = await backUp();
  },
  async restore({ backup }) {
    if (backup.file.size > 0)
      await restoreBackup(backup.file, "b.zip", nothing, nothing, never);
  },
};

async function modelOf(step: number, content: string): Promise<Model> {
  const { hash } = await writeBlob(text(content));
  return {
    id: newId<ModelId>(),
    name: "m",
    version: `0.0.${String(step)}`,
    files: { "config.json": hash, "weights.bin": hash },
  } as unknown as Model;
}

/** Every file that a row refers to can be read. */
async function readEverything(): Promise<void> {
  for (const dataset of await listDatasets()) {
    const ids = await sampleIds(dataset.id, { search: "", order: "oldest" });
    expect(ids).toHaveLength(dataset.sampleCount);
    for (const { hash } of await database.samples.toArray())
      await readBlob(hash);
    for (const version of await listVersions(dataset.id))
      for await (const { hash } of versionEntries(version))
        await readBlob(hash);
  }
}

describe("references to files", () => {
  it.each([1, 2, 3])(
    "are exact after any sequence of actions (seed %i)",
    async (seed) => {
      const random = seededRandom(seed);
      const backup = { file: new Blob() };
      const done: string[] = [];
      for (let step = 1; step <= 200; step += 1) {
        const [name = "", act] = one(Object.entries(actions), random) ?? [];
        const dataset =
          one(await listDatasets(), random) ??
          (await newDataset(`e${String(step)}`));
        await act?.({ random, dataset, step, backup });
        done.push(name);
        const { counted, real } = await referenceCounts();
        expect(counted, done.join(", ")).toEqual(real);
      }
      await sweepBlobs(0);
      await readEverything();
      const rows = (await database.blobs.toArray())
        .map(({ hash }) => hash)
        .sort();
      expect(rows).toEqual(Object.keys((await referenceCounts()).real).sort());
      // A second time: what lay in a pack was given a new place, and the old one is empty now.
      await sweepBlobs(0);
      const blobs = await database.blobs.toArray();
      const alone = blobs.flatMap(({ place, hash }) =>
        place === "opfs" ? [hash] : [],
      );
      expect((await Array.fromAsync(fileHashes())).sort()).toEqual(
        alone.sort(),
      );
      const packs = new Set(blobs.flatMap(({ pack }) => pack ?? []));
      expect(new Set(await Array.fromAsync(packIds()))).toEqual(packs);
    },
  );

  it("never come to a file that is not there", async () => {
    const dataset = await newDataset("d");
    const { hash, bytes } = await writeBlob(text("a"));
    await sweepBlobs(0);
    const sample = { path: "a.bin", hash, bytes, mime: "", media: null };
    await expect(addSamples(dataset.id, [sample])).rejects.toMatchObject({
      code: "storage",
      detail: { reason: "missing", hash },
    });
    expect(await database.samples.count()).toBe(0);
  });
});

describe("a clean-up", () => {
  it("removes what a kill left between the bytes and the row, and between the row and its sample", async () => {
    const { hash } = await writeBlob(text("row without a sample"));
    const stray = "ab".repeat(32) as BlobHash;
    await writeFile(stray, text("bytes without a row"));
    await sweepBlobs();
    expect(await readFile(stray), "young").not.toBeNull();
    expect(await sweepBlobs(0)).toEqual({ blobs: 1, bytes: 20 });
    expect(await readFile(stray)).toBeNull();
    expect(await readFile(hash)).toBeNull();
    expect(await database.blobs.count()).toBe(0);
  });

  it("leaves the files of an import that waits for its user, however long", async () => {
    const { hash } = await writeBlob(text("scanned"));
    const jobId = newId<JobId>();
    await addScanned([{ jobId, index: 0, hash, found: null }]);
    await sweepBlobs(0);
    expect(await (await readBlob(hash)).text()).toBe("scanned");
    await clearStaging(jobId);
    expect((await sweepBlobs(0)).blobs).toBe(1);
  });

  it("believes the rows when a count is wrong, and mends it", async () => {
    const dataset = await newDataset("d");
    const { added } = await add(dataset.id, ["a"]);
    const hash = added[0]?.hash ?? ("" as BlobHash);
    await database.blobs.update(hash, { refs: 0 });
    await sweepBlobs(0);
    expect(await (await readBlob(hash)).text()).toBe("a");
    expect((await database.blobs.get(hash))?.refs).toBe(1);
  });

  it("spares an old file that was written again a moment ago", async () => {
    const { hash } = await writeBlob(text("again"));
    await database.blobs.update(hash, { writtenAt: 0 });
    await writeBlob(text("again"));
    expect((await sweepBlobs()).blobs).toBe(0);
    expect(await (await readBlob(hash)).text()).toBe("again");
  });
});

it("a sample that cannot be noted leaves no trace", async () => {
  const dataset = await newDataset("d");
  const { hash, bytes } = await writeBlob(text("x"));
  const sample = { path: "x.bin", hash, bytes, mime: "", media: null };
  const missing = {
    ...sample,
    path: "y.bin",
    hash: "00".repeat(32) as BlobHash,
  };
  await expect(addSamples(dataset.id, [sample, missing])).rejects.toThrow();
  expect(await database.samples.count()).toBe(0);
  expect((await database.blobs.get(hash))?.refs).toBe(0);
  expect((await database.datasets.get(dataset.id))?.sampleCount).toBe(0);
});

/** Added backbones in the database: the upgrade, the files they hold, and what keeps them from being deleted. */
import Dexie from "dexie";
import { beforeEach, describe, expect, it } from "vitest";
import type { AddedBackbone } from "#core/backbone.ts";
import type { BlobHash, ModelId } from "#core/ids.ts";
import {
  addBackbone,
  backboneUsers,
  deleteBackbone,
  getBackbone,
  listBackbones,
} from "#storage/backbones.ts";
import { sweepBlobs } from "#storage/blob-sweep.ts";
import { blobUsage, readBlob, writeBlob } from "#storage/blobs.ts";
import { database, GleanerDatabase } from "#storage/database.ts";
import { BACKED_UP } from "#storage/records.ts";

async function stored(content: string, id = "onnx-1"): Promise<AddedBackbone> {
  const { hash, bytes } = await writeBlob(new Blob([content]));
  return {
    id,
    hash: "0".repeat(64) as BlobHash,
    name: "Net",
    format: "onnx",
    files: { "model.onnx": hash },
    normalization: "unit",
    output: "features",
    source: "net.onnx",
    licence: "",
    bytes,
    side: 224,
    length: 576,
    createdAt: 1,
  };
}

beforeEach(async () => {
  await Promise.all(database.tables.map((table) => table.clear()));
});

describe("the schema", () => {
  it("keeps what a database of the version before held", async () => {
    const name = "gleaner-upgrade-test";
    await Dexie.delete(name);
    const before = new Dexie(name);
    before.version(1).stores({
      models: "id, &[name+version], projectId, createdAt",
      blobs: "hash, refs",
    });
    await before
      .table("models")
      .add({ id: "m1", name: "model", version: "0.0.1" });
    before.close();

    const now = new GleanerDatabase(name);
    await now.open();
    expect(await now.models.get("m1" as ModelId)).toMatchObject({
      name: "model",
    });
    expect(await now.backbones.count()).toBe(0);
    now.close();
    await Dexie.delete(name);
  });

  it("backs them up", () => {
    expect(BACKED_UP).toContain("backbones");
  });
});

describe("an added backbone", () => {
  it("holds its files until it is deleted", async () => {
    const row = await addBackbone(await stored("weights"));
    await sweepBlobs(-1);
    const { "model.onnx": hash } = row.files;
    expect(await (await readBlob(hash as BlobHash)).text()).toBe("weights");
    expect(await listBackbones()).toEqual([row]);

    await deleteBackbone(row.id);
    await sweepBlobs(-1);
    expect(await getBackbone(row.id)).toBeUndefined();
    expect((await blobUsage()).blobs).toBe(0);
  });

  it("is added once, however often it comes", async () => {
    const row = await stored("weights");
    await addBackbone(row);
    const again = await addBackbone({ ...row, name: "Other", createdAt: 2 });
    expect(again.name).toBe("Net");
    await deleteBackbone(row.id);
    expect((await blobUsage()).unusedBytes).toBe(row.bytes);
  });

  it("cannot be deleted while a model needs it", async () => {
    const row = await addBackbone(await stored("weights"));
    const { id, hash, name } = row;
    await database.models.add({
      id: "m1",
      name: "model-a",
      version: "0.0.2",
      backbone: { id, hash, name },
    } as never);
    await database.models.add({ id: "m2", name: "model-b" } as never);
    expect(await backboneUsers()).toEqual(new Map([[id, ["model-a 0.0.2"]]]));
    await expect(deleteBackbone(id)).rejects.toThrow(
      "Net is needed by model-a 0.0.2: delete these first",
    );
    expect(await getBackbone(id)).toEqual(row);
    await database.models.delete("m1" as ModelId);
    await deleteBackbone(id);
    expect(await getBackbone(id)).toBeUndefined();
  });

  it("cannot be deleted while a training round that uses it is not over", async () => {
    const { id } = await addBackbone(await stored("weights"));
    const run = { id: "r1", name: "V001", options: { backbone: id } };
    await database.trainings.put({ ...run, state: "Paused" } as never);
    await expect(deleteBackbone(id)).rejects.toThrow("Net is needed by V001");
    await database.trainings.put({ ...run, state: "Completed" } as never);
    await deleteBackbone(id);
    expect(await getBackbone(id)).toBeUndefined();
  });
});

import Dexie from "dexie";
import { afterEach, describe, expect, it } from "vitest";
import type { BlobHash } from "#core/ids.ts";
import { GleanerDatabase, SCHEMA_VERSION } from "#storage/database.ts";
import { guarded } from "#storage/errors.ts";
import { fromKept } from "#storage/kept-bytes.ts";
import { olderDatabase, rowsOfVersion1, schemas } from "../support/schemas.ts";

const NAME = "schema-test";

afterEach(async () => {
  await Dexie.delete(NAME);
});

const indexesOf = (db: Dexie): Record<string, readonly string[]> =>
  Object.fromEntries(
    db.tables.map(({ name, schema }) => [
      name,
      [schema.primKey.src, ...schema.indexes.map(({ src }) => src).sort()],
    ]),
  );

/** What really is in the browser, whatever the code believes. */
async function stored(db: Dexie): Promise<Record<string, readonly string[]>> {
  const name = db.name;
  db.close();
  const found = await new Dexie(name).open();
  const indexes = indexesOf(found);
  found.close();
  return indexes;
}

describe("the database", () => {
  it("of this version is what its frozen schema says", async () => {
    expect(schemas).toHaveLength(SCHEMA_VERSION);
    const frozen = await olderDatabase(NAME, SCHEMA_VERSION);
    const wanted = await stored(frozen);
    await Dexie.delete(NAME);
    const ours = new GleanerDatabase(NAME);
    await ours.open();
    expect(indexesOf(ours)).toEqual(wanted);
    expect(await stored(ours)).toEqual(wanted);
  });

  it.each(schemas.map((_, i) => i + 1))(
    "of version %i opens with all its rows, and all indexes of today",
    async (version) => {
      (await olderDatabase(NAME, version)).close();
      const ours = new GleanerDatabase(NAME);
      await ours.open();
      expect(ours.verno).toBe(SCHEMA_VERSION);
      for (const [table, rows] of Object.entries(rowsOfVersion1)) {
        const found = (await ours.table(table).toArray()) as object[];
        expect(found, table).toEqual(rows);
      }
      const item = await ours.items.where("labelKeys").equals("j1|l1").first();
      expect(item?.sampleId).toBe("s1");
      const kept = (await ours.blobs.get("aa" as BlobHash))?.data;
      expect(kept && (await fromKept(kept).text())).toBe("one");
      const upgraded = await stored(ours);
      await Dexie.delete(NAME);
      const fresh = new GleanerDatabase(NAME);
      await fresh.open();
      expect(upgraded).toEqual(await stored(fresh));
    },
  );

  it("of version 2 keeps the figures of its trainings' epochs, under their new name", async () => {
    const older = await olderDatabase(NAME, 2);
    const epoch = { stage: "head", epoch: 1, trainLoss: 0.5 };
    const curve = [
      { ...epoch, validationAccuracy: 0.75 },
      { ...epoch, validationAccuracy: null },
    ];
    await older.table("trainings").put({ id: "r2", projectId: "p1", curve });
    older.close();
    const ours = new GleanerDatabase(NAME);
    await ours.open();
    expect(await ours.table("trainings").get("r2")).toEqual({
      id: "r2",
      projectId: "p1",
      curve: [
        { ...epoch, validationFigure: { kind: "accuracy", value: 0.75 } },
        { ...epoch, validationFigure: null },
      ],
    });
    ours.close();
  });

  it("of an older tab that is still open gives way", async () => {
    const older = await olderDatabase(NAME, 1);
    const ours = new GleanerDatabase(NAME);
    await ours.open();
    expect(await ours.samples.count()).toBe(1);
    expect(ours.verno).toBe(SCHEMA_VERSION);
    older.close();
    ours.close();
  });

  it("of a newer version is refused in words, and keeps its data", async () => {
    const newer = new Dexie(NAME);
    const all = Object.assign({}, ...schemas) as Record<string, string>;
    newer.version(SCHEMA_VERSION + 1).stores({ ...all, later: "id" });
    await newer.open();
    await newer.table("later").add({ id: "kept" });
    newer.close();
    const ours = new GleanerDatabase(NAME);
    const reads: (() => PromiseLike<unknown>)[] = [
      () => ours.open(),
      () => ours.samples.count(),
    ];
    for (const read of reads)
      await expect(guarded(read)).rejects.toMatchObject({
        code: "storage",
        detail: {
          reason: "newer",
          found: SCHEMA_VERSION + 1,
          known: SCHEMA_VERSION,
        },
        message: expect.stringContaining("newer version of Gleaner") as string,
      });
    ours.close();
    const again = await new Dexie(NAME).open();
    expect(again.verno).toBe(SCHEMA_VERSION + 1);
    expect(await again.table("later").toArray()).toEqual([{ id: "kept" }]);
    again.close();
  });
});

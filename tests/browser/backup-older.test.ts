/** A backup keeps longer than a version of the app: what an older one wrote must come back as of today. */
import Dexie from "dexie";
import { zipSync } from "fflate";
import { afterEach, beforeEach, expect, it } from "vitest";
import { contentHash } from "#storage/content-hash.ts";
import { database, GleanerDatabase } from "#storage/database.ts";
import { BACKED_UP } from "#storage/records.ts";
import { restoreBackup } from "#workers/backup-restore.ts";
import { dump, fresh } from "../support/backup-files.ts";
import { olderDatabase, rowsOfVersion1, schemas } from "../support/schemas.ts";
import { referenceCounts } from "../support/stored-data.ts";

const NAME = "older-backup-test";
const bytes = (text: string) => new TextEncoder().encode(text);
const files = { aa: bytes("one"), bb: bytes("two") };
const hashes = {
  aa: await contentHash(files.aa),
  bb: await contentHash(files.bb),
};

beforeEach(fresh);
afterEach(() => Dexie.delete(NAME));

/** The frozen rows, with the hashes that their files really have. */
function rowsWithFiles(): typeof rowsOfVersion1 {
  const { blobs: _blobs, ...records } = rowsOfVersion1;
  let text = JSON.stringify(records);
  for (const [name, hash] of Object.entries(hashes))
    text = text.replaceAll(`"${name}"`, `"${hash}"`);
  return JSON.parse(text) as typeof rowsOfVersion1;
}

/** As the app of that version wrote it: only the tables that it had. */
function backupOf(schema: number, rows: typeof rowsOfVersion1): File {
  const tables = Object.assign({}, ...schemas.slice(0, schema)) as object;
  const entries: Record<string, Uint8Array> = {};
  const counts: Record<string, number> = {};
  for (const table of BACKED_UP.filter((name) => name in tables)) {
    const lines = (rows[table] ?? []).map((row) => JSON.stringify(row));
    counts[table] = lines.length;
    entries[`records/${table}.jsonl`] = bytes(lines.join("\n"));
  }
  entries[`files/${hashes.aa}-1.bin`] = files.aa;
  entries[`files/${hashes.bb}-1.bin`] = files.bb;
  const head = { format: "gleaner-backup-1", schema, files: 2, rows: counts };
  entries["backup.json"] = bytes(JSON.stringify(head));
  return new File([new Uint8Array(zipSync(entries))], "old.zip");
}

it.each(schemas.map((_, i) => i + 1))(
  "a backup of schema version %i comes back as its database would open today",
  async (version) => {
    const rows = rowsWithFiles();
    (await olderDatabase(NAME, version, rows)).close();
    const opened = new GleanerDatabase(NAME);
    await opened.open();
    const expected: Record<string, unknown> = {};
    for (const table of BACKED_UP) {
      const found = (await opened.table(table).toArray()) as { key?: number }[];
      expected[table] = found.map(({ key: _key, ...row }) => row);
    }
    opened.close();

    const problems: unknown[] = [];
    await restoreBackup(
      backupOf(version, rows),
      "old.zip",
      () => undefined,
      (problem) => problems.push(problem),
      new AbortController().signal,
    );
    expect(problems).toEqual([]);
    const { files: kept, ...restored } = await dump();
    expect(restored).toEqual(expected);
    expect(kept).toHaveLength(2);
    expect(await database.blobs.count()).toBe(2);
    const { counted, real } = await referenceCounts();
    expect(counted).toEqual(real);
  },
);

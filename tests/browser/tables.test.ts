/** Tables, from files to rows, versions, CSV and backups. */
import { beforeEach, describe, expect, it } from "vitest";
import { newId, type VersionId } from "#core/ids.ts";
import { ROWS_PER_PART } from "#core/stored-table.ts";
import { database } from "#storage/database.ts";
import { deleteDataset, getDataset } from "#storage/datasets.ts";
import { publishTable } from "#storage/tables.ts";
import { clearCaches } from "#storage/vectors.ts";
import { deleteVersion, getVersion } from "#storage/versions.ts";
import { commitTable } from "#workers/commit-table.ts";
import { exportTable } from "#workers/export-table.ts";
import { profileTable } from "#workers/profile-table.ts";
import { backedUp, damaged, fresh, restored } from "../support/backup-files.ts";
import { imported, newTable, rowsOf } from "../support/imported-tables.ts";
import { spreadsheet } from "../support/spreadsheet.ts";
import { referenceCounts } from "../support/stored-data.ts";

beforeEach(fresh);

const never = new AbortController().signal;
const nothing = (): void => undefined;

const CSV = `name,trees,planted,yield
Ada,3,2014-05-29,1.50
"Bo, Jr.",,2015-01-02,-5
=SUM(A1),4,2016-02-29,2
Cy,5,2017-01-01,3,extra
"-minus ""q""",x,2018-01-01,4
`;

describe("an import of tables", () => {
  it("reads rows, ignores those of another length and makes nulls of what does not fit", async () => {
    const id = await newTable();
    const { found, job, result } = await imported(
      id,
      { "a.csv": CSV },
      { types: { trees: "int" } },
    );
    expect(found.columns).toEqual([
      { name: "name", type: "string" },
      { name: "trees", type: "string" },
      { name: "planted", type: "date" },
      { name: "yield", type: "double" },
    ]);
    expect([found.rows, found.ignored]).toEqual([4, 1]);
    expect(result).toMatchObject({ imported: 4, ignored: 1, bad: 1 });
    expect(job.problems.map(({ rule, line }) => [rule, line])).toEqual([
      ["table.row", 5],
      ["table.value", 6],
    ]);
    expect(await rowsOf(id)).toEqual([
      ["Ada", "3", "2014-05-29", "1.5"],
      ["Bo, Jr.", null, "2015-01-02", "-5"],
      ["=SUM(A1)", "4", "2016-02-29", "2"],
      ['-minus "q"', null, "2018-01-01", "4"],
    ]);
    expect(await getDataset(id)).toMatchObject({
      sampleCount: 4,
      table: { rows: 4, ignored: 1, bad: [0, 1, 0, 0] },
    });
  });

  it("reads decimal commas where cells are not separated by commas, and gives points back", async () => {
    const id = await newTable();
    const { found, result } = await imported(id, {
      "a.csv":
        'site;rain;note;size\nA;3,14;1,5;7\nB;-0,5;x;8,25\nC;;2,5;"1,234"\n',
    });
    expect(found.columns.map(({ type }) => type)).toEqual([
      "string",
      "double",
      "string",
      "double",
    ]);
    expect(result).toMatchObject({ imported: 3, bad: 0 });
    expect(await rowsOf(id)).toEqual([
      ["A", "3.14", "1,5", "7"],
      ["B", "-0.5", "x", "8.25"],
      ["C", null, "2,5", "1.234"],
    ]);
    const table = (await getDataset(id))?.table;
    if (!table) throw new Error("There is no table");
    const file = await exportTable(table, nothing, never);
    expect(await file.text()).toBe(
      'site,rain,note,size\r\nA,3.14,"1,5",7\r\nB,-0.5,x,8.25\r\nC,,"2,5",1.234\r\n',
    );
    const again = await newTable();
    await imported(again, { "b.csv": file });
    expect(await rowsOf(again)).toEqual(await rowsOf(id));
    // Later rows may come from a device that writes points.
    await imported(id, { "c.csv": "site;rain;note;size\nD;2.5;y;9\n" });
    expect((await rowsOf(id)).at(-1)).toEqual(["D", "2.5", "y", "9"]);
  });

  it("reads a spreadsheet, and tells that it has other sheets", async () => {
    const id = await newTable();
    const { found, job, result } = await imported(id, {
      "trees.xlsx": spreadsheet(),
    });
    expect(found.columns.map(({ name, type }) => [name, type])).toEqual([
      ["name", "string"],
      ["n", "long"],
      ["day", "date"],
      ["ok", "boolean"],
    ]);
    expect(result).toMatchObject({ imported: 2, ignored: 0 });
    expect(job.problems.map(({ rule }) => rule)).toContain("table.sheets");
    expect(await rowsOf(id)).toEqual([
      ["Äpfel & Birnen", "9007199254740993", "2014-05-29", "TRUE"],
      ["x", null, null, "FALSE"],
    ]);
  });

  it("puts files of one schema behind each other, in the order of their numbers", async () => {
    const id = await newTable();
    const { job } = await imported(id, {
      "table_import_10.csv": "a,b\n10,z\n",
      "table_import_2.csv": "a;b\n2;y\n",
      "table_import_1.csv": "a,b\n1,x\n",
      "other.csv": "a,c\n9,9\n",
      "picture.jpg": "no table",
    });
    // Files are in the order of their names: `other` is the first, and gives the schema.
    expect(await rowsOf(id)).toEqual([["9", "9"]]);
    expect(job.problems.map(({ rule, file }) => [rule, file])).toEqual([
      ["table.format", "picture.jpg"],
      ["table.schema", "table_import_1.csv"],
      ["table.schema", "table_import_2.csv"],
      ["table.schema", "table_import_10.csv"],
    ]);
    const second = await newTable();
    await imported(second, {
      "table_import_10.csv": "a,b\n10,z\n",
      "table_import_2.tsv": "a\tb\n2\ty\n",
      "table_import_1.csv": "a,b\n1,x\n",
    });
    expect(await rowsOf(second)).toEqual([
      ["1", "x"],
      ["2", "y"],
      ["10", "z"],
    ]);
  });

  it("keeps the schema for later files", async () => {
    const id = await newTable();
    await imported(id, { "a.csv": "a,b\n1,x\n" });
    const { found, result } = await imported(id, {
      "b.csv": "a,b\nmany,y\n3,z\n",
      "c.csv": "a,b,c\n1,2,3\n",
    });
    expect(found).toMatchObject({ isFixed: true, rows: 2 });
    expect(result).toMatchObject({ imported: 2, bad: 1 });
    expect(await rowsOf(id)).toEqual([
      ["1", "x"],
      [null, "y"],
      ["3", "z"],
    ]);
    const { counted, real } = await referenceCounts();
    expect(counted).toEqual(real);
  });

  it("names columns that have no header", async () => {
    const id = await newTable();
    const stored = await imported(
      id,
      { "a.csv": "attr_1,attr_2\nx,1\n" },
      { reading: { hasHeader: false } },
    );
    expect(stored.result.imported).toBe(2);
  });

  it("adds its rows once, however often it is run", async () => {
    const id = await newTable();
    const { job } = await imported(id, { "a.csv": "a,b\n1,x\n" });
    expect((await database.jobs.get(job.id))?.cursor).toMatchObject({
      phase: "stored",
    });
    const stop = new AbortController();
    stop.abort();
    const columns = [{ name: "a", type: "int" as const }];
    const task = {
      jobId: job.id,
      datasetId: id,
      choice: { reading: {}, columns },
    };
    await expect(
      commitTable(task, nothing, nothing, stop.signal),
    ).rejects.toThrow();
    expect(await rowsOf(id)).toEqual([["1", "x"]]);
  });
});

describe("a stored table", () => {
  const ROWS = ROWS_PER_PART + 5;
  const long = `n,word\n${Array.from({ length: ROWS }, (_, i) => `${String(i)},w${String(i % 7)}`).join("\n")}\n`;

  it("shares its parts with its versions, and lets them go with the last", async () => {
    const id = await newTable();
    await imported(id, { "a.csv": long });
    const table = (await getDataset(id))?.table;
    expect(table?.parts.map(({ rows }) => rows)).toEqual([ROWS_PER_PART, 5]);
    const versionId = newId<VersionId>();
    const task = { datasetId: id, name: null, description: "", split: null };
    const version = await publishTable(task, versionId);
    expect(await publishTable(task, versionId)).toEqual(version);
    expect(version).toMatchObject({ name: "V001", sampleCount: ROWS });
    const refs = async () =>
      (await database.blobs.toArray()).flatMap(({ refs: n }) => n || []);
    expect(await refs()).toEqual([2, 2]);
    // More rows: the version keeps what it was.
    await imported(id, { "b.csv": "n,word\n1,w\n" });
    expect((await getVersion(versionId))?.table?.rows).toBe(ROWS);
    expect((await getDataset(id))?.sampleCount).toBe(ROWS + 1);
    const { counted, real } = await referenceCounts();
    expect(counted).toEqual(real);
    await deleteVersion(versionId);
    expect(await refs()).toEqual([1, 1, 1]);
    await deleteDataset(id);
    expect(await refs()).toEqual([]);
  });

  it("comes back from a backup", async () => {
    const id = await newTable();
    await imported(id, { "a.csv": CSV });
    const before = await rowsOf(id);
    const task = { datasetId: id, name: null, description: "", split: null };
    const version = await publishTable(task, newId<VersionId>());
    const file = await backedUp();
    await fresh();
    const job = await restored(file);
    expect([job.error, job.problems]).toEqual([null, []]);
    expect(await rowsOf(id)).toEqual(before);
    expect(await getVersion(version.id)).toEqual(version);
    const { counted, real } = await referenceCounts();
    expect(counted).toEqual(real);
  });

  it("tells the rows that a damaged backup could not bring back", async () => {
    const id = await newTable();
    await imported(id, { "a.csv": CSV });
    const [part] = (await getDataset(id))?.table?.parts ?? [];
    const name = (await getDataset(id))?.name;
    const path = `files/${part?.hash ?? ""}-1.bin`;
    const file = await damaged(await backedUp(), path);
    await fresh();
    const job = await restored(file);
    expect(
      job.problems.map(({ rule, file: at, value }) => [rule, at, value]),
    ).toEqual([
      ["backup.file", path, undefined],
      ["backup.lost", name, "4"],
    ]);
    expect(await rowsOf(id)).toEqual([]);
  });

  it("leaves as CSV that no table program runs, and comes back the same", async () => {
    const id = await newTable();
    await imported(id, { "a.csv": CSV });
    const table = (await getDataset(id))?.table;
    if (!table) throw new Error("There is no table");
    const file = await exportTable(table, nothing, never);
    expect(await file.text()).toBe(
      'name,trees,planted,yield\r\nAda,3,2014-05-29,1.5\r\n"Bo, Jr.",,2015-01-02,-5\r\n"\t=SUM(A1)",4,2016-02-29,2\r\n"\t-minus ""q""",x,2018-01-01,4\r\n',
    );
    const again = await newTable();
    await imported(again, { "b.csv": file });
    expect(await rowsOf(again)).toEqual(await rowsOf(id));
  });

  it("is profiled over all parts, once", async () => {
    const id = await newTable();
    await imported(id, { "a.csv": long });
    const table = (await getDataset(id))?.table;
    if (!table) throw new Error("There is no table");
    let looks = 0;
    const look = (): void => void (looks += 1);
    const [n, word] = await profileTable(table, look, never);
    expect(n).toMatchObject({ distinct: ROWS, missing: 0 });
    expect(word).toMatchObject({ distinct: 7, rows: ROWS });
    expect(looks).toBe(2);
    expect(await profileTable(table, look, never)).toEqual([n, word]);
    expect(looks).toBe(2);
    await clearCaches();
    await profileTable(table, look, never);
    expect(looks).toBe(4);
  });
});

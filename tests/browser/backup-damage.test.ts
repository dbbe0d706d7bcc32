import { beforeEach, expect, describe, it } from "vitest";
import type { BlobHash } from "#core/ids.ts";
import { packIds } from "#storage/blob-packs.ts";
import { readBlob } from "#storage/blobs.ts";
import { contentHash } from "#storage/content-hash.ts";
import { database } from "#storage/database.ts";
import { BACKUP_FORMAT } from "#workers/backup-archive.ts";
import {
  backedUp,
  damaged,
  edited,
  everything,
  fresh,
  restored,
} from "../support/backup-files.ts";
import {
  contentsOf,
  newDataset,
  referenceCounts,
} from "../support/stored-data.ts";

beforeEach(fresh);

it("hundreds of small files come back in few packs, and each that is damaged is named", async () => {
  const COUNT = 300;
  const contents = Array.from({ length: COUNT }, (_, i) =>
    new TextEncoder().encode(`file number ${String(i)}`),
  );
  const hashes = await Promise.all(contents.map(contentHash));
  const names = hashes.map((hash) => `files/${hash}-1.bin`);
  const [broken = "", other = ""] = [names[2], names[COUNT - 1]];
  const renamed = `files/${"0".repeat(64)}-1.bin`;
  const made = await edited(await backedUp(), (entries) => {
    const head = { format: BACKUP_FORMAT, files: COUNT };
    entries["backup.json"] = new TextEncoder().encode(JSON.stringify(head));
    for (const [i, name] of names.entries())
      entries[name === other ? renamed : name] = contents[i] as Uint8Array;
  });
  const job = await restored(await damaged(made, broken));
  expect(job.problems.map(({ rule, file }) => [rule, file])).toEqual([
    ["backup.file", broken],
    ["backup.file", renamed],
  ]);
  expect(job.result).toMatchObject({ files: COUNT - 2 });
  expect(await Array.fromAsync(packIds())).toHaveLength(2);
  const last = await readBlob(hashes[COUNT - 2] ?? ("" as BlobHash));
  expect(await last.text()).toBe(`file number ${String(COUNT - 2)}`);
});

describe("a damaged backup", () => {
  it("costs the picture whose bytes are wrong, and names it", async () => {
    const { job } = await everything();
    const before = (await contentsOf(job.id)) as {
      path: string;
      hash: string;
    }[];
    const file = await damaged(
      await backedUp(),
      `files/${before[0]?.hash ?? ""}-2.bin`,
    );
    await fresh();
    const done = await restored(file);
    expect(done.state).toBe("done");
    expect(done.problems.map(({ rule, file: at }) => `${rule} ${at}`)).toEqual([
      `backup.file files/${before[0]?.hash ?? ""}-2.bin`,
      `backup.lost ${before[0]?.path ?? ""}`,
    ]);
    expect(await contentsOf(job.id)).toEqual(before.slice(1));
    expect((await database.datasets.toArray())[0]?.sampleCount).toBe(5);
    const { counted, real } = await referenceCounts();
    for (const hash of Object.keys(counted))
      expect(counted[hash as never], hash).toBe(real[hash as never]);
  });

  it.each([
    [
      "a record that is no JSON",
      (e: Record<string, Uint8Array>) => {
        const lines = new TextDecoder()
          .decode(e["records/items.jsonl"])
          .split("\n");
        lines[2] = lines[2]?.slice(0, 20) ?? "";
        e["records/items.jsonl"] = new TextEncoder().encode(lines.join("\n"));
      },
      "backup.record",
      "records/items.jsonl, line 3",
    ],
    [
      "a table with rows missing",
      (e: Record<string, Uint8Array>) => {
        const lines = new TextDecoder()
          .decode(e["records/items.jsonl"])
          .split("\n");
        e["records/items.jsonl"] = new TextEncoder().encode(
          lines.slice(1).join("\n"),
        );
      },
      "backup.record",
      "must hold 6 records, but holds 5",
    ],
    [
      "a table that is missing",
      (e: Record<string, Uint8Array>) => {
        delete e["records/samples.jsonl"];
      },
      "backup.record",
      "records/samples.jsonl is missing",
    ],
    [
      "a newer format",
      (e: Record<string, Uint8Array>) => {
        e["backup.json"] = new TextEncoder().encode(
          '{"format":"gleaner-backup-9"}',
        );
      },
      "backup.newer",
      "newer version of Gleaner",
    ],
    [
      "an archive of something else",
      (e: Record<string, Uint8Array>) => {
        delete e["backup.json"];
      },
      "backup.format",
      "is not a backup made by Gleaner",
    ],
  ])(
    "with %s is refused as a whole, and nothing changes",
    async (_, edit, rule, words) => {
      await everything();
      const file = await edited(await backedUp(), edit);
      await fresh();
      const mine = await newDataset();
      const job = await restored(file);
      expect(job.state).toBe("failed");
      expect(job.error).toMatchObject({ code: "format", detail: { rule } });
      expect(job.error?.message).toContain(words);
      expect((await database.datasets.toArray()).map(({ id }) => id)).toEqual([
        mine.dataset.id,
      ]);
      expect(await database.samples.count()).toBe(0);
    },
  );

  it("cut short is refused", async () => {
    await everything();
    const file = await backedUp();
    await fresh();
    const job = await restored(
      new File([file.slice(0, file.size - 100)], "backup.zip"),
    );
    expect(job.error).toMatchObject({ code: "format" });
    expect(await database.datasets.count()).toBe(0);
  });
});

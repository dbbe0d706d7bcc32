import { beforeEach, expect, describe, it } from "vitest";
import { database } from "#storage/database.ts";
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

import { beforeEach, describe, expect, it, vi } from "vitest";
import type { BlobHash } from "#core/ids.ts";
import { fileHashes } from "./blob-files.ts";
import { packIds, readPack } from "./blob-packs.ts";
import { sweepBlobs } from "./blob-sweep.ts";
import { readBlob, releaseBlobs, retainBlobs, writeBlobs } from "./blobs.ts";
import { database, type BlobRow } from "./database.ts";

beforeEach(async () => {
  await database.blobs.clear();
  await sweepBlobs(0);
});

const files = (names: readonly string[], bytes = 1000): Blob[] =>
  names.map((name) => new Blob([name.padEnd(bytes, name)]));

/** Referred to, each once. */
async function kept(contents: readonly Blob[]): Promise<BlobHash[]> {
  const hashes = (await writeBlobs(contents)).map(({ hash }) => hash);
  await retainBlobs(hashes);
  return hashes;
}

const rowsOf = (hashes: readonly BlobHash[]) =>
  database.blobs.bulkGet([...hashes]) as Promise<BlobRow[]>;

const packsOf = async (hashes: readonly BlobHash[]) => [
  ...new Set((await rowsOf(hashes)).flatMap(({ pack }) => pack ?? [])),
];

const allPacks = () => Array.fromAsync(packIds());

async function expectRead(
  hashes: readonly BlobHash[],
  contents: readonly Blob[],
): Promise<void> {
  expect(hashes).toHaveLength(contents.length);
  for (const [i, hash] of hashes.entries())
    expect(await (await readBlob(hash)).text()).toBe(await contents[i]?.text());
}

describe("small files that are stored together", () => {
  it("lie in one pack, and each is read as it was, an empty one too", async () => {
    const contents = [...files(["a", "b", "c"]), new Blob([])];
    const hashes = await kept(contents);
    expect(await allPacks()).toEqual(await packsOf(hashes));
    expect(await allPacks()).toHaveLength(1);
    await expectRead(hashes, contents);
  });

  it("fill as many packs as they need; a large one and a single one get files of their own", async () => {
    const large = 600 * 1024;
    const contents = [
      ...files(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"], 500 * 1024),
      ...files(["L"], large),
    ];
    const hashes = await kept(contents);
    await expectRead(hashes, contents);
    expect(await packsOf(hashes)).toHaveLength(2);
    const [single] = await kept(files(["s"]));
    const alone = [hashes.at(-1), single].map(
      (hash) => hash ?? ("" as BlobHash),
    );
    for (const { place } of await rowsOf(alone)) expect(place).toBe("opfs");
  });

  it("are read from many packs in turn", async () => {
    const contents = Array.from({ length: 20 }, (_, i) =>
      files([`${String(i)} `, `${String(i)}-`]),
    );
    const hashes: BlobHash[] = [];
    for (const pair of contents) hashes.push(...(await kept(pair)));
    expect(await packsOf(hashes)).toHaveLength(contents.length);
    for (const _ of [1, 2]) await expectRead(hashes, contents.flat());
  });

  it("are told to be gone when the pack was cut off, those behind the cut, and mended when they are brought again", async () => {
    const contents = files(["a", "b", "c"]);
    const hashes = await kept(contents);
    const [pack = ""] = await packsOf(hashes);
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle("packs");
    const stream = await (
      await folder.getFileHandle(pack)
    ).createWritable({ keepExistingData: true });
    await stream.truncate(1500);
    await stream.close();
    await expectRead(hashes.slice(0, 1), contents.slice(0, 1));
    for (const hash of hashes.slice(1))
      await expect(readBlob(hash)).rejects.toMatchObject({
        code: "storage",
        detail: { reason: "missing", hash },
      });
    await writeBlobs(contents);
    await expectRead(hashes, contents);
    for (const { refs } of await rowsOf(hashes)) expect(refs).toBe(1);
  });

  it("leave nothing of a pack that the device has no room for", async () => {
    const full = new DOMException("full", "QuotaExceededError");
    vi.spyOn(
      FileSystemWritableFileStream.prototype,
      "write",
    ).mockRejectedValueOnce(full);
    const contents = files(["a", "b"]);
    await expect(writeBlobs(contents)).rejects.toMatchObject({
      code: "storage",
      detail: { reason: "quota" },
    });
    expect(await allPacks()).toEqual([]);
    expect(await database.blobs.count()).toBe(0);
    await expectRead(await kept(contents), contents);
  });
});

describe("a clean-up", () => {
  it("leaves a pack of which little was deleted, and removes it with its last file", async () => {
    const contents = files(["a", "b", "c", "d", "e"]);
    const hashes = await kept(contents);
    const packs = await packsOf(hashes);
    await releaseBlobs(hashes.slice(0, 1));
    expect(await sweepBlobs(0)).toEqual({ blobs: 1, bytes: 1000 });
    expect(await packsOf(hashes.slice(1))).toEqual(packs);
    await expectRead(hashes.slice(1), contents.slice(1));
    await releaseBlobs(hashes.slice(1));
    expect(await sweepBlobs(0)).toEqual({ blobs: 4, bytes: 4000 });
    expect(await allPacks()).toEqual([]);
    // It was read a moment ago.
    expect(packs[0] && (await readPack(packs[0]))).toBeNull();
  });

  it("writes a pack anew of which much was deleted; the old one can be read until the next clean-up", async () => {
    const contents = files(["a", "b", "c", "d", "e"]);
    const hashes = await kept(contents);
    await retainBlobs(hashes.slice(4));
    const [old] = await packsOf(hashes);
    const opened = await readBlob(hashes[4] ?? ("" as BlobHash));
    await releaseBlobs(hashes.slice(0, 3));
    await sweepBlobs(0);
    const left = hashes.slice(3);
    const packs = await packsOf(left);
    expect(packs).toHaveLength(1);
    expect(packs).not.toContain(old);
    expect((packs[0] && (await readPack(packs[0])))?.size).toBe(2000);
    expect((await rowsOf(left)).map(({ refs }) => refs)).toEqual([1, 2]);
    await expectRead(left, contents.slice(3));
    expect(await opened.text()).toBe(await contents[4]?.text());
    await sweepBlobs(0);
    expect(await allPacks()).toEqual(packs);
    await expectRead(left, contents.slice(3));
  });

  it("spares a young pack without rows: somebody may be about to note them", async () => {
    await writeBlobs(files(["a", "b"]));
    await database.blobs.clear();
    await sweepBlobs();
    expect(await allPacks()).toHaveLength(1);
    await sweepBlobs(0);
    expect(await allPacks()).toEqual([]);
  });

  it("removes a file whose content lies in a pack since", async () => {
    const contents = files(["a", "b"]);
    const first = await kept(contents.slice(0, 1));
    await database.blobs.clear();
    const hashes = await kept(contents);
    expect(hashes[0]).toBe(first[0]);
    await sweepBlobs(0);
    expect(await Array.fromAsync(fileHashes())).toEqual([]);
    await expectRead(hashes, contents);
  });

  it("leaves a pack as it is while the device is full", async () => {
    const contents = files(["a", "b", "c", "d"]);
    const hashes = await kept(contents);
    const packs = await packsOf(hashes);
    await releaseBlobs(hashes.slice(0, 2));
    const full = new DOMException("full", "QuotaExceededError");
    vi.spyOn(
      FileSystemWritableFileStream.prototype,
      "write",
    ).mockRejectedValueOnce(full);
    await sweepBlobs(0);
    expect(await allPacks()).toEqual(packs);
    await expectRead(hashes.slice(2), contents.slice(2));
  });
});

import Dexie from "dexie";
import { beforeEach, expect, it, vi } from "vitest";
import type { BlobHash } from "#core/ids.ts";
import {
  readBlob,
  retainBlobs,
  type StoredBlob,
  writeBlob,
  writeBlobs,
} from "./blobs.ts";
import { database } from "./database.ts";

beforeEach(() => database.blobs.clear());

const content = new TextEncoder().encode("a picture of a cat");

/** What a cut of power leaves of a file whose bytes were not on the disk yet. */
async function cutOff(hash: BlobHash, bytes: number): Promise<void> {
  const root = await navigator.storage.getDirectory();
  const folder = await (
    await root.getDirectoryHandle("blobs")
  ).getDirectoryHandle(hash.slice(0, 2));
  const stream = await (await folder.getFileHandle(hash)).createWritable();
  await stream.truncate(bytes);
  await stream.close();
}

it.each([0, 7])(
  "says that a file cut off after %i bytes is gone, and mends it when it is brought again",
  async (bytes) => {
    const { hash } = await writeBlob(content);
    await retainBlobs([hash]);
    await cutOff(hash, bytes);
    await expect(readBlob(hash)).rejects.toMatchObject({
      code: "storage",
      detail: { reason: "missing", hash },
    });
    await writeBlobs([content], { mayLinger: true });
    expect(await (await readBlob(hash)).text()).toBe("a picture of a cat");
    expect(await database.blobs.get(hash)).toMatchObject({ refs: 1 });
  },
);

it("says so when a row cannot be written, unless another thread has made it", async () => {
  const full = new DOMException("full", "QuotaExceededError");
  vi.spyOn(database.blobs, "bulkAdd").mockReturnValueOnce(
    Dexie.Promise.reject(new Dexie.BulkError("failed", [full])),
  );
  await expect(writeBlob(content)).rejects.toMatchObject({
    code: "storage",
    detail: { reason: "quota" },
  });
});

it("keeps the references of a row that another thread made meanwhile", async () => {
  const [first, second] = await Promise.all([
    writeBlob(content),
    writeBlob(content),
  ]);
  expect(first).toEqual(second);
  await retainBlobs([first.hash]);
  const both = [content, new Uint8Array([1, 2])];
  const [known, added] = await writeBlobs(both);
  expect(known).toEqual(first);
  const refsOf = async (stored?: StoredBlob): Promise<number | undefined> =>
    stored && (await database.blobs.get(stored.hash))?.refs;
  expect([await refsOf(first), await refsOf(added)]).toEqual([1, 0]);
});

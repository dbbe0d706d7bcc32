import { expect, it, vi } from "vitest";
import { readBlob, writeBlobs } from "./blobs.ts";
import { contentHash } from "./content-hash.ts";
import { database } from "./database.ts";

// Before anything asks whether files can be written, which is found out once. Not by a mock of the
// module: in a browser that makes every request wait for the test runner.
vi.spyOn(navigator.storage, "getDirectory").mockRejectedValue(
  new DOMException("No files here", "SecurityError"),
);

it("mends a lost file inside its row where files cannot be written any more", async () => {
  const content = new TextEncoder().encode("a picture of a cat");
  const hash = await contentHash(content);
  await database.blobs.put({
    hash,
    bytes: content.length,
    refs: 1,
    writtenAt: 0,
    place: "opfs",
  });
  await writeBlobs([content]);
  expect(await (await readBlob(hash)).text()).toBe("a picture of a cat");
  expect(await database.blobs.get(hash)).toMatchObject({
    refs: 1,
    place: "database",
  });
});

it("keeps small files inside their rows where files cannot be written", async () => {
  const texts = ["a first file", "a second one"];
  const stored = await writeBlobs(texts.map((text) => new Blob([text])));
  const hashes = stored.map(({ hash }) => hash);
  for (const row of await database.blobs.bulkGet(hashes))
    expect(row?.place).toBe("database");
  for (const [i, hash] of hashes.entries())
    expect(await (await readBlob(hash)).text()).toBe(texts[i]);
});

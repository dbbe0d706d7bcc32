import { expect, it } from "vitest";
import type { BlobHash } from "#core/ids.ts";
import { keepReserve } from "./reserve-file.ts";
import { spendReserve } from "./reserve.ts";
import { getThumbnail, putThumbnail } from "./thumbnails.ts";
import { getVectors, putVectors } from "./vectors.ts";

it("gives way with everything that can be made again: thumbnails and feature vectors", async () => {
  const hash = "a".repeat(64) as BlobHash;
  await keepReserve();
  await putThumbnail(hash, new Blob(["small"], { type: "image/jpeg" }));
  await putVectors([{ key: "k", vector: new Float32Array([1, 2]) }]);
  expect(await getThumbnail(hash)).not.toBeNull();
  expect(await getVectors(["k"])).toEqual([new Float32Array([1, 2])]);
  await spendReserve();
  expect(await getThumbnail(hash)).toBeNull();
  expect(await getVectors(["k"])).toEqual([null]);
  const root = await navigator.storage.getDirectory();
  await expect(root.getFileHandle("reserve")).rejects.toThrow();
});

/** References to files that rows other than samples and versions hold, changed in a transaction of their own. */
import type { BlobHash } from "#core/ids.ts";
import { releaseBlobs, retainBlobs } from "./blobs.ts";
import { database } from "./database.ts";
import { guarded } from "./errors.ts";

export async function addHeldBlobs(hashes: readonly BlobHash[]): Promise<void> {
  await guarded(() =>
    database.transaction("rw", database.blobs, () => retainBlobs(hashes)),
  );
}

export async function dropHeldBlobs(
  hashes: readonly BlobHash[],
): Promise<void> {
  await guarded(() =>
    database.transaction("rw", database.blobs, () => releaseBlobs(hashes)),
  );
}

/** Holds the new file instead of the old one. */
export async function swapBlob(
  old: BlobHash | null,
  next: BlobHash,
): Promise<void> {
  await guarded(() =>
    database.transaction("rw", database.blobs, async () => {
      if (old === next) return;
      await retainBlobs([next]);
      if (old) await releaseBlobs([old]);
    }),
  );
}

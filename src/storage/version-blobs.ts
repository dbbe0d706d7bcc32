import type { Version } from "#core/version.ts";
import { releaseBlobs, retainBlobs } from "./blobs.ts";

/**
 * A version refers to its chunks and to every picture in them. The picture hashes are kept in the
 * version row, so that retaining and releasing needs no file access (which would end the transaction).
 */
export async function retainVersionBlobs(version: Version): Promise<void> {
  await retainBlobs([...version.chunks, ...version.pictures]);
}

export async function releaseVersionBlobs(version: Version): Promise<void> {
  await releaseBlobs([...version.chunks, ...version.pictures]);
}

import { cache } from "./database.ts";

/** Cached feature vectors, null where there is none. Keys name extractor, version, view and file. */
export async function getVectors(
  keys: readonly string[],
): Promise<(Float32Array | null)[]> {
  const rows = await cache.vectors
    .bulkGet([...keys])
    .catch(() => keys.map(() => undefined));
  return rows.map((row) => (row ? new Float32Array(row.vector) : null));
}

/** A full disk is no failure: vectors can be computed again. */
export async function putVectors(
  entries: readonly { readonly key: string; readonly vector: Float32Array }[],
): Promise<void> {
  const rows = entries.map(({ key, vector }) => ({
    key,
    vector: new Float32Array(vector).buffer,
  }));
  await cache.vectors.bulkPut(rows).catch(() => undefined);
}

/** Empties what can be made again: thumbnails, feature vectors, column profiles and copies of texts. */
export async function clearCaches(): Promise<void> {
  const { thumbnails, vectors, profiles, copies } = cache;
  await Promise.all(
    [thumbnails, vectors, profiles, copies].map((one) => one.clear()),
  );
}

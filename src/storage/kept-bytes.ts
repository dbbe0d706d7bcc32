/**
 * Files inside IndexedDB: blobs where the browser keeps them, otherwise their bytes. WebKit's
 * private windows (and its automation) refuse a blob with "Error preparing Blob/File data".
 */
import { database } from "./database.ts";

export type KeptBytes =
  Blob | { readonly bytes: ArrayBuffer; readonly type: string };

let keepsBlobs: Promise<boolean> | null = null;

/** Found out by storing one, once per thread; not inside a transaction. */
function canKeepBlobs(): Promise<boolean> {
  const key = `probe-${String(Math.random()).slice(2)}`;
  keepsBlobs ??= database.settings
    .put({ key, value: new Blob(["x"]) })
    .then(() => database.settings.delete(key))
    .then(
      () => true,
      () => false,
    );
  return keepsBlobs;
}

/** As it goes into a row. Call it before the transaction. */
export async function toKept(blob: Blob): Promise<KeptBytes> {
  return (await canKeepBlobs())
    ? blob
    : { bytes: await blob.arrayBuffer(), type: blob.type };
}

export function fromKept(kept: KeptBytes): Blob {
  return kept instanceof Blob
    ? kept
    : new Blob([kept.bytes], { type: kept.type });
}

import type { BlobHash } from "#core/ids.ts";

/** Above this the file is hashed as a stream, so that it never lies in memory whole. */
const WHOLE_FILE_BYTES = 64 * 1024 * 1024;

const HEX = Array.from({ length: 256 }, (_, byte) =>
  byte.toString(16).padStart(2, "0"),
);

export function hex(bytes: Uint8Array): BlobHash {
  let text = "";
  for (const byte of bytes) text += HEX[byte] ?? "";
  return text as BlobHash;
}

/** SHA-256 of a file's content. */
export async function contentHash(
  file: Blob | Uint8Array<ArrayBuffer>,
): Promise<BlobHash> {
  if (file instanceof Uint8Array)
    return hex(new Uint8Array(await crypto.subtle.digest("SHA-256", file)));
  if (file.size <= WHOLE_FILE_BYTES) {
    return hex(
      new Uint8Array(
        await crypto.subtle.digest("SHA-256", await file.arrayBuffer()),
      ),
    );
  }
  // The browser's own cannot be fed in pieces.
  const { sha256 } = await import("@noble/hashes/sha2.js");
  const hash = sha256.create();
  for (let at = 0; at < file.size; at += WHOLE_FILE_BYTES) {
    hash.update(
      new Uint8Array(await file.slice(at, at + WHOLE_FILE_BYTES).arrayBuffer()),
    );
  }
  return hex(hash.digest());
}

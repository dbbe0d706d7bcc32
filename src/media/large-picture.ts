import { probeImage } from "./image-check.ts";
import { MAX_SIDE, type ImageSize } from "./image-decode.ts";
import { orientedSize } from "./image-structure.ts";

/** Files below this hold no photo that is too large for a bitmap; looking into each would cost time. */
const LEAST_BYTES = 256 * 1024;

/**
 * The size as a person sees a picture that no bitmap holds whole, from the file's bytes alone, so
 * that it can be made smaller while it is decoded. Null for all others.
 */
export async function sizeOfLarge(file: Blob): Promise<ImageSize | null> {
  if (file.size < LEAST_BYTES) return null;
  const { structure } = probeImage(new Uint8Array(await file.arrayBuffer()));
  if (!structure || structure.damage !== null) return null;
  const size = orientedSize(structure);
  return Math.max(size.width, size.height) > MAX_SIDE ? size : null;
}

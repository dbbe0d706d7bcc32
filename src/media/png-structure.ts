import { ByteView } from "./byte-view.ts";
import { crc32 } from "#core/crc32.ts";
import { exifOrientation } from "./exif.ts";
import { type ImageStructure, StructureDraft } from "./image-structure.ts";

/** Chunks that a decoder cannot do without have a capital first letter. */
const isCritical = (type: string): boolean => /^[A-Z]/.test(type);

function readHeader(view: ByteView, at: number, draft: StructureDraft): void {
  draft.width = view.u32(at);
  draft.height = view.u32(at + 4);
  const [bits, colour] = [view.u8(at + 8), view.u8(at + 9)];
  if (bits === 16) draft.notes.push("sixteen_bits");
  if (colour === 3) draft.notes.push("palette");
  if (colour === 0 || colour === 4) draft.notes.push("grayscale");
}

/** What one chunk says. @param at its content. */
function readChunk(
  type: string,
  view: ByteView,
  at: number,
  length: number,
  draft: StructureDraft,
): void {
  if (type === "IHDR") readHeader(view, at, draft);
  else if (type === "acTL" && view.u32(at) > 1) draft.notes.push("animated");
  else if (type === "eXIf")
    draft.orientation = exifOrientation(view.bytes.subarray(at, at + length));
}

/**
 * Chunks of a PNG. Checksums of all critical chunks are compared, the picture data among them:
 * decoders show a damaged picture without a word. A damaged ancillary chunk is passed over.
 * Source: W3C PNG specification, 5 and 11.
 */
export function pngStructure(bytes: Uint8Array): ImageStructure {
  const view = new ByteView(bytes);
  const draft = new StructureDraft();
  let data = 0;
  try {
    for (let at = 8; ;) {
      const length = view.u32(at);
      const type = view.text(at + 4, 4);
      const body = at + 8;
      const end = body + length;
      if (end + 4 > bytes.length)
        return draft.finish(
          type === "IEND" && data > 0
            ? null
            : `it is cut off inside its ${type} part`,
        );
      const isWhole = crc32(bytes.subarray(at + 4, end)) === view.u32(end);
      if (!isWhole && isCritical(type))
        return draft.finish(`the checksum of its ${type} part is wrong`);
      if (isWhole) readChunk(type, view, body, length, draft);
      if (type === "IDAT") data += length;
      if (type === "IEND")
        return draft.finish(data === 0 ? "it has no picture data" : null);
      at = end + 4;
    }
  } catch {
    return draft.finish("it is cut off: the end of the picture is missing");
  }
}

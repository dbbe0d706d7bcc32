import { ByteView } from "./byte-view.ts";
import { exifOrientation } from "./exif.ts";
import type { ImageStructure } from "./jpeg-structure.ts";

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

function crc(bytes: Uint8Array): number {
  let c = 0xffffffff;
  for (const byte of bytes) c = (CRC_TABLE[(c ^ byte) & 255] ?? 0) ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

/** Beyond this a chunk's checksum is left to the decoder: checking it would read the picture twice. */
const CHECKED_BYTES = 65_536;

/** Chunks of a PNG. Source: W3C PNG specification, 5 and 11; APNG by its acTL chunk. */
export function pngStructure(bytes: Uint8Array): ImageStructure {
  const view = new ByteView(bytes);
  const notes: string[] = [];
  let [width, height, orientation, data] = [0, 0, 1, 0];
  const give = (damage: string | null): ImageStructure => ({
    width,
    height,
    orientation,
    notes,
    damage,
  });
  try {
    for (let at = 8; ;) {
      const length = view.u32(at);
      const type = view.text(at + 4, 4);
      const body = at + 8;
      if (body + length + 4 > bytes.length)
        return give(`it is cut off inside its ${type} part`);
      if (
        type !== "IDAT" &&
        length < CHECKED_BYTES &&
        crc(bytes.subarray(at + 4, body + length)) !== view.u32(body + length)
      ) {
        return give(`the checksum of its ${type} part is wrong`);
      }
      if (type === "IHDR") {
        width = view.u32(body);
        height = view.u32(body + 4);
        if (view.u8(body + 8) === 16) notes.push("16 bits per colour");
        if (view.u8(body + 9) === 3) notes.push("palette");
        if (view.u8(body + 9) === 0) notes.push("grayscale");
        if (width === 0 || height === 0) return give("it has no size");
      } else if (type === "IDAT") data += length;
      else if (type === "acTL") notes.push("animated, the first frame counts");
      else if (type === "eXIf")
        orientation = exifOrientation(bytes.subarray(body, body + length));
      else if (type === "IEND")
        return give(
          width === 0
            ? "it has no header"
            : data === 0
              ? "it has no picture data"
              : null,
        );
      at = body + length + 4;
    }
  } catch {
    return give("it is cut off: the end of the picture is missing");
  }
}

import { ByteView } from "./byte-view.ts";
import { exifOrientation } from "./exif.ts";

export interface ImageStructure {
  /** As stored, before EXIF orientation. */
  readonly width: number;
  readonly height: number;
  /** EXIF 1-8; 5-8 swap width and height. */
  readonly orientation: number;
  /** What is unusual but fine, in words. */
  readonly notes: readonly string[];
  /** Why it cannot be used, in words; null = whole. */
  readonly damage: string | null;
}

const isStartOfFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
const hasNoLength = (marker: number): boolean =>
  marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);

/** The end marker, anywhere after the first scan: cameras append data after it. */
function hasEnd(bytes: Uint8Array, from: number): boolean {
  for (let at = bytes.length - 2; at >= from; at -= 1) {
    if (bytes[at] === 0xff && bytes[at + 1] === 0xd9) return true;
  }
  return false;
}

const COLOURS: Readonly<Record<number, string>> = { 1: "grayscale", 4: "CMYK" };

/** Segments of a JPEG up to its first scan. Source: ITU-T T.81, annex B. */
export function jpegStructure(bytes: Uint8Array): ImageStructure {
  const view = new ByteView(bytes);
  const notes: string[] = [];
  let [width, height, orientation, at] = [0, 0, 1, 2];
  const give = (damage: string | null): ImageStructure => ({
    width,
    height,
    orientation,
    notes,
    damage,
  });
  try {
    for (;;) {
      while (view.u8(at) !== 0xff) at += 1;
      while (view.u8(at) === 0xff) at += 1;
      const marker = view.u8(at);
      at += 1;
      if (hasNoLength(marker)) continue;
      if (marker === 0xd9) return give("it ends before any picture data");
      const length = view.u16(at);
      if (length < 2) return give("a segment has an impossible length");
      if (marker === 0xe1 && view.text(at + 2, 4) === "Exif") {
        orientation = exifOrientation(bytes.subarray(at + 8, at + length));
      } else if (isStartOfFrame(marker)) {
        const precision = view.u8(at + 2);
        height = view.u16(at + 3);
        width = view.u16(at + 5);
        if (precision !== 8)
          return give(
            `it has ${String(precision)} bits per colour, browsers read 8`,
          );
        const colour = COLOURS[view.u8(at + 7)];
        if (colour) notes.push(colour);
        if (marker === 0xc2) notes.push("progressive");
      } else if (marker === 0xda) {
        if (width === 0 || height === 0) return give("it has no size");
        return give(
          hasEnd(bytes, at)
            ? null
            : "it is cut off: the end of the picture is missing",
        );
      }
      at += length;
    }
  } catch {
    return give("it is cut off inside the header");
  }
}

import { ByteView } from "./byte-view.ts";
import { exifOrientation } from "./exif.ts";
import { type ImageStructure, StructureDraft } from "./image-structure.ts";

const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;
const APP1 = 0xe1;

const isStartOfFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
const hasNoLength = (marker: number): boolean =>
  marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);

/** The end marker, anywhere after the first scan: cameras append data after it. */
function hasEnd(bytes: Uint8Array, from: number): boolean {
  for (let at = bytes.length - 2; at >= from; at -= 1)
    if (bytes[at] === 0xff && bytes[at + 1] === END_OF_IMAGE) return true;
  return false;
}

/** Place of the next marker's code; bytes that are no marker are skipped, as decoders do. */
function nextMarker(view: ByteView, from: number): number {
  let at = from;
  while (view.u8(at) !== 0xff) at += 1;
  while (view.u8(at) === 0xff) at += 1;
  return at;
}

/** @returns why the frame cannot be decoded, or null. */
function readFrame(
  view: ByteView,
  at: number,
  draft: StructureDraft,
): string | null {
  const bits = view.u8(at + 2);
  draft.height = view.u16(at + 3);
  draft.width = view.u16(at + 5);
  const components = view.u8(at + 7);
  if (components === 1) draft.notes.push("grayscale");
  if (components === 4) draft.notes.push("cmyk");
  return bits === 8
    ? null
    : `it has ${String(bits)} bits per colour, browsers read 8`;
}

/** Segments of a JPEG up to its first scan. Source: ITU-T T.81, annex B. */
export function jpegStructure(bytes: Uint8Array): ImageStructure {
  const view = new ByteView(bytes);
  const draft = new StructureDraft();
  try {
    for (let at = 2; ;) {
      at = nextMarker(view, at) + 1;
      const marker = view.u8(at - 1);
      if (hasNoLength(marker)) continue;
      if (marker === END_OF_IMAGE)
        return draft.finish("it ends before any picture data");
      if (marker === START_OF_SCAN)
        return draft.finish(
          hasEnd(bytes, at)
            ? null
            : "it is cut off: the end of the picture is missing",
        );
      const length = view.u16(at);
      if (length < 2) return draft.finish("a segment has an impossible length");
      if (marker === APP1 && view.text(at + 2, 4) === "Exif") {
        draft.orientation = exifOrientation(
          bytes.subarray(at + 8, at + length),
        );
      } else if (isStartOfFrame(marker)) {
        const damage = readFrame(view, at, draft);
        if (damage) return draft.finish(damage);
      }
      at += length;
    }
  } catch {
    return draft.finish("it is cut off inside the header");
  }
}

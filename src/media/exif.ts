import { ByteView } from "./byte-view.ts";

const ORIENTATION_TAG = 0x0112;

/** Orientation 1-8 from a TIFF header with its first directory; 1 when absent or broken. Source: EXIF 2.32, 4.6. */
export function exifOrientation(tiff: Uint8Array): number {
  try {
    const view = new ByteView(tiff);
    const little = view.text(0, 2) === "II";
    const directory = view.u32(4, little);
    const entries = view.u16(directory, little);
    for (let i = 0; i < entries; i += 1) {
      const entry = directory + 2 + i * 12;
      if (view.u16(entry, little) !== ORIENTATION_TAG) continue;
      const value = view.u16(entry + 8, little);
      return value >= 1 && value <= 8 ? value : 1;
    }
  } catch {
    // A broken EXIF block does not make the picture unusable.
  }
  return 1;
}

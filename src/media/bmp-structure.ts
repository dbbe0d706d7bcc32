import { ByteView } from "./byte-view.ts";
import type { ImageStructure } from "./jpeg-structure.ts";

const CORE_HEADER_BYTES = 12;

/** Header of a BMP. Source: Microsoft BITMAPFILEHEADER, BITMAPCOREHEADER, BITMAPINFOHEADER. */
export function bmpStructure(bytes: Uint8Array): ImageStructure {
  const give = (
    width: number,
    height: number,
    damage: string | null,
  ): ImageStructure => ({ width, height, orientation: 1, notes: [], damage });
  try {
    const view = new ByteView(bytes);
    const core = view.u32(14, true) === CORE_HEADER_BYTES;
    const width = core ? view.u16(18, true) : view.i32(18, true);
    const height = Math.abs(core ? view.u16(20, true) : view.i32(22, true));
    if (width <= 0 || height <= 0) return give(0, 0, "it has no size");
    if (view.u32(10, true) > bytes.length)
      return give(width, height, "it is cut off before the picture data");
    return give(width, height, null);
  } catch {
    return give(0, 0, "it is cut off inside the header");
  }
}

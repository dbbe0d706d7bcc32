import { ByteView } from "./byte-view.ts";
import { type ImageStructure, StructureDraft } from "./image-structure.ts";

const CORE_HEADER_BYTES = 12;
/** Bits per pixel; 0 stands for a JPEG or PNG inside, which browsers refuse. */
const BITS = [0, 1, 2, 4, 8, 16, 24, 32];
/** Values of `biCompression` that mean plain rows: BI_RGB, BI_BITFIELDS, BI_ALPHABITFIELDS. */
const PLAIN = [0, 3, 6];

/** Header and length of a BMP. Source: Microsoft BITMAPFILEHEADER, BITMAPCOREHEADER, BITMAPINFOHEADER. */
export function bmpStructure(bytes: Uint8Array): ImageStructure {
  const draft = new StructureDraft();
  try {
    const view = new ByteView(bytes);
    const core = view.u32(14, true) === CORE_HEADER_BYTES;
    draft.width = core ? view.u16(18, true) : view.i32(18, true);
    draft.height = Math.abs(core ? view.u16(20, true) : view.i32(22, true));
    const bits = view.u16(core ? 24 : 28, true);
    const compression = core ? 0 : view.u32(30, true);
    if (!BITS.includes(bits))
      return draft.finish(`it has ${String(bits)} bits per pixel`);
    if (bits <= 8) draft.notes.push("palette");
    const start = view.u32(10, true);
    const rowBytes = Math.ceil((draft.width * bits) / 32) * 4;
    const needed = PLAIN.includes(compression) ? rowBytes * draft.height : 1;
    return draft.finish(
      draft.width > 0 && start + needed > bytes.length
        ? "it is cut off: the end of the picture is missing"
        : null,
    );
  } catch {
    return draft.finish("it is cut off inside the header");
  }
}

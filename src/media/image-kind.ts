/** What kind of picture a file is, by its first bytes: names lie. */
export interface ImageKind {
  /** As people call it. */
  readonly name: string;
  readonly mime: string;
  readonly suffixes: readonly string[];
  /** Datasets take it (spec: data management 2.1). */
  readonly accepted: boolean;
}

const kind = (
  name: string,
  mime: string,
  suffixes: readonly string[],
  accepted = false,
): ImageKind => ({ name, mime, suffixes, accepted });

export const JPEG = kind("JPEG", "image/jpeg", [".jpg", ".jpeg"], true);
export const PNG = kind("PNG", "image/png", [".png"], true);
export const BMP = kind("BMP", "image/bmp", [".bmp"], true);
const GIF = kind("GIF", "image/gif", [".gif"]);
const WEBP = kind("WebP", "image/webp", [".webp"]);
const AVIF = kind("AVIF", "image/avif", [".avif"]);
const HEIC = kind("HEIC", "image/heic", [".heic", ".heif"]);
const TIFF = kind("TIFF", "image/tiff", [".tif", ".tiff"]);
const PSD = kind("Photoshop", "image/vnd.adobe.photoshop", [".psd"]);
const JP2 = kind("JPEG 2000", "image/jp2", [".jp2", ".j2k", ".jpx"]);
const ICO = kind("icon", "image/x-icon", [".ico", ".cur"]);
const SVG = kind("SVG", "image/svg+xml", [".svg"]);

const ascii = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, to));

function isoKind(bytes: Uint8Array): ImageKind | null {
  if (ascii(bytes, 4, 8) !== "ftyp") return null;
  const brands = ascii(bytes, 8, Math.min(bytes.length, 40));
  if (/avif|avis/.test(brands)) return AVIF;
  return /heic|heix|hevc|mif1|msf1/.test(brands) ? HEIC : null;
}

/** @param head the first bytes, 64 are enough. @returns null when it is no picture known here. */
export function imageKind(head: Uint8Array): ImageKind | null {
  const start = ascii(head, 0, 12);
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return JPEG;
  if (start.startsWith("\x89PNG\r\n\x1a\n")) return PNG;
  if (start.startsWith("BM")) return BMP;
  if (start.startsWith("GIF8")) return GIF;
  if (start.startsWith("RIFF") && start.endsWith("WEBP")) return WEBP;
  if (
    start.startsWith("II*\0") ||
    start.startsWith("MM\0*") ||
    start.startsWith("II+\0") ||
    start.startsWith("MM\0+")
  )
    return TIFF;
  if (start.startsWith("8BPS")) return PSD;
  if (start.startsWith("\0\0\0\x0cjP") || start.startsWith("\xff\x4f\xff\x51"))
    return JP2;
  if (start.startsWith("\0\0\x01\0") || start.startsWith("\0\0\x02\0"))
    return ICO;
  if (
    /^\s*<(\?xml|svg)/.test(ascii(head, 0, 64)) &&
    ascii(head, 0, 64).includes("<svg")
  )
    return SVG;
  return isoKind(head);
}

/** File names that say "picture", of any kind. */
export const IMAGE_SUFFIX =
  /\.(jpe?g|png|bmp|gif|webp|avif|hei[cf]|tiff?|psd|jp2|j2k|jpx|ico|cur|svg|jfif|mpo|apng)$/i;

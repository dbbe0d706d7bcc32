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
const JXL = kind("JPEG XL", "image/jxl", [".jxl"]);
const PNM = kind("PNM", "image/x-portable-anymap", [".ppm", ".pgm", ".pbm"]);
const TGA = kind("TGA", "image/x-tga", [".tga"]);
const SVG = kind("SVG", "image/svg+xml", [".svg"]);

/** The first match counts. Latin-1 text of the first 64 bytes. */
const SIGNATURES: readonly (readonly [RegExp, ImageKind])[] = [
  [/^\xff\xd8\xff/, JPEG],
  [/^\x89PNG\r\n\x1a\n/, PNG],
  [/^BM/, BMP],
  [/^GIF8/, GIF],
  [/^RIFF[^]{4}WEBP/, WEBP],
  [/^(II[*+]\0|MM\0[*+])/, TIFF],
  [/^8BPS/, PSD],
  [/^(\0\0\0\x0cjP|\xff\x4f\xff\x51)/, JP2],
  [/^(\0\0\0\x0cJXL |\xff\x0a)/, JXL],
  [/^[^]{4}ftyp[^]{0,32}avi[fs]/, AVIF],
  [/^[^]{4}ftyp[^]{0,32}(hei[cx]|hevc|mif1|msf1)/, HEIC],
  [/^\0\0[\x01\x02]\0(?!\0\0)/, ICO],
  [/^P[1-7]\s/, PNM],
  [/^\s*<(\?xml[^]*)?<?svg/, SVG],
  // No signature, only plausible header fields: last.
  [/^[^][\0\x01][\x01-\x03\x09-\x0b][^]{13}[\x08\x0f\x10\x18\x20]/, TGA],
];

/** @param head the first bytes, 64 are enough. @returns null when it is no picture known here. */
export function imageKind(head: Uint8Array): ImageKind | null {
  const start = String.fromCharCode(...head.subarray(0, 64));
  return SIGNATURES.find(([pattern]) => pattern.test(start))?.[1] ?? null;
}

/** File names that say "picture", of any kind. */
export const IMAGE_SUFFIX =
  /\.(jpe?g|png|bmp|gif|webp|avif|hei[cf]|tiff?|psd|jp2|j2k|jpx|ico|cur|svg|jfif|mpo|apng|tga|p[pgbn]m|jxl)$/i;

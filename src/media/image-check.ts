/**
 * The one look at every picture when it is taken in: what it is by content, whether it is whole,
 * its size as a person sees it, and a small picture for lists, all from one decode.
 */
import type { PictureInfo } from "#core/dataset.ts";
import type { Problem } from "#core/problems.ts";
import { bmpStructure } from "./bmp-structure.ts";
import {
  decodeImage,
  decodeJpegFrame,
  MAX_SIDE,
  shrink,
  type ImageSize,
} from "./image-decode.ts";
import { BMP, imageKind, JPEG, type ImageKind } from "./image-kind.ts";
import {
  orientedSize,
  type ImageNote,
  type ImageStructure,
} from "./image-structure.ts";
import { jpegStructure } from "./jpeg-structure.ts";
import { pngStructure } from "./png-structure.ts";

const MB = 1024 * 1024;
/** Spec: data management 2.3. */
export const MAX_IMAGE_BYTES = 25 * MB;
const WARN_IMAGE_BYTES = 5 * MB;
/** More pixels than any camera of today gives, and as many as a tablet can hold once. */
export const MAX_PIXELS = 120_000_000;
export const THUMBNAIL_SIDE = 256;
const MAX_THUMBNAIL_BYTES = 24 * 1024;

export interface CheckedImage {
  readonly mime: string;
  readonly media: PictureInfo;
  readonly thumbnail: {
    readonly mime: string;
    readonly bytes: Uint8Array<ArrayBuffer>;
  };
}

export interface ImageCheck {
  /** Null when the file cannot be used; `problems` says why. */
  readonly image: CheckedImage | null;
  readonly problems: readonly Problem[];
}

interface Probe {
  readonly kind: ImageKind | null;
  readonly structure: ImageStructure | null;
}

/** Kind and structure from the bytes, without decoding. */
export function probeImage(bytes: Uint8Array): Probe {
  const kind = imageKind(bytes.subarray(0, 64));
  if (!kind?.accepted) return { kind, structure: null };
  const read =
    kind === JPEG ? jpegStructure : kind === BMP ? bmpStructure : pngStructure;
  return { kind, structure: read(bytes) };
}

const problem = (
  path: string,
  severity: Problem["severity"],
  rule: string,
  message: string,
  value?: string,
): Problem => ({
  severity,
  rule,
  file: path,
  message,
  ...(value === undefined ? {} : { value }),
});

/** What speaks against the file before it is decoded, or null. */
function refusal(
  path: string,
  size: number,
  { kind, structure }: Probe,
): Problem | null {
  const no = (rule: string, message: string, value?: string): Problem =>
    problem(path, "error", rule, message, value);
  if (size === 0) return no("image.empty", "The file is empty");
  if (size > MAX_IMAGE_BYTES)
    return no(
      "image.too_large",
      `A picture has at most 25 MB, this one has ${(size / MB).toFixed(1)} MB`,
      String(size),
    );
  if (!kind)
    return no(
      "image.unknown",
      "The file is not a picture, or its beginning is damaged",
    );
  if (!kind.accepted)
    return no(
      "image.unsupported",
      `Datasets take JPG, PNG and BMP; this file is ${kind.name}`,
      kind.name,
    );
  if (!structure) return null;
  if (structure.damage)
    return no(
      "image.damaged",
      `The ${kind.name} file is damaged: ${structure.damage}`,
    );
  const pixels = structure.width * structure.height;
  if (pixels > MAX_PIXELS) {
    return no(
      "image.too_many_pixels",
      `A picture has at most ${String(MAX_PIXELS / 1e6)} million pixels, this one has ${(pixels / 1e6).toFixed(0)} million`,
      `${String(structure.width)} x ${String(structure.height)}`,
    );
  }
  return null;
}

const NOTES: Readonly<Partial<Record<ImageNote, string>>> = {
  animated: "The picture is animated; its first frame is used",
  cmyk: "The picture has printing colours (CMYK); they are shown as the browser converts them",
};

function warnings(
  path: string,
  size: number,
  kind: ImageKind,
  notes: readonly ImageNote[],
): Problem[] {
  const found = notes.flatMap((note) => {
    const text = NOTES[note];
    return text ? [problem(path, "warning", `image.${note}`, text)] : [];
  });
  if (size > WARN_IMAGE_BYTES) {
    found.push(
      problem(
        path,
        "warning",
        "image.large",
        `Pictures above 5 MB make work slow, this one has ${(size / MB).toFixed(1)} MB`,
        String(size),
      ),
    );
  }
  const suffix = /\.[^./]+$/.exec(path)?.[0].toLowerCase() ?? "";
  if (!kind.suffixes.includes(suffix)) {
    found.push(
      problem(
        path,
        "warning",
        "image.suffix",
        `The file is a ${kind.name} picture, its name says otherwise`,
        suffix,
      ),
    );
  }
  return found;
}

/** Above this, pictures are decoded one after the other: two of 48 million pixels fill a tablet. */
const LARGE_PIXELS = 12_000_000;

/** The turn is the origin's, not the thread's: an import decodes on several threads. */
function inTurn<T>(pixels: number, work: () => Promise<T>): Promise<T> {
  return pixels <= LARGE_PIXELS
    ? work()
    : navigator.locks.request("large-picture", work);
}

/** A small file of a small upright picture is its own thumbnail. */
const isOwnThumbnail = (
  bytes: Uint8Array,
  structure: ImageStructure,
): boolean =>
  bytes.length <= MAX_THUMBNAIL_BYTES &&
  structure.orientation === 1 &&
  !structure.notes.includes("animated") &&
  Math.max(structure.width, structure.height) <= THUMBNAIL_SIDE;

/** The colours and sides of such a file are the same in every decoder. */
const isPlainJpeg = (kind: ImageKind, structure: ImageStructure): boolean =>
  kind === JPEG &&
  structure.orientation === 1 &&
  !structure.notes.includes("cmyk") &&
  Math.max(structure.width, structure.height) <= MAX_SIDE;

interface Decoded {
  readonly picture: ImageBitmap | VideoFrame;
  readonly size: ImageSize;
}

async function decode(
  bytes: Uint8Array<ArrayBuffer>,
  kind: ImageKind,
  structure: ImageStructure,
): Promise<Decoded> {
  const frame = isPlainJpeg(kind, structure)
    ? await decodeJpegFrame(bytes)
    : null;
  if (frame) {
    const { displayWidth: width, displayHeight: height } = frame;
    return { picture: frame, size: { width, height } };
  }
  const seen = orientedSize(structure);
  const file = new Blob([bytes], { type: kind.mime });
  const picture = await decodeImage(file, seen);
  // The decoder's word counts, where it was not told a size: it decides what people see.
  const isWhole = Math.max(seen.width, seen.height) <= MAX_SIDE;
  return {
    picture,
    size: isWhole ? { width: picture.width, height: picture.height } : seen,
  };
}

async function decodeOnce(
  bytes: Uint8Array<ArrayBuffer>,
  kind: ImageKind,
  structure: ImageStructure,
): Promise<CheckedImage> {
  const { mime } = kind;
  const { picture, size } = await decode(bytes, kind, structure);
  try {
    const media = { kind: "image", ...size } as const;
    if (isOwnThumbnail(bytes, structure))
      return { mime, media, thumbnail: { mime, bytes } };
    const small = await shrink(picture, size, THUMBNAIL_SIDE, kind === JPEG);
    const thumbnail = new Uint8Array(await small.arrayBuffer());
    return { mime, media, thumbnail: { mime: small.type, bytes: thumbnail } };
  } finally {
    picture.close();
  }
}

/**
 * @param file bytes already in memory are not copied.
 * @param path shown in problems.
 * @returns the picture's facts and thumbnail, or the reason why it is refused. Never throws.
 */
export async function checkImage(
  file: Blob | Uint8Array<ArrayBuffer>,
  path: string,
): Promise<ImageCheck> {
  const size = file instanceof Blob ? file.size : file.length;
  const bytes =
    file instanceof Blob
      ? new Uint8Array(
          await (
            size > MAX_IMAGE_BYTES ? file.slice(0, 65_536) : file
          ).arrayBuffer(),
        )
      : file;
  const probe = probeImage(bytes);
  const refused = refusal(path, size, probe);
  const { kind, structure } = probe;
  if (refused || !kind || !structure)
    return { image: null, problems: refused ? [refused] : [] };
  try {
    const pixels = structure.width * structure.height;
    const image = await inTurn(pixels, () =>
      decodeOnce(bytes, kind, structure),
    );
    return { image, problems: warnings(path, size, kind, structure.notes) };
  } catch {
    const message = `The ${kind.name} file is damaged: this browser cannot decode it`;
    return {
      image: null,
      problems: [problem(path, "error", "image.undecodable", message)],
    };
  }
}

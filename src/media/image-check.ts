/**
 * The one look at every picture when it is taken in: what it is by content, whether it is whole,
 * its size as a person sees it, and a small picture for lists, all from one decode.
 */
import type { MediaInfo } from "#core/dataset.ts";
import type { Problem } from "#core/problems.ts";
import { bmpStructure } from "./bmp-structure.ts";
import { decodeImage, shrink } from "./image-decode.ts";
import { BMP, imageKind, JPEG, type ImageKind } from "./image-kind.ts";
import { jpegStructure, type ImageStructure } from "./jpeg-structure.ts";
import { pngStructure } from "./png-structure.ts";

const MB = 1024 * 1024;
/** Spec: data management 2.3. */
export const MAX_IMAGE_BYTES = 25 * MB;
const WARN_IMAGE_BYTES = 5 * MB;
/** More pixels than any camera of today gives, and as many as a tablet can hold once. */
export const MAX_PIXELS = 120_000_000;
export const THUMBNAIL_SIDE = 256;

export interface CheckedImage {
  readonly mime: string;
  readonly media: MediaInfo;
  readonly thumbnail: Blob;
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

function warnings(path: string, size: number, kind: ImageKind): Problem[] {
  const found: Problem[] = [];
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

/**
 * @param path shown in problems.
 * @returns the picture's facts and thumbnail, or the reason why it is refused. Never throws.
 */
export async function checkImage(
  file: Blob,
  path: string,
): Promise<ImageCheck> {
  const tooLarge = file.size > MAX_IMAGE_BYTES;
  const bytes = new Uint8Array(
    await (tooLarge ? file.slice(0, 65_536) : file).arrayBuffer(),
  );
  const probe = probeImage(bytes);
  const refused = refusal(path, file.size, probe);
  if (refused || !probe.kind || !probe.structure)
    return { image: null, problems: refused ? [refused] : [] };
  const { orientation } = probe.structure;
  const turned = orientation >= 5;
  const width = turned ? probe.structure.height : probe.structure.width;
  const height = turned ? probe.structure.width : probe.structure.height;
  const typed =
    file.type === probe.kind.mime
      ? file
      : new Blob([bytes], { type: probe.kind.mime });
  try {
    const bitmap = await decodeImage(typed, { width, height });
    const thumbnail = await shrink(bitmap, THUMBNAIL_SIDE);
    bitmap.close();
    const media: MediaInfo = { kind: "image", width, height };
    return {
      image: { mime: probe.kind.mime, media, thumbnail },
      problems: warnings(path, file.size, probe.kind),
    };
  } catch {
    const message = `The ${probe.kind.name} file is damaged: this browser cannot decode it`;
    return {
      image: null,
      problems: [problem(path, "error", "image.undecodable", message)],
    };
  }
}

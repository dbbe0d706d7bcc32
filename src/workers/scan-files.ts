/** Files of an import, looked at and stored; many threads do this at once. */
import { mapConcurrent } from "#core/async.ts";
import type { MediaInfo } from "#core/dataset.ts";
import { toAppError } from "#core/errors.ts";
import type { FoundFile } from "#core/import.ts";
import type { BlobHash } from "#core/ids.ts";
import type { Problem } from "#core/problems.ts";
import {
  checkImage,
  type CheckedImage,
  MAX_IMAGE_BYTES,
} from "#media/image-check.ts";
import { IMAGE_SUFFIX } from "#media/image-kind.ts";
import { checkSound } from "#media/sound-check.ts";
import { writeBlobs } from "#storage/blobs.ts";
import { putThumbnails } from "#storage/thumbnails.ts";

type Content = Blob | Uint8Array<ArrayBuffer>;

/** A file as it was handed over or unpacked. */
export interface GivenFile {
  readonly path: string;
  /** Null when there is nothing but problems to note. */
  readonly content: Content | null;
  readonly problems: readonly Problem[];
}

/** What a scanned row holds: the file, or why there is none. */
export interface Scanned {
  readonly file: FoundFile | null;
  readonly problems: readonly Problem[];
}

export interface ScanOptions {
  /**
   * Pictures and sound are checked and label files told apart; files of texts and tables are kept
   * to be read line by line; `files` takes every file as it is.
   */
  readonly wants: "images" | "sounds" | "texts" | "tables" | "files";
  /** Whether the user has the files elsewhere too: see `writeBlobs`. */
  readonly mayLinger: boolean;
}

/** Decoding and storing wait for other processes: one thread has some of each under way. */
const LANES = 4;
const LABEL_FILE = /\.(txt|xml|manifest|jsonl?|csv|ya?ml|names|data)$/i;

interface Taken {
  readonly scanned: Scanned;
  readonly content: Content | null;
  readonly thumbnail: CheckedImage["thumbnail"] | null;
}

const isLabelFile = (path: string): boolean =>
  LABEL_FILE.test(path) && !IMAGE_SUFFIX.test(path);

const mimeOf = (content: Content): string =>
  (content instanceof Blob && content.type) || "application/octet-stream";

/** What a file turned out to be; null when it cannot be used. */
interface Looked {
  readonly found:
    | (Pick<CheckedImage, "mime" | "thumbnail"> & {
        readonly media: MediaInfo;
      })
    | null;
  readonly problems: readonly Problem[];
  /** As it is stored. */
  readonly content: Content;
}

async function lookAtImage(content: Content, path: string): Promise<Looked> {
  // Read once: to be checked, hashed and stored from memory.
  const read =
    content instanceof Blob && content.size <= MAX_IMAGE_BYTES
      ? new Uint8Array(await content.arrayBuffer())
      : content;
  const { image, problems } = await checkImage(read, path);
  return { found: image, problems, content: read };
}

async function lookAtSound(content: Content, path: string): Promise<Looked> {
  const file = content instanceof Blob ? content : new Blob([content]);
  const { sound, problems } = await checkSound(file, path);
  return { found: sound, problems, content };
}

/** Checks one file. @throws AppError of code storage or cancelled only. */
async function take(
  { path, content, problems: before }: GivenFile,
  { wants }: ScanOptions,
): Promise<Taken> {
  const refused = (problems: readonly Problem[]): Taken => ({
    scanned: { file: null, problems: [...before, ...problems] },
    content: null,
    thumbnail: null,
  });
  if (content === null) return refused([]);
  const bytes = content instanceof Blob ? content.size : content.length;
  const base = { path, hash: "" as BlobHash, bytes };
  const isMedia = wants === "images" || wants === "sounds";
  if (!isMedia || isLabelFile(path)) {
    const mime = mimeOf(content);
    const isLabels = wants !== "files";
    const file = { ...base, mime, media: null, isLabelFile: isLabels };
    return { scanned: { file, problems: before }, content, thumbnail: null };
  }
  try {
    const look = wants === "images" ? lookAtImage : lookAtSound;
    const { found, problems, content: read } = await look(content, path);
    if (!found) return refused(problems);
    const { mime, media, thumbnail } = found;
    const file = { ...base, mime, media, isLabelFile: false };
    const scanned = { file, problems: [...before, ...problems] };
    return { scanned, content: read, thumbnail };
  } catch (error) {
    const { code } = toAppError(error);
    if (code === "storage" || code === "cancelled") throw error;
    return refused([unreadable(path, error)]);
  }
}

/** Why a file cannot be used, in its own line of the report. */
export function unreadable(path: string, error: unknown): Problem {
  const { message, detail } = toAppError(error);
  const rule =
    typeof detail["rule"] === "string" ? detail["rule"] : "file.unreadable";
  return { severity: "error", rule, file: path, message };
}

/**
 * Checks and stores files, with one transaction for all of them.
 * @returns in their order, what to note of each.
 */
export async function scanFiles(
  files: readonly GivenFile[],
  options: ScanOptions,
): Promise<Scanned[]> {
  const taken = await mapConcurrent(files, LANES, (file) =>
    take(file, options),
  );
  const stored = await writeBlobs(
    taken.flatMap(({ content }) => (content === null ? [] : [content])),
    { mayLinger: options.mayLinger },
  );
  let next = 0;
  const hashes = taken.map(({ content }) =>
    content === null ? undefined : stored[next++]?.hash,
  );
  await putThumbnails(
    taken.flatMap(({ thumbnail }, i) => {
      const hash = hashes[i];
      return hash && thumbnail ? [{ hash, ...thumbnail }] : [];
    }),
  );
  return taken.map(({ scanned: { file, problems } }, i) => {
    const hash = hashes[i];
    return { file: file && hash ? { ...file, hash } : null, problems };
  });
}

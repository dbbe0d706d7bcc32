/**
 * Reads archives by random access: the central directory first, then each entry when it is asked
 * for, so memory does not grow with the archive. ZIP64 is read. @zip.js/zip.js does the format.
 */
import {
  BlobReader,
  configure,
  ZipReader,
  type Entry,
  type FileEntry,
} from "@zip.js/zip.js";
import { AppError, toAppError } from "#core/errors.ts";
import type { Problem } from "#core/problems.ts";
import { ReadAhead } from "./read-ahead.ts";
import { unpackSmall } from "./zip-entry.ts";
import {
  cleanZipPath,
  decodeZipName,
  unsafeZipPath,
  ZIP_LITTER,
} from "./zip-name.ts";

configure({ useWebWorkers: false });

export interface ArchiveFile {
  /** `/` separated, relative, safe to join. */
  readonly path: string;
  readonly bytes: number;
  readonly read: () => Promise<Blob>;
  /** The same without the detour over a blob: in memory, unless it is large. */
  readonly content: () => Promise<Blob | Uint8Array<ArrayBuffer>>;
}

/** Above this ratio of unpacked to packed size an entry is taken for a bomb (deflate's limit is about 1030). */
const MAX_RATIO = 500;
const RATIO_FROM_BYTES = 10 * 1024 * 1024;
/** Unpacked bytes of one archive; what browsers can hold ends before this. */
const MAX_TOTAL_BYTES = 100 * 1024 ** 3;

function refusal(
  entry: Entry,
  path: string,
  seen: ReadonlySet<string>,
): readonly [rule: string, message: string] | null {
  const bad = unsafeZipPath(path);
  if (bad) return ["zip.path", `The name is refused: ${bad}`];
  if (entry.encrypted)
    return [
      "zip.encrypted",
      "The entry is encrypted; unpack the archive with its password first",
    ];
  if (seen.has(path))
    return [
      "zip.duplicate",
      "The archive holds this name twice; the first one counts",
    ];
  const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize);
  if (entry.uncompressedSize > RATIO_FROM_BYTES && ratio > MAX_RATIO) {
    return [
      "zip.bomb",
      `The entry would unpack to ${String(Math.round(ratio))} times its size`,
    ];
  }
  return null;
}

/** The bytes, at most as many as the directory promised: headers of bombs lie. */
async function unpack(entry: FileEntry): Promise<Blob> {
  const parts: Blob[] = [];
  let bytes = 0;
  const target = new WritableStream<Uint8Array<ArrayBuffer>>({
    write(chunk) {
      bytes += chunk.byteLength;
      if (bytes > entry.uncompressedSize)
        throw new Error("it is larger than the archive says");
      parts.push(new Blob([chunk]));
    },
  });
  await entry.getData(target, { checkSignature: true });
  return new Blob(parts);
}

function archiveFile(
  archive: ReadAhead,
  entry: FileEntry,
  path: string,
): ArchiveFile {
  const content: ArchiveFile["content"] = async () => {
    try {
      return (await unpackSmall(archive, entry)) ?? (await unpack(entry));
    } catch (error) {
      throw new AppError(
        "format",
        `The entry cannot be unpacked: ${toAppError(error).message}`,
        { rule: "zip.entry" },
        { cause: error },
      );
    }
  };
  return {
    path,
    bytes: entry.uncompressedSize,
    read: async () => {
      const unpacked = await content();
      return unpacked instanceof Blob ? unpacked : new Blob([unpacked]);
    },
    content,
  };
}

/**
 * The files of an archive, in its order; folders and system litter are left out.
 * @param path the archive's own, put before names in problems.
 * @throws AppError('format') when it is no archive.
 */
export async function* readZip(
  archive: Blob,
  path: string,
  report: (problem: Problem) => void,
): AsyncGenerator<ArchiveFile> {
  const reader = new ZipReader(new BlobReader(archive), {
    // Unsafe names cost their own entry below, not the archive.
    filenameValidation: "tolerant",
  });
  const bytes = new ReadAhead(archive);
  const seen = new Set<string>();
  let total = 0;
  try {
    for await (const entry of reader.getEntriesGenerator()) {
      const name = cleanZipPath(
        entry.filenameUTF8
          ? entry.filename
          : decodeZipName(entry.rawFilename, entry.filename),
      );
      if (entry.directory || ZIP_LITTER.test(name)) continue;
      const refused = refusal(entry, name, seen);
      total += entry.uncompressedSize;
      if (total > MAX_TOTAL_BYTES)
        throw new AppError(
          "format",
          "The archive would unpack to more than 100 GB",
          { rule: "zip.bomb" },
        );
      if (refused) {
        report({
          severity: "error",
          rule: refused[0],
          file: `${path}/${name}`,
          message: refused[1],
        });
        continue;
      }
      seen.add(name);
      yield archiveFile(bytes, entry, name);
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError(
      "format",
      `${path} is not a whole zip archive: ${toAppError(error).message}`,
      { rule: "zip.broken", file: path },
      { cause: error },
    );
  } finally {
    await reader.close();
  }
}

/** A zip by its first bytes (an empty one has only the end record). */
export async function isZip(file: Blob): Promise<boolean> {
  const head = new Uint8Array(await file.slice(0, 4).arrayBuffer());
  return (
    head[0] === 0x50 && head[1] === 0x4b && (head[2] === 3 || head[2] === 5)
  );
}

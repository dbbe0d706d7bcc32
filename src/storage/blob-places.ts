/** Where the bytes of a stored file lie: in a file of their own, in a pack with others, or in the row. */
import { mapConcurrent } from "#core/async.ts";
import type { BlobHash } from "#core/ids.ts";
import { canWriteFiles, readFile, writeFile } from "./blob-files.ts";
import { readPack, writePack } from "./blob-packs.ts";
import type { BlobRow } from "./database.ts";
import { sizeOf, whenFree, type Content } from "./file-handles.ts";
import { fromKept, toKept } from "./kept-bytes.ts";

/** A file that is to be stored, and its hash. */
export interface Hashed {
  readonly hash: BlobHash;
  readonly content: Content;
}

/** Files written at once: most of the time goes by in waiting for the browser's own process. */
const LANES = 4;
/** Of another thread at the same file, which may be gigabytes. */
const MAX_WAIT_MS = 600_000;
/** Above this, a file of its own costs little beside its bytes. */
const MAX_PACKED_BYTES = 512 * 1024;
/** A pack is written anew when much of it has been deleted, so it is no more than a moment's work. */
const PACK_BYTES = 4 * 1024 * 1024;

const newRow = ({ hash, content }: Hashed): Omit<BlobRow, "place"> => ({
  hash,
  bytes: sizeOf(content),
  refs: 0,
  writtenAt: Date.now(),
});

/** Bytes into a file of their own, or into the row where files cannot be written. */
export async function placeAlone(
  file: Hashed,
  mayLinger: boolean,
): Promise<BlobRow> {
  const inFiles = await canWriteFiles();
  if (inFiles)
    await whenFree(MAX_WAIT_MS, () =>
      writeFile(file.hash, file.content, mayLinger),
    );
  return {
    ...newRow(file),
    ...(inFiles
      ? { place: "opfs" }
      : { place: "database", data: await toKept(new Blob([file.content])) }),
  };
}

async function placeTogether(
  files: readonly Hashed[],
  mayLinger: boolean,
): Promise<BlobRow[]> {
  const contents = files.map(({ content }) => content);
  const pack = await writePack(contents, mayLinger);
  let end = 0;
  return files.map((file) => {
    const offset = end;
    end += sizeOf(file.content);
    return { ...newRow(file), place: "pack", pack, offset };
  });
}

/** In their order, each as large as a pack may be. */
function inPacks(files: readonly Hashed[]): Hashed[][] {
  const packs: Hashed[][] = [];
  let bytes = Infinity;
  for (const file of files) {
    bytes += sizeOf(file.content);
    if (bytes > PACK_BYTES) {
      packs.push([]);
      bytes = sizeOf(file.content);
    }
    packs.at(-1)?.push(file);
  }
  return packs;
}

/**
 * Bytes into packs, those of large files into files of their own; where files cannot be written,
 * into the rows.
 * @returns the rows to note, in no order.
 */
export async function placeFiles(
  files: readonly Hashed[],
  mayLinger: boolean,
): Promise<BlobRow[]> {
  const isSmall = ({ content }: Hashed): boolean =>
    sizeOf(content) <= MAX_PACKED_BYTES;
  const packs = (await canWriteFiles()) ? inPacks(files.filter(isSmall)) : [];
  const shared = packs.filter((pack) => pack.length > 1);
  const packed = new Set(shared.flat());
  const alone = files.filter((file) => !packed.has(file));
  const rows = await mapConcurrent(shared, LANES, (pack) =>
    placeTogether(pack, mayLinger),
  );
  const others = await mapConcurrent(alone, LANES, (file) =>
    placeAlone(file, mayLinger),
  );
  return [...rows.flat(), ...others];
}

async function readPart({ pack, offset = 0, bytes }: BlobRow) {
  const whole = pack ? await readPack(pack) : null;
  return whole && whole.slice(offset, offset + bytes);
}

/** The bytes, read lazily; null when they are gone or not all there: a cut of power may take what lingered. */
export async function placedBytes(row: BlobRow): Promise<Blob | null> {
  const found =
    row.place === "pack"
      ? await readPart(row)
      : row.place === "opfs"
        ? await readFile(row.hash)
        : row.data && fromKept(row.data);
  return found?.size === row.bytes ? found : null;
}

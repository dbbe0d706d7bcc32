/**
 * Packs: files of the origin that hold many small ones, one behind the other. Making a file takes a
 * browser ten times as long as everything else about a photo. A pack is written once and never
 * changed, because what was read from a file that changes cannot be read on.
 */
import { newId, type PackId } from "#core/ids.ts";
import { holding, writeTo, type Content } from "./file-handles.ts";

const FOLDER = "packs";

let folder: Promise<FileSystemDirectoryHandle> | null = null;

function packFolder(): Promise<FileSystemDirectoryHandle> {
  if (folder) return folder;
  const opened = navigator.storage
    .getDirectory()
    .then((root) => root.getDirectoryHandle(FOLDER, { create: true }));
  folder = opened;
  opened.catch(() => (folder = null));
  return opened;
}

const BUSY_MS = 10;
const MAX_TRIES = 50;

/** A file that was just closed can be locked for another moment. */
export async function removePack(pack: PackId): Promise<void> {
  const folder = await packFolder();
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    try {
      return await folder.removeEntry(pack);
    } catch (error) {
      const isBusy =
        error instanceof DOMException &&
        error.name === "NoModificationAllowedError";
      if (!isBusy) return;
      await new Promise((resolve) => setTimeout(resolve, BUSY_MS));
    }
  }
}

/**
 * A new pack; where writing fails, nothing of it is left.
 * @param mayLinger see `writeFile` (blob-files.ts).
 */
export async function writePack(
  contents: readonly Content[],
  mayLinger: boolean,
): Promise<PackId> {
  const pack = newId<PackId>();
  const handle = await (
    await packFolder()
  ).getFileHandle(pack, { create: true });
  try {
    await writeTo(handle, contents, mayLinger);
  } catch (error) {
    await removePack(pack);
    throw error;
  }
  return pack;
}

/** The whole pack, read lazily; null when it is not there. */
export async function readPack(pack: PackId): Promise<File | null> {
  try {
    const handle = await (await packFolder()).getFileHandle(pack);
    return await holding(handle, () => handle.getFile());
  } catch (error) {
    if (error instanceof DOMException && error.name === "NotFoundError")
      return null;
    throw error;
  }
}

/** All packs there are, rows or not. */
export async function* packIds(): AsyncGenerator<PackId> {
  for await (const name of (await packFolder()).keys()) yield name as PackId;
}

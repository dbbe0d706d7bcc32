/**
 * Packs: files of the origin that hold many small ones, one behind the other. Making a file takes a
 * browser ten times as long as everything else about a photo. A pack is written once and never
 * changed, because what was read from a file that changes cannot be read on.
 */
import { newId, type PackId } from "#core/ids.ts";
import { holding, whenFree, writeTo, type Content } from "./file-handles.ts";

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

/**
 * Packs that were read, the last one last: opening one takes about as long as reading a photo from it.
 * None is out of date: what lies in a pack is looked up in its row each time, and no pack changes.
 */
const openPacks = new Map<PackId, File>();
const MAX_OPEN = 16;

/** What cannot be removed stays for the next sweep. */
export async function removePack(pack: PackId): Promise<void> {
  const folder = await packFolder();
  // A file that was just closed can be locked for another moment.
  await whenFree(500, () => folder.removeEntry(pack)).catch(() => undefined);
  openPacks.delete(pack);
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

async function openPack(pack: PackId): Promise<File | null> {
  try {
    const handle = await (await packFolder()).getFileHandle(pack);
    return await holding(handle, () => handle.getFile());
  } catch (error) {
    if (error instanceof DOMException && error.name === "NotFoundError")
      return null;
    throw error;
  }
}

/** The whole pack, read lazily; null when it is not there. */
export async function readPack(pack: PackId): Promise<File | null> {
  const file = openPacks.get(pack) ?? (await openPack(pack));
  openPacks.delete(pack);
  if (file) openPacks.set(pack, file);
  const [oldest] = openPacks.keys();
  if (oldest && openPacks.size > MAX_OPEN) openPacks.delete(oldest);
  return file;
}

/** All packs there are, rows or not. */
export async function* packIds(): AsyncGenerator<PackId> {
  for await (const name of (await packFolder()).keys()) yield name as PackId;
}

/** Files out of whatever was dropped, picked or pasted, with the folders they lie in. */
import type { ImportedFile } from "#jobs/import.ts";

export type { ImportedFile };

const withPath = (file: File, folder: string): ImportedFile => ({
  path: folder + file.name,
  file,
});

function readEntries(
  reader: FileSystemDirectoryReader,
): Promise<FileSystemEntry[]> {
  return new Promise((resolve, reject) => reader.readEntries(resolve, reject));
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

/** What came out of a drop. */
export interface Gathered {
  /** In the order of their paths, so that the same drop gives the same import. */
  readonly files: readonly ImportedFile[];
  /** Paths that the browser was not allowed to open. */
  readonly unreadable: readonly string[];
}

interface Gathering {
  readonly files: ImportedFile[];
  readonly unreadable: string[];
  readonly found: (count: number) => void;
  readonly signal: AbortSignal | undefined;
}

async function addFile(
  entry: FileSystemFileEntry,
  folder: string,
  into: Gathering,
): Promise<void> {
  try {
    into.files.push(withPath(await fileOf(entry), folder));
    into.found(into.files.length);
  } catch {
    into.unreadable.push(folder + entry.name);
  }
}

async function addFolder(
  entry: FileSystemDirectoryEntry,
  folder: string,
  into: Gathering,
): Promise<void> {
  const reader = entry.createReader();
  const inside = `${folder}${entry.name}/`;
  try {
    // Browsers give a hundred entries at a time; an empty answer is the end.
    for (
      let entries = await readEntries(reader);
      entries.length > 0;
      entries = await readEntries(reader)
    ) {
      into.signal?.throwIfAborted();
      // The files of a hundred at once, the folders one by one: deep trees stay cheap.
      await Promise.all(
        entries
          .filter((child) => child.isFile)
          .map((child) => addFile(child as FileSystemFileEntry, inside, into)),
      );
      for (const child of entries.filter((one) => one.isDirectory))
        await addFolder(child as FileSystemDirectoryEntry, inside, into);
    }
  } catch (error) {
    if (into.signal?.aborted) throw error;
    into.unreadable.push(inside);
  }
}

const byPath = (a: ImportedFile, b: ImportedFile): number =>
  a.path < b.path ? -1 : a.path > b.path ? 1 : 0;

/**
 * Opens what was dropped, folders to any depth. Call it in the drop event itself: afterwards the
 * browser has taken the entries back.
 * @param found called with the count of files as it grows.
 */
export async function filesOfDrop(
  data: Pick<DataTransfer, "items" | "files">,
  found: (count: number) => void,
  signal?: AbortSignal,
): Promise<Gathered> {
  const entries = [...data.items].flatMap(
    (item) => item.webkitGetAsEntry() ?? [],
  );
  if (entries.length === 0)
    return {
      files: [...data.files].map((file) => withPath(file, "")),
      unreadable: [],
    };
  const into: Gathering = { files: [], unreadable: [], found, signal };
  for (const entry of entries) {
    if (entry.isFile) await addFile(entry as FileSystemFileEntry, "", into);
    else await addFolder(entry as FileSystemDirectoryEntry, "", into);
  }
  return { files: into.files.sort(byPath), unreadable: into.unreadable };
}

/** From an input; one with `webkitdirectory` gives the folders too. */
export function filesOfInput(list: FileList): ImportedFile[] {
  return [...list].map((file) => ({
    path: file.webkitRelativePath || file.name,
    file,
  }));
}

const SUFFIX: Readonly<Record<string, string>> = {
  "image/png": "png",
  "image/jpeg": "jpg",
  "image/bmp": "bmp",
};

/** Pictures of a paste have no names of their own. */
export function filesOfPaste(data: DataTransfer, now: number): ImportedFile[] {
  return [...data.files].map((file, i) => ({
    path:
      file.name && file.name !== "image.png"
        ? file.name
        : `pasted-${String(now)}-${String(i + 1)}.${SUFFIX[file.type] ?? "png"}`,
    file,
  }));
}

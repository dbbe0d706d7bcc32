/** Files out of whatever was dropped, picked or pasted, with the folders they lie in. */
import type { ImportedFile } from "#jobs/import.ts";

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

async function walk(
  entry: FileSystemEntry,
  folder: string,
  add: (file: ImportedFile) => void,
): Promise<void> {
  if (entry.isFile) {
    add(withPath(await fileOf(entry as FileSystemFileEntry), folder));
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  // Browsers give a hundred entries at a time; an empty answer is the end.
  for (
    let entries = await readEntries(reader);
    entries.length > 0;
    entries = await readEntries(reader)
  ) {
    for (const child of entries)
      await walk(child, `${folder}${entry.name}/`, add);
  }
}

/** Folders are opened, to any depth. @param found called with the count as it grows. */
export async function filesOfDrop(
  data: DataTransfer,
  found: (count: number) => void,
): Promise<ImportedFile[]> {
  // The items are gone after the first await: take the entries now.
  const entries = [...data.items].flatMap(
    (item) => item.webkitGetAsEntry() ?? [],
  );
  if (entries.length === 0)
    return [...data.files].map((file) => withPath(file, ""));
  const files: ImportedFile[] = [];
  for (const entry of entries) {
    await walk(entry, "", (file) => {
      files.push(file);
      found(files.length);
    });
  }
  return files;
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

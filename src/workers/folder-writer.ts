/** Writes an export as files of a folder that the user picked, in the browsers that allow it. */
import { AppError } from "#core/errors.ts";

export type FileContent = Blob | Uint8Array<ArrayBuffer>;

/** What an export writes to: an archive or a folder. */
export interface TreeWriter {
  /** @param path `/` separated, unique. */
  readonly addFile: (path: string, file: FileContent) => Promise<void>;
  readonly addText: (path: string, text: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

export class FolderWriter implements TreeWriter {
  readonly #folders = new Map<string, Promise<FileSystemDirectoryHandle>>();
  #bytes = 0;

  constructor(root: FileSystemDirectoryHandle) {
    this.#folders.set("", Promise.resolve(root));
  }

  /** Written so far. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Files that are there already are replaced. @throws AppError('storage') for a name the system cannot have. */
  readonly addFile = async (path: string, file: FileContent): Promise<void> => {
    const at = path.lastIndexOf("/");
    const folder = await this.#folder(path.slice(0, Math.max(0, at)));
    const handle = await named(path, () =>
      folder.getFileHandle(path.slice(at + 1), { create: true }),
    );
    const target = await handle.createWritable();
    await target.write(file);
    await target.close();
    this.#bytes += file instanceof Blob ? file.size : file.length;
  };

  readonly addText = (path: string, text: string): Promise<void> =>
    this.addFile(path, new Blob([text]));

  readonly close = async (): Promise<void> => undefined;

  #folder(path: string): Promise<FileSystemDirectoryHandle> {
    const known = this.#folders.get(path);
    if (known) return known;
    const at = path.lastIndexOf("/");
    const made = this.#folder(path.slice(0, Math.max(0, at))).then((parent) =>
      named(path, () =>
        parent.getDirectoryHandle(path.slice(at + 1), { create: true }),
      ),
    );
    this.#folders.set(path, made);
    return made;
  }
}

async function named<T>(path: string, open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    const message = `This system cannot have a file named ${path}; export to a file instead`;
    throw new AppError("storage", message, { path }, { cause });
  }
}

/** Where the browser lets a page write outside its own storage; null where it does not. */
interface Pickers {
  readonly showSaveFilePicker?: (options: {
    readonly suggestedName: string;
    readonly types: readonly {
      readonly description: string;
      readonly accept: Readonly<Record<string, readonly string[]>>;
    }[];
  }) => Promise<FileSystemFileHandle>;
  readonly showDirectoryPicker?: (options: {
    readonly mode: "readwrite";
  }) => Promise<FileSystemDirectoryHandle>;
}

const { showSaveFilePicker, showDirectoryPicker } = globalThis as Pickers;

export const pickFile = showSaveFilePicker
  ? (name: string): Promise<FileSystemFileHandle> =>
      showSaveFilePicker.call(globalThis, {
        suggestedName: name,
        types: [
          { description: "zip", accept: { "application/zip": [".zip"] } },
        ],
      })
  : null;

export const pickFolder = showDirectoryPicker
  ? (): Promise<FileSystemDirectoryHandle> =>
      showDirectoryPicker.call(globalThis, { mode: "readwrite" })
  : null;

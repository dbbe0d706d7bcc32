/** A folder for each label: imageNet 1.0 and audio classification dir 1.0. Source: data management 6.1, 6.7. */
import type { Loss } from "#messages/en/losses.ts";
import type {
  ExportFormat,
  ImportFormat,
  SourceFile,
} from "#labeling/contract.ts";
import { eachAlone } from "#labeling/export-formats.ts";
import { fileName, type IsMedia } from "#labeling/media-files.ts";

interface FolderFormat {
  readonly id: string;
  readonly name: string;
  readonly manifestType: string;
  readonly isMedia: IsMedia;
}

const folderOf = (path: string): string => path.split("/").at(-2) ?? "";

/**
 * The folder that all files lie in, with others below it: it is what was exported or dropped, and
 * no label. Null where there is none.
 */
function commonTop(files: readonly SourceFile[]): string | null {
  const tops = new Set(files.map(({ path }) => path.split("/")[0]));
  const [top] = tops;
  const isNested = files.some(({ path }) => path.split("/").length > 2);
  return tops.size === 1 && top !== undefined && isNested ? top : null;
}

/** Folder = label; with nested folders the last one. */
export function folderImport({
  id,
  name,
  manifestType,
  isMedia,
}: FolderFormat): ImportFormat {
  const mediaOf = (files: readonly SourceFile[]): SourceFile[] =>
    files.filter(({ path }) => isMedia(path));
  return {
    id,
    name,
    async detect(files) {
      const media = mediaOf(files);
      const folders = new Set(
        media.map(({ path }) => folderOf(path)).filter((one) => one !== ""),
      );
      const inFolders = media.filter(({ path }) => path.includes("/")).length;
      if (folders.size < 2 || inFolders < media.length)
        return folders.size > 0 ? 0.2 : 0;
      // Many files in few folders are classes; a folder for every few files is an archive of trips.
      return media.length / folders.size >= 3 ? 0.8 : 0.4;
    },
    async *read(files) {
      const media = mediaOf(files);
      const top = commonTop(media);
      for (const { path } of media) {
        const label = folderOf(path);
        const isTop = path.split("/").length === 2 && label === top;
        const isNone = label === "" || isTop;
        const annotations = isNone ? [] : [{ type: manifestType, name: label }];
        yield { path, annotations, usage: null, hard: null };
      }
    },
  };
}

/** A name that is a folder on every system. */
const folderName = (label: string): string =>
  label.replace(/[\\/:*?"<>|]/g, "-").replace(/^[.\s]+|[.\s]+$/g, "") || "-";

export function folderExport(
  { id, name }: FolderFormat,
  losses: readonly Loss[],
): ExportFormat {
  return {
    id,
    name,
    losses,
    begin: eachAlone(({ path, labels }) => ({
      mediaPaths:
        labels.length === 0
          ? [fileName(path)]
          : labels.map((label) => `${folderName(label)}/${fileName(path)}`),
      files: [],
    })),
  };
}

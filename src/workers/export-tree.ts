/** Writes samples in a format, one after the other, to an archive or a folder. Knows no storage. */
import type { VersionEntry } from "#core/version.ts";
import { UniquePaths } from "#formats/unique-paths.ts";
import type {
  ExportFormat,
  ExportRun,
  ExportSample,
  LabelingType,
  PlacedText,
} from "#labeling/contract.ts";
import { decodeEntry } from "./decode-entry.ts";
import type { FileContent, TreeWriter } from "./folder-writer.ts";

/** Where a sample went, without the folders around everything. */
export interface Written {
  readonly path: string;
  /** Not where the format wanted it, because something else was there. */
  readonly isMoved: boolean;
  /** Wanted paths of label files -> where they went. */
  readonly files: ReadonlyMap<string, string>;
}

/** Folders that everything goes to, ending in `/`, or "". */
export interface TreeFolders {
  readonly media: string;
  readonly files: string;
}

const textOf = ({ text }: PlacedText, mediaPath: string): string =>
  typeof text === "string" ? text : text(mediaPath);

export interface TreeOptions {
  readonly folders?: TreeFolders;
  /** Samples are handed to the format with their hard marks. */
  readonly writesHard?: boolean;
}

/** In an export a label's id is its name. */
export class TreeExport {
  readonly #writer: TreeWriter;
  readonly #type: LabelingType;
  readonly #format: ExportFormat;
  readonly #run: ExportRun;
  readonly #folders: TreeFolders;
  readonly #writesHard: boolean;
  readonly #names = new UniquePaths();

  /** @param labels names of all labels in the user's order. */
  constructor(
    writer: TreeWriter,
    type: LabelingType,
    format: ExportFormat,
    labels: readonly string[],
    {
      folders = { media: "", files: "" },
      writesHard = false,
    }: TreeOptions = {},
  ) {
    this.#writer = writer;
    this.#type = type;
    this.#format = format;
    this.#run = format.begin(labels);
    this.#folders = folders;
    this.#writesHard = writesHard;
  }

  async add(entry: VersionEntry, file: FileContent): Promise<Written> {
    const place = await this.#run.place(this.#sample(entry));
    const { mediaPaths, files, reserved = [], placed } = place;
    const { media: mediaFolder, files: fileFolder } = this.#folders;
    const paths = this.#names.take([
      ...mediaPaths.map((path) => mediaFolder + path),
      ...files.map(({ path }) => fileFolder + path),
      ...reserved.map((path) => fileFolder + path),
    ]);
    const media = paths.slice(0, mediaPaths.length);
    for (const path of media) await this.#writer.addFile(path, file);
    const path = media[0]?.slice(mediaFolder.length) ?? "";
    const moved = new Map<string, string>();
    for (const [i, file] of files.entries()) {
      const taken = paths[media.length + i] ?? "";
      moved.set(file.path, taken.slice(fileFolder.length));
      if ("bytes" in file) await this.#writer.addFile(taken, file.bytes);
      else await this.#writer.addText(taken, textOf(file, path));
    }
    placed?.(path);
    return { path, isMoved: path !== mediaPaths[0], files: moved };
  }

  /** Writes what is of all samples. */
  async end(): Promise<void> {
    for (const { path, content } of this.#run.end?.() ?? [])
      await this.#writer.addFile(this.#folders.files + path, content);
  }

  #sample({ state, annotation, ...entry }: VersionEntry): ExportSample {
    const isHeld =
      state !== "to_be_confirmed" || this.#format.holdsProposals === true;
    const annotations = isHeld ? annotation : [];
    return {
      ...entry,
      hard: this.#writesHard ? entry.hard : null,
      labels: isHeld ? entry.labels : [],
      annotations,
      decode: () =>
        decodeEntry(this.#type, { ...entry, annotation }, annotations),
    };
  }
}

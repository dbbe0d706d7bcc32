/** The directory formats of image classification. Source: data management 6.1, 6.2, 9.3. */
import type {
  ExportFormat,
  FoundSample,
  ImportFormat,
  ManifestAnnotation,
  SourceFile,
} from "#labeling/contract.ts";
import { eachAlone } from "#labeling/export-formats.ts";
import { fileName, isImage } from "#labeling/media-files.ts";

const TYPE = "modelarts/image_classification";
const named = (name: string): ManifestAnnotation => ({ type: TYPE, name });
const images = (files: readonly SourceFile[]): SourceFile[] =>
  files.filter(({ path }) => isImage(path));
const folderOf = (path: string): string => path.split("/").at(-2) ?? "";
const stem = (path: string): string => path.replace(/\.[^./]+$/, "");
const found = (path: string, labels: readonly string[]): FoundSample => ({
  path,
  annotations: labels.map(named),
  usage: null,
  hard: null,
});

/**
 * The folder that all pictures lie in, with others below it: it is what was exported or dropped,
 * and no label. Null where there is none.
 */
function commonTop(pictures: readonly SourceFile[]): string | null {
  const tops = new Set(pictures.map(({ path }) => path.split("/")[0]));
  const [top] = tops;
  const isNested = pictures.some(({ path }) => path.split("/").length > 2);
  return tops.size === 1 && top !== undefined && isNested ? top : null;
}

/** Folder = label; with nested folders the last one. */
export const imageNet: ImportFormat = {
  id: "MA_IMAGENET_V1",
  name: "ModelArts imageNet 1.0",
  async detect(files) {
    const pictures = images(files);
    const folders = new Set(
      pictures.map(({ path }) => folderOf(path)).filter((name) => name !== ""),
    );
    const inFolders = pictures.filter(({ path }) => path.includes("/")).length;
    if (folders.size < 2 || inFolders < pictures.length)
      return folders.size > 0 ? 0.2 : 0;
    // Many pictures in few folders are classes; a folder for every few pictures is an archive of trips.
    return pictures.length / folders.size >= 3 ? 0.8 : 0.4;
  },
  async *read(files) {
    const pictures = images(files);
    const top = commonTop(pictures);
    for (const { path } of pictures) {
      const label = folderOf(path);
      const isTop = path.split("/").length === 2 && label === top;
      yield found(path, label === "" || isTop ? [] : [label]);
    }
  },
};

function labelLines(text: string): string[] {
  const lines = text
    .replace(/^\ufeff/, "")
    .split(/\r?\n/)
    .map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== ""))];
}

/** `1.jpg` + `1.txt`, one label a line; where both exist the text wins over the folder. */
export const labelText: ImportFormat = {
  id: "MA_IMAGE_CLASSIFICATION_V1",
  name: "ModelArts image classification 1.0",
  async detect(files) {
    const texts = new Map(
      files
        .filter(({ path }) => /\.txt$/i.test(path))
        .map((file) => [stem(file.path), file]),
    );
    const paired = images(files).filter(({ path }) => texts.has(stem(path)));
    if (paired.length === 0) return 0;
    // Five numbers a line are boxes in the YOLO format, not labels.
    const first = texts.get(stem(paired[0]?.path ?? ""));
    if (
      first &&
      /^\s*\d+(\s+[\d.]+){4,}\s*$/m.test((await first.text()).slice(0, 10_000))
    )
      return 0.05;
    return paired.length / images(files).length > 0.5 ? 0.95 : 0.7;
  },
  async *read(files) {
    const texts = new Map(
      files
        .filter(({ path }) => /\.txt$/i.test(path))
        .map((file) => [stem(file.path), file]),
    );
    for (const { path } of images(files)) {
      const file = texts.get(stem(path));
      yield found(path, file ? labelLines(await file.text()) : []);
    }
  },
};

const LEFT_OUT =
  "Hard-example marks, the split, and labels that wait for confirmation are left out";

/** A name that is a folder on every system. */
const folderName = (label: string): string =>
  label.replace(/[\\/:*?"<>|]/g, "-").replace(/^[.\s]+|[.\s]+$/g, "") || "-";

export const folderPerLabel: ExportFormat = {
  id: "MA_IMAGENET_V1",
  name: "ModelArts imageNet 1.0",
  losses: [
    "A picture with several labels is copied into each folder",
    "Pictures without a label go to the top folder",
    "Folders that pictures lay in are left out; equal names in one folder are numbered",
    "Characters that folder names cannot have become -",
    LEFT_OUT,
  ],
  begin: eachAlone(({ path, labels }) => ({
    mediaPaths:
      labels.length === 0
        ? [fileName(path)]
        : labels.map((label) => `${folderName(label)}/${fileName(path)}`),
    files: [],
  })),
};

export const labelTextExport: ExportFormat = {
  id: "MA_IMAGE_CLASSIFICATION_V1",
  name: "ModelArts image classification 1.0",
  losses: [
    "Names that differ in upper and lower case or suffix only are numbered",
    LEFT_OUT,
  ],
  begin: eachAlone(({ path, labels }) => ({
    mediaPaths: [path],
    files:
      labels.length === 0
        ? []
        : [
            {
              path: `${stem(path)}.txt`,
              text: labels.map((label) => `${label}\n`).join(""),
            },
          ],
    // Of 1.jpg without and 1.png with labels, 1.txt would be read for both.
    reserved: labels.length === 0 ? [`${stem(path)}.txt`] : [],
  })),
};

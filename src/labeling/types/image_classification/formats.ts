/** The directory formats of image classification. Source: data management 6.1, 6.2, 9.3. */
import type {
  ExportFormat,
  FoundSample,
  ImportFormat,
  ManifestAnnotation,
  SourceFile,
} from "#labeling/contract.ts";
import { eachAlone } from "#labeling/export-formats.ts";
import { isImage } from "#labeling/media-files.ts";
import {
  folderExport,
  folderImport,
} from "#labeling/whole-labels/folder-format.ts";

const TYPE = "modelarts/image_classification";
const named = (name: string): ManifestAnnotation => ({ type: TYPE, name });
const images = (files: readonly SourceFile[]): SourceFile[] =>
  files.filter(({ path }) => isImage(path));
const stem = (path: string): string => path.replace(/\.[^./]+$/, "");
const found = (path: string, labels: readonly string[]): FoundSample => ({
  path,
  annotations: labels.map(named),
  usage: null,
  hard: null,
});

const folders = {
  id: "MA_IMAGENET_V1",
  name: "ModelArts imageNet 1.0",
  manifestType: TYPE,
  isMedia: isImage,
} as const;

/** Folder = label; with nested folders the last one. */
export const imageNet = folderImport(folders);
export const folderPerLabel = folderExport(folders, [
  "picturesCopied",
  "picturesOnTop",
  "picturesFolders",
  "folderNames",
  "noMarksNorParts",
]);

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

export const labelTextExport: ExportFormat = {
  id: "MA_IMAGE_CLASSIFICATION_V1",
  name: "ModelArts image classification 1.0",
  losses: ["numberedNames", "noMarksNorParts"],
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

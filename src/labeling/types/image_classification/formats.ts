/** The directory formats of image classification. Source: data management 6.1, 6.2, 9.3. */
import type { Problem } from "#core/problems.ts";
import type {
  ExportFormat,
  FoundSample,
  ImportFormat,
  ManifestAnnotation,
  SourceFile,
} from "#labeling/contract.ts";
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
    for (const { path } of images(files)) {
      const label = folderOf(path);
      yield found(path, label === "" ? [] : [label]);
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

const MAX_LABEL = 1024;

function checked(
  labels: readonly string[],
  file: string,
  report: (problem: Problem) => void,
): string[] {
  return labels.filter((label, i) => {
    if (label.length <= MAX_LABEL) return true;
    report({
      severity: "error",
      rule: "label.length",
      file,
      line: i + 1,
      message: `A label has at most ${String(MAX_LABEL)} characters, this one has ${String(label.length)}`,
      value: label.slice(0, 200),
    });
    return false;
  });
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
  async *read(files, report) {
    const texts = new Map(
      files
        .filter(({ path }) => /\.txt$/i.test(path))
        .map((file) => [stem(file.path), file]),
    );
    for (const { path } of images(files)) {
      const file = texts.get(stem(path));
      yield found(
        path,
        file ? checked(labelLines(await file.text()), file.path, report) : [],
      );
    }
  },
};

/** A name that is a folder on every system. */
const folderName = (label: string): string =>
  label.replace(/[\\/:*?"<>|]/g, "-").replace(/^[.\s]+|[.\s]+$/g, "") || "-";

export const folderPerLabel: ExportFormat = {
  id: "MA_IMAGENET_V1",
  name: "ModelArts imageNet 1.0",
  losses: [
    "A picture with several labels is copied into each folder",
    "Pictures without a label go to the top folder",
    "Characters that folder names cannot have become -",
    "Hard-example marks and the split are left out",
  ],
  place: ({ path, labels }) => ({
    mediaPaths:
      labels.length === 0
        ? [fileName(path)]
        : labels.map((label) => `${folderName(label)}/${fileName(path)}`),
    files: [],
  }),
};

export const labelTextExport: ExportFormat = {
  id: "MA_IMAGE_CLASSIFICATION_V1",
  name: "ModelArts image classification 1.0",
  losses: ["Hard-example marks and the split are left out"],
  place: ({ path, labels }) => ({
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
  }),
};

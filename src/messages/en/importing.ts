const count = (n: number, one: string, many: string): string =>
  `${new Intl.NumberFormat("en").format(n)} ${n === 1 ? one : many}`;

export const importing = {
  title: "Import",
  drop: "Drop photos, folders or zips here",
  dropAnywhere: "Drop to import",
  files: "Choose files",
  folder: "Choose a folder",
  camera: "Camera",
  paste: "Or paste pictures with Ctrl+V.",
  collecting: (n: number) => `Collecting: ${count(n, "file", "files")}`,
  taking: "Taking the files over",
  scanning: "Looking at the files",
  committing: "Importing",
  reading: "Reading what was found",
  keepsGoing: "You can leave this page: the jobs tray shows how it goes.",
  report: {
    title: "What is in there",
    files: "Files",
    samples: "Samples",
    size: "Size",
    duplicates: "Duplicates",
    problems: "Problems",
    none: "No usable file was found.",
    duplicateText: "Files with the same content are taken in once.",
    labels: "Labels found",
    noLabels: "No labels with this format.",
    problemsOf: (shown: number, all: number) =>
      shown < all
        ? `The first ${String(shown)} of ${String(all)}`
        : `${String(all)}`,
    saveProblems: "Save the list",
    where: (file: string, line: number | undefined) =>
      line === undefined ? file : `${file}, line ${String(line)}`,
  },
  format: {
    label: "Labeling Format",
    suggested: "suggested",
    hints: {
      unlabeled: "Pictures only; labels come later.",
      MA_IMAGENET_V1: "Each folder is a label: Cat/10.jpg, Dog/1.jpg",
      MA_IMAGE_CLASSIFICATION_V1:
        "Beside 10.jpg lies 10.txt with one label a line",
      manifest: "A .manifest file names samples and labels, one JSON line each",
    } as Readonly<Record<string, string>>,
  },
  options: "Options",
  onlyHard: "Import Only Hard Examples",
  toBeConfirmed: "Import as To Be Confirmed",
  toBeConfirmedHint: "Someone looks at each label before it counts",
  byTag: "Labels to import",
  job: "Labels go to",
  newJob: "A new labeling job",
  noJob: "No labeling job",
  start: (n: number) => `Import ${count(n, "sample", "samples")}`,
  done: (imported: number, labeled: number) =>
    `${count(imported, "sample", "samples")} imported, ${String(labeled)} labeled`,
  failed: "The import failed",
  cancelled: "The import was cancelled. Nothing was added.",
  toLabeling: "Label them now",
  stay: "Stay here",
  history: {
    created: "Created",
    mode: "Import Mode",
    samples: "Samples",
    imported: "Imported Samples",
    labeled: "Labeled Samples",
    status: "Import Status",
    none: "Nothing was imported yet.",
  },
  origins: {
    files: "Files",
    folder: "Folder",
    camera: "Camera",
    paste: "Clipboard",
    drop: "Drag and drop",
    sample: "Sample project",
  } as Readonly<Record<string, string>>,
  cameraTitle: "Take pictures",
  shutter: "Take a picture",
  shots: (n: number) => count(n, "picture", "pictures"),
  useShots: "Import them",
  noCamera:
    "No camera could be opened. Allow it for this site, or connect one.",
};

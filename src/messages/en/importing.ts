import { problemKinds } from "./problem-kinds.ts";
import { readingTexts } from "./reading-texts.ts";

const number = new Intl.NumberFormat("en");
const count = (n: number, one: string, many: string): string =>
  `${number.format(n)} ${n === 1 ? one : many}`;

export const importing = {
  texts: readingTexts,
  title: "Import",
  drop: "Drop photos, folders or zips here",
  dropFiles: "Drop files, folders or zips here",
  dropAnywhere: "Drop to import",
  files: "Choose files",
  folder: "Choose a folder",
  camera: "Camera",
  touch: "Add photos, folders or zips",
  touchFiles: "Add files, folders or zips",
  paste: "Or paste pictures with Ctrl+V.",
  pasteFiles: "Or paste files with Ctrl+V.",
  collecting: (n: number) => `Opening folders: ${count(n, "file", "files")}`,
  chosen: (n: number, size: string) =>
    `${count(n, "file", "files")} chosen, ${size}`,
  otherFiles: "Choose others",
  unreadable: (n: number, first: string) =>
    `${count(n, "file", "files")} could not be opened by the browser, among them ${first}`,
  nothing: "No file was in what you dropped.",
  taking: "Taking the files over",
  takingText: "Keep this page open until the files are copied to Gleaner.",
  scanning: "Looking at the files",
  committing: "Importing",
  keepsGoing: "You can leave this page: see how it goes under Jobs.",
  pause: "Pause",
  resume: "Resume",
  paused: "Paused. Nothing is lost.",
  space: {
    title: "Not enough space",
    text: (needed: string, free: string) =>
      `The import needs up to ${needed}, and ${free} is free for this site. What was taken in so far is kept.`,
    unknown:
      "The device has no space left for this site. What was taken in so far is kept.",
    clear: "Clear caches",
    cleared: "Caches cleared",
    storage: "Open Storage",
    again: "Try again",
  },
  report: {
    title: "What is in there",
    files: "Files",
    samples: "Samples",
    size: "Size",
    duplicates: "Duplicates",
    problems: "Problems",
    none: "No usable file was found.",
    allKnown: "The dataset already has all of these files.",
    duplicateText: "Files with the same content are taken in once.",
    duplicateTexts: "Texts that are the same are taken in once.",
  },
  labels: {
    title: (n: number) => `Labels found: ${number.format(n)}`,
    search: "Search labels",
    all: "All",
    none: "None",
    hint: "Labels without a tick are left out; their samples come without them.",
    row: (name: string, samples: string) => `${name}: ${samples} samples`,
  },
  problems: {
    title: (n: number) => `Problems: ${number.format(n)}`,
    listed: (n: number) => `The first ${number.format(n)} are listed.`,
    text: "Files with an error are left out, all others are imported.",
    search: "Search in problems",
    rule: "Kind of problem",
    allRules: "All kinds",
    save: "Save the list",
    fileName: "import-problems.csv",
    where: (file: string, line: number | undefined) =>
      line === undefined ? file : `${file}, line ${String(line)}`,
    value: (value: string) => `Found: ${value}`,
    noMatch: "No problem has this in it.",
    kind: (rule: string) => problemKinds[rule] ?? rule,
    severity: { error: "Left out", warning: "Warning" },
  },
  format: {
    label: "Labeling Format",
    suggested: (name: string) => `${name} (suggested)`,
    hints: {
      unlabeled: "Files only; labels come later.",
      MA_IMAGENET_V1: "Each folder is a label.",
      MA_IMAGE_CLASSIFICATION_V1:
        "Beside each picture lies a text file with one label a line.",
      MA_TEXT_CLASSIFICATION_COMBINE_V1:
        "Each line is a text, a separator and its labels.",
      MA_TEXT_CLASSIFICATION_V1:
        "Beside each text file lies one with the labels, line by line.",
      CSV: "A table with a column of texts and one of labels.",
      JSONL: "A JSON object a line, with a text and its labels.",
      manifest: "A .manifest file names samples and labels, one a line.",
    } as Readonly<Record<string, string>>,
    typed: (name: string, type: string) => `${name} · ${type}`,
    others: "Show all formats",
    example: "Example",
    examples: {
      MA_IMAGENET_V1: `photos
├── Cat
│   ├── 10.jpg
│   └── 11.jpg
└── Dog
    └── 1.jpg`,
      MA_IMAGE_CLASSIFICATION_V1: `photos
├── 10.jpg
├── 10.txt     Cat
├── 11.jpg
└── 11.txt     Cat
               Dog`,
      MA_TEXT_CLASSIFICATION_COMBINE_V1: `reviews.txt

It touches good and responds quickly.	positive`,
      MA_TEXT_CLASSIFICATION_V1: `COMMENTS_114745.txt
COMMENTS_114745_result.txt`,
      CSV: `text,label
"It touches good, and fast",positive`,
      JSONL: `{"text":"It touches good","label":["positive"]}`,
      manifest: `photos
├── cats.manifest
└── data
    ├── 10.jpg
    └── 11.jpg

{"source":"data/10.jpg","annotation":[{"name":"Cat", …}]}`,
    } as Readonly<Record<string, string>>,
  },
  options: "Advanced Feature Settings",
  onlyHard: "Import Only Hard Examples",
  onlyHardHint: "Samples that the manifest does not mark as hard are left out",
  toBeConfirmed: "Import as To Be Confirmed",
  toBeConfirmedHint: "Someone looks at each label before it counts",
  mends: "Cut objects to their pictures",
  mendsHint: (outside: number, empty: number) =>
    `${[
      ...(outside > 0
        ? [`${count(outside, "object reaches", "objects reach")} beyond`]
        : []),
      ...(empty > 0
        ? [`${count(empty, "box has", "boxes have")} no width or no height`]
        : []),
    ].join(
      ", ",
    )}. Those more than half outside, and boxes thinner than 2 pixels, are left out`,
  reversed: {
    label: (n: number) =>
      `${count(n, "box has its", "boxes have their")} maximum below the minimum`,
    swap: "Exchange the corners",
    drop: "Leave the boxes out",
  },
  tooManyLabels: (needed: number, most: number) =>
    `The labeling job would have ${number.format(needed)} labels; it holds at most ${number.format(most)}. Leave out ${count(needed - most, "label", "labels")}, or let the labels go elsewhere.`,
  job: "Labels go to",
  newJob: (type: string) => `A new labeling job (${type})`,
  noJob: "No labeling job",
  single: (job: string) =>
    `${job} takes one label per sample. Of samples with several, the first is used.`,
  start: (n: number) => `Import ${count(n, "sample", "samples")}`,
  startSome: "Import",
  done: (imported: number, labeled: number) =>
    `${count(imported, "sample", "samples")} imported, ${number.format(labeled)} labeled.`,
  skipped: (n: number) =>
    `${count(n, "file was", "files were")} there already.`,
  failed: "The import failed",
  again: "Try again",
  cancelled: "The import was cancelled. Nothing was added.",
  gone: "This import is not in the list any more.",
  toLabeling: "Label them now",
  toLabels: "Look at the labels",
  toTraining: "Train a model",
  createJob: "Create Labeling Job",
  stay: "Stay here",
  history: {
    title: "Import History",
    none: "Nothing was imported into this dataset yet.",
    created: "Created",
    mode: "Import Mode",
    samples: "Samples",
    imported: "Imported Samples",
    labeled: "Labeled Samples",
    status: "Import Status",
    open: "Report",
  },
  origins: {
    files: "Files",
    folder: "Folder",
    camera: "Camera",
    microphone: "Microphone",
    paste: "Clipboard",
    drop: "Drag and drop",
    sample: "Sample project",
  } as Readonly<Record<string, string>>,
  shutter: "Take a picture",
  shots: (n: number) => count(n, "picture", "pictures"),
  shotsHint: "Pictures appear here. Press one to remove it.",
  useShots: (n: number) =>
    n === 0 ? "Import" : `Import ${count(n, "picture", "pictures")}`,
  dropShot: (n: number) => `Remove picture ${String(n)}`,
  switchCamera: "Other camera",
  leaveCamera: "Discard",
  noCamera:
    "No camera could be opened. Allow it for this site, or connect one.",
};

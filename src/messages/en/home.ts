import { things } from "./things.ts";

export const home = {
  title: "Home",
  hello: "Welcome to Gleaner",
  intro:
    "Label your data, train a model and use it, all on this device. Nothing is uploaded.",
  trySample: "Try the sample project",
  trySampleText:
    "150 pictures of fruit, drawn by the app itself. Label the rest, train, predict: five minutes, no files needed.",
  tryObjects: "Try the sample with boxes",
  tryObjectsText:
    "159 pictures of fruit side by side, drawn by the app too. Draw the missing boxes, train a detector, find the fruit in new pictures.",
  tryNotes: "Try the sample texts",
  tryNotesText:
    "240 notes that customers left at a farm shop, made up by the app. Tell praise, complaints and questions apart, then ask the model about your own.",
  tryTable: "Try the sample table",
  tryTableText:
    "1,200 trees of an orchard, made up by the app. Train a model that predicts the grade of their apples from soil, rain, bees and more.",
  trySounds: "Try the sample sounds",
  trySoundsText:
    "120 recordings of chirps, rain, knocking and hum, made by the app itself. Label the rest by ear, train, record your own.",
  ownData: "Start with my data",
  ownDataText:
    "Drop photos, recordings, texts, tables, whole folders or a zip. You see what is in there before anything is stored.",
  drawing: "Making the samples",
  continue: "Go on",
  /** @param kind data type of the dataset; @param dataset its name. */
  left: (n: number, kind?: string, dataset = "") =>
    `${things(n, kind)} left to label${dataset === "" ? "" : ` in ${dataset}`}`,
  failed: (phase: string) =>
    `${phase} failed. Open it to see why, then press Retry.`,
  open: "Open",
  recent: "Recent datasets",
  allDatasets: "All datasets",
  samples: (n: string) => `${n} samples`,
  running: "Running jobs",
  projects: "ExeML projects",
  storage: "Your data on this device",
  persisted: "The browser keeps it until you delete it.",
  notPersisted: "The browser may delete it when space runs short.",
  persistUnknown: "This browser does not say whether it keeps it.",
  used: (used: string, quota: string) => `${used} of ${quota} used`,
  lastBackup: (ago: string) => `Last backup ${ago}`,
  noBackup: "No backup yet",
  toStorage: "Storage",
};

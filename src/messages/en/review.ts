/** Words of Quick Review: all objects of a label side by side. */
const objects = (n: number): string =>
  n === 1 ? "1 object" : `${n.toLocaleString("en")} objects`;
const images = (n: number): string =>
  n === 1 ? "1 image" : `${n.toLocaleString("en")} images`;

export const review = {
  title: "Quick Review",
  back: "Back to labeling",
  filter: "Filter by Label",
  all: (n: number) => `All labels (${n.toLocaleString("en")})`,
  withCount: (name: string, n: number) => `${name} (${n.toLocaleString("en")})`,
  sort: "Sort by",
  measures: {
    area: "Area",
    aspect: "Aspect ratio",
    confidence: "Confidence",
    score: "Score",
    disagreement: "Disagreement",
  },
  model: "Compare with Model",
  noModel: "No model",
  missing: (n: number, model: string) =>
    `${model} has not been asked about ${images(n)} yet.`,
  ask: "Run the Model",
  asking: (done: number, total: number, model: string) =>
    `${model} looks at the images: ${done.toLocaleString("en")} of ${total.toLocaleString("en")}`,
  stopAsking: "Cancel",
  unreadable: (n: number) => `${images(n)} could not be read by the model.`,
  says: (label: string, score: number) =>
    `${label} ${String(Math.round(score * 100))} %`,
  saysNothing: "Not found",
  saysOf: (says: string) => `model: ${says}`,
  ascending: "Smallest first",
  descending: "Largest first",
  size: "Size",
  list: objects,
  object: (label: string, size: string, ...more: readonly string[]) =>
    [label, size, ...more.filter((one) => one !== "")].join(", "),
  modified: "Modified",
  deleted: "Deleted",
  nothingSelected: "Select objects to relabel or delete them",
  selected: (n: number) => `${objects(n)} selected`,
  selectAll: "Select All",
  clear: "Clear Selection",
  remove: "Delete",
  undo: "Undo",
  redo: "Redo",
  staged: (n: number) =>
    n === 0
      ? "No modifications"
      : n === 1
        ? "1 modification"
        : `${n.toLocaleString("en")} modifications`,
  apply: "Apply Modifications",
  applyText: (n: number) =>
    `The original labels of ${objects(n)} are overwritten. On the Labeling tab one Undo takes all of it back.`,
  cancel: "Cancel Modifications",
  cancelTitle: "Cancel Modifications?",
  cancelText: (n: number) =>
    `What you changed about ${objects(n)} here is thrown away. Nothing of it was saved.`,
  keep: "Go on reviewing",
  applied: (n: number) => `Modifications applied to ${images(n)}.`,
  skipped: (n: number) =>
    `${images(n)} changed since they were read here and were left alone. Look at them again below.`,
  reading: "Reading objects…",
  progress: (found: number, rate: number) =>
    `${objects(found)} found, ${Math.round(rate).toLocaleString("en")} images per second`,
  empty: "No objects yet",
  emptyText:
    "Objects of labeled images and of images to be confirmed are reviewed here. Draw some first.",
  emptyLabel: "No object has this label",
  emptyLabelText: "Choose another one in Filter by Label.",
};

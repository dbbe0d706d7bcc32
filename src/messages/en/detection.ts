const pictures = (n: number): string =>
  n === 1 ? "1 picture" : `${String(n)} pictures`;
const objects = (n: number): string =>
  n === 1 ? "1 object" : `${String(n)} objects`;

/** Evaluation of object detectors. */
export const detection = {
  map50Text: "Boxes that overlap by half count",
  mapText: "Mean over ever stricter overlaps",
  measured: (n: number) =>
    `Measured on ${pictures(n)} that the model did not learn from.`,
  score: "Score threshold",
  scoreText: "Objects with a lower score are left out of what is counted here.",
  atBest: "Back to the best F1 Score",
  precisionText: (right: number, found: number) =>
    `${String(right)} of ${objects(found)} found are right`,
  recallText: (right: number, all: number) =>
    `${String(right)} of ${objects(all)} are found`,
  f1Text: "At this score",
  objects: "Objects",
  ap50: "AP@0.5",
  ap: "AP@0.5:0.95",
  curves: "Precision and recall",
  curvesOf: "Show the curve of",
  mostObjects: "The labels with the most objects",
  noCurves: "No objects, no curves.",
  errors: "Errors",
  errorsText: "Choose a kind of error to see its pictures.",
  kinds: {
    missed: {
      name: "Missed",
      text: "An object that nothing was found on",
    },
    background: {
      name: "Background",
      text: "Something was found where no object is drawn",
    },
    wrongLabel: {
      name: "Wrong label",
      text: "An object was found, but taken for another label",
    },
    poorBox: {
      name: "Poor box",
      text: "The box covers too little of the object, or too much around it",
    },
    duplicate: {
      name: "Duplicate",
      text: "An object was found a second time",
    },
    wrongLabelAndBox: {
      name: "Wrong label and poor box",
      text: "Neither the label nor the box is right",
    },
  },
  source:
    "Kinds of errors: TIDE (Bolya et al. 2020). An overlap of 0.1 to 0.5 is a poor box.",
  ofLabel: "Label",
  allLabels: "All labels",
  kindTitle: (kind: string, label: string | null, n: number) =>
    label === null
      ? `${kind}: ${pictures(n)}`
      : `${kind}, ${label}: ${pictures(n)}`,
  suggest: {
    missed: (label: string, n: number) =>
      `${label} is missed in ${pictures(n)}: look at these`,
    wrongLabel: (label: string, n: number) =>
      `Other things are taken for ${label} in ${pictures(n)}: look at these`,
    background: (label: string, n: number) =>
      `${label} is found where none is drawn in ${pictures(n)}: look whether its box was forgotten`,
    poorBox: (label: string, n: number) =>
      `Boxes of ${label} fit badly in ${pictures(n)}: look whether all were drawn alike`,
  },
  few: (label: string, n: number) =>
    `Only ${objects(n)} of ${label} were judged: its figures say little`,
  truth: "Drawn by people",
  right: "Found, right",
  wrong: "Found, wrong",
  ignored: "Found, not counted",
  openLarge: (path: string, verdicts: string) => `${path}: ${verdicts}`,
  showMore: (n: number) => `Show ${String(n)} more`,
  place: (at: number, of: number) => `${String(at)} of ${pictures(of)}`,
  previous: "Previous picture",
  next: "Next picture",
  keys: "Previous, next picture",
  list: "Objects in the picture",
  foundText: (label: string, share: string) => `${label} ${share}`,
  nothing: "Nothing was drawn or found here.",
  picture: (path: string, drawn: number, found: number) =>
    `${path}, ${objects(drawn)} drawn, ${objects(found)} found`,
};

const pictures = (n: number): string =>
  n === 1 ? "1 picture" : `${String(n)} pictures`;
const samples = (n: number): string =>
  n === 1 ? "1 sample" : `${String(n)} samples`;

export const evaluation = {
  title: (round: string) => `Evaluation Results, ${round}`,
  gone: "This round has no evaluation.",
  accuracy: "Accuracy",
  map50: "mAP@0.5",
  map: "mAP@0.5:0.95",
  r2: "R²",
  rmse: "RMSE",
  mae: "MAE",
  mse: "MSE",
  precision: "Precision",
  recall: "Recall",
  f1: "F1 Score",
  interval: (low: string, high: string) =>
    `95% sure it lies between ${low} and ${high}`,
  macro: "Mean over the labels",
  measured: {
    validation: (n: number) =>
      `Measured on ${samples(n)} that the model did not learn from.`,
    cross_validation: (n: number) =>
      `Cross-validated: each of ${samples(n)} was judged by a model that had not seen it.`,
  },
  suggestions: "Suggestions",
  allGood: "Nothing stands out. More varied samples would tell more.",
  confused: (truth: string, predicted: string, n: number) =>
    `${truth} is taken for ${predicted} in ${samples(n)}: look at these`,
  weak: (label: string, f1: string) =>
    `${label} is recognized badly (F1 ${f1}): check its labels, add samples of it`,
  few: (label: string, n: number) =>
    `Only ${samples(n)} of ${label} were judged: its figures say little`,
  unsure: (error: string) =>
    `Confidence is off by ${error} on average: do not read too much into the percentages`,
  matrix: "Confusion matrix",
  matrixText:
    "Rows are true labels, columns predictions. Choose a cell to see its samples.",
  cell: (truth: string, predicted: string) =>
    `samples of ${truth}, predicted ${predicted}`,
  cellTitle: (truth: string, predicted: string) =>
    truth === predicted
      ? `${truth}, recognized`
      : `${truth}, taken for ${predicted}`,
  labelsShown: (shown: number, all: number) =>
    `Labels shown: ${String(shown)} of ${String(all)}`,
  mostLabels: (n: number) => `At most ${String(n)} at once.`,
  noLabels: "Choose the labels to be shown.",
  cells: "Cells",
  dataMode: "Data",
  thumbnailMode: "Thumbnail",
  grid: "Grid",
  gridOf: (n: number) => `${String(n)} x ${String(n)}`,
  keys: {
    move: "Move through the cells",
    open: "Show the samples of the cell",
  },
  noPictures: "No pictures here.",
  noTexts: "No texts here.",
  noSounds: "No sounds here.",
  soundsText: "Play a sound to hear what the model was asked.",
  noSound: "This sound was deleted.",
  soundsShownOf: (shown: number, all: number): string =>
    `The first ${String(shown)} of ${String(all)} sounds.`,
  grouped: "Heard for the first time",
  groupedText: (own: string) =>
    `The file names tell groups: speakers, places or days. Here each group was judged by a model that had learned from the other groups only. Expect this of a speaker or place that is new to the model. The ${own} above were measured with sounds of the same groups to learn from.`,
  groupedTile: "Accuracy with groups left out",
  words: "Words",
  wordsText:
    "Press a text to colour its words: green ones spoke for the predicted label, red and underlined ones against it.",
  noWords: "The words are there once the model is registered.",
  textsShownOf: (shown: number, all: number): string =>
    `The first ${String(shown)} of ${String(all)} texts.`,
  shownOf: (shown: number, all: number) =>
    `The first ${String(shown)} of ${pictures(all)}.`,
  perLabel: "Labels",
  label: "Label",
  images: "Samples",
  errorRate: "Error rate",
  labelTitle: (label: string, round: string) => `${label}, ${round}`,
  labelText: (n: number) => `${samples(n)} of this label were judged.`,
  labelGone: "This evaluation has no such label.",
  ofTaken: (right: number, all: number) =>
    `${String(right)} of ${samples(all)} taken for it`,
  ofSamples: (right: number, all: number) =>
    `${String(right)} of its ${samples(all)} found`,
  f1Text: "Precision and recall in one",
  wrongly: (n: number) => `${samples(n)} of other labels taken for it`,
  predictedAs: "Predicted results",
  predictedAsText: (label: string) =>
    `What samples of ${label} are taken for. Choose a label to see them.`,
  share: "Share",
  sources: "Misrecognition sources",
  source: (truth: string, label: string, n: number) =>
    `${truth} is taken for ${label} in ${samples(n)}`,
  noSources: "No sample of another label was taken for it.",
  showAll: (n: number) => `Show all ${String(n)}`,
  toLabel: (label: string) => `Results of ${label}`,
  curves: "Precision and recall",
  reliability: "Reliability",
  reliabilityText: (error: string) =>
    `How often it is right when it says how sure it is. Mean deviation ${error}.`,
  confidence: "Confidence",
  perfect: "Ideal",
  measuredLine: "Measured",
  mistakes: "Most confident mistakes",
  noMistakes: "No mistakes on the judged samples.",
  predicted: (label: string, share: string) => `predicted ${label}, ${share}`,
  heat: "Heat map",
  heatText:
    "Press a picture for its heat map: where the linear part of the model looked.",
  noHeat: "The model of this round has no heat maps.",
  compare: "Rounds side by side",
  compareWith: "Compare with",
  otherData:
    "The two rounds were judged on different samples: a small difference may come from these.",
  figure: "Figure",
  f1Of: (label: string) => `F1 Score of ${label}`,
  ap50Of: (label: string) => `AP@0.5 of ${label}`,
  change: "Change (points)",
};

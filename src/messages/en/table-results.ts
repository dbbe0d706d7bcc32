const rows = (n: number): string => (n === 1 ? "1 row" : `${String(n)} rows`);

/** Evaluation of models of tables. */
export const tableResults = {
  measured: {
    validation: (n: number) =>
      `Measured on ${rows(n)} that the model did not learn from.`,
    cross_validation: (n: number) =>
      `Cross-validated: each of ${rows(n)} was judged by a model that had not seen it.`,
  },
  mae: "MAE",
  maeText: "Mean distance between predicted and true value",
  mse: "MSE",
  mseText: "Mean of its square",
  rmse: "RMSE",
  rmseText: "Root of MSE: in the unit of the column",
  r2: "R²",
  r2Text: "Share of the variance that is explained",
  truth: "True value",
  predicted: "Predicted value",
  plot: "Predicted against true values",
  plotText:
    "Each dot is a row. On the line, the predicted value is the true one.",
  plotFigures: (n: number, rmse: string) => `${rows(n)}, RMSE ${rmse}`,
  shownOf: (shown: number, all: number) =>
    `${rows(shown)} of ${String(all)}, drawn at random.`,
  residuals: "Residuals",
  residual: "Residual",
  residualsText:
    "Predicted less true value. A good model is off as often to either side, and seldom far.",
  residualPlot: "Residuals against predicted values",
  bin: (from: string, to: string, n: number) => `${from} to ${to}: ${rows(n)}`,
  worst: "Rows furthest off",
  worstText: "Look for wrong values here, and for what these rows share.",
  wrong: "Most confident mistakes",
  row: "Row",
  trueLabel: "True label",
  predictedLabel: "Predicted label",
  probability: "Probability",
  missing: "missing",
  cells: "Rows",
  noRows: "No rows of this kind are kept.",
  keptOf: (kept: number, all: number) =>
    `Of ${rows(all)} judged, ${String(kept)} are kept: the mistakes first.`,
  firstOf: (shown: number, all: number) =>
    `The first ${String(shown)} of ${rows(all)}.`,
  leaderboard: "Leaderboard",
  leaderboardText:
    "Every way of learning that was tried, on rows that it had not seen. Those with a share make up the model.",
  method: "Way of learning",
  logLoss: "Log loss",
  share: "Share",
  importance: "Feature importance",
  importanceText: (loss: string) =>
    `How much ${loss} grows when the values of the column are shuffled.`,
  importanceLearned:
    "The final model has learned from these rows: columns may look more important than they are for new rows.",
  dependence: "Partial dependence",
  dependenceText: {
    classes:
      "The mean probability of each label while the column is held at a value.",
    numbers: "The mean predicted value while the column is held at a value.",
  },
  answer: "Predicted",
  roc: "ROC curve",
  rocText: (label: string, area: string) =>
    `How many rows of ${label} are found, against how many others are taken for it. Area under the curve (AUC): ${area}.`,
  rocLine: "Model",
  rocLabel: "Label, against all others",
  meanArea: (area: string) => `Mean AUC of all labels: ${area}`,
  keepThreshold: "Keep with the model",
  keptThreshold: (label: string, share: string) =>
    `The model, and services that run it, tell ${label} from ${share} on.`,
  forgetThreshold: "Take the likeliest again",
  chance: "Chance",
  falsePositives: "False positives",
  threshold: (label: string) => `Threshold of ${label}`,
  thresholdText: (label: string) =>
    `A row is taken for ${label} from this probability on. Without a threshold, predictions take the likeliest label; where one kind of mistake costs more, keep a threshold of your own.`,
  auc: "AUC",
  found: (found: number, all: number) =>
    `${String(found)} of ${String(all)} found`,
  right: (right: number, all: number) =>
    `${String(right)} of ${String(all)} taken for it are right`,
  rightOfAll: (right: number, all: number) =>
    `${String(right)} of ${rows(all)} right`,
  f1Text: "Precision and recall in one",
};

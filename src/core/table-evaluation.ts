/** What is found out about a model of tables, beside its figures. Source: ExeML 1.10, 3.10. */

/** A value of a table as it is shown; null = missing. */
export type Cell = string | number | null;

/** One way of learning that was tried, on rows it had not learned from. */
export interface LeaderboardEntry {
  readonly name: string;
  /** Mean cross-entropy in nats, or the root of the mean squared error: less is better. */
  readonly loss: number;
  /** Accuracy, or R². */
  readonly figure: number;
  /** Part of the final model, 0-1; 0 where it was not taken. */
  readonly share: number;
}

export interface ColumnImportance {
  readonly column: string;
  /** How much the loss grows when the column's values are shuffled (Breiman 2001): mean and spread of the repeats. */
  readonly growth: number;
  readonly spread: number;
}

/** What the model says on average while one column is held at a value (Friedman 2001). */
export interface PartialDependence {
  readonly column: string;
  readonly isNumber: boolean;
  /** Rising numbers, or words by use. `answers`: a probability per label, or one number. */
  readonly points: readonly {
    readonly value: string | number;
    readonly answers: readonly number[];
  }[];
}

export interface TableFindings {
  /** Rows that were judged; only some of them are kept. */
  readonly judged: number;
  /** Best first. */
  readonly leaderboard: readonly LeaderboardEntry[];
  /** Most important first. */
  readonly importance: readonly ColumnImportance[];
  readonly dependence: readonly PartialDependence[];
  /** Names of the cells. */
  readonly columns: readonly string[];
}

/** How many rows of a label are found, and how many others taken for it. Shares 0-1. */
export interface RocPoint {
  /** A row is taken for the label from this probability on. */
  readonly threshold: number;
  readonly truePositive: number;
  readonly falsePositive: number;
}

/** One label against all others. */
export interface Roc {
  readonly area: number;
  readonly points: readonly RocPoint[];
  /** Judged rows of other labels, and of this one. */
  readonly counts: readonly [number, number];
}

export interface ClassifiedTable extends TableFindings {
  /** Cells of the kept predictions, in their order. */
  readonly cells: readonly (readonly Cell[])[];
  /** The second label's; null unless there are two. */
  readonly roc: Roc | null;
  /** By label, each against all others, where there are more than two; null where no row, or every one, is of it. */
  readonly rocs?: readonly (Roc | null)[];
}

/** A row with its true and its predicted number. */
export interface RowPrediction {
  /** 0, 1, 2 ... in the table that was learned from. */
  readonly row: number;
  readonly truth: number;
  readonly predicted: number;
}

/** How good a model of numbers is, on rows it did not learn from. Source: ExeML 1.10. */
export interface RegressionEvaluation {
  readonly kind: "regression";
  readonly label: string;
  readonly mae: number;
  readonly mse: number;
  readonly rmse: number;
  /** Share of the variance that is explained; below 0 = worse than the mean. Null where all numbers are the same. */
  readonly r2: number | null;
  /** Predicted less true, in bins of equal width. */
  readonly residuals: readonly {
    readonly from: number;
    readonly to: number;
    readonly count: number;
  }[];
  /** Rows drawn at random, to be shown as dots. */
  readonly points: readonly RowPrediction[];
  /** Those that are furthest off, with their cells, furthest first. */
  readonly worst: readonly (RowPrediction & {
    readonly cells: readonly Cell[];
  })[];
  readonly table: TableFindings;
  readonly measuredOn: "validation" | "cross_validation";
}

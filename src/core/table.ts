/** Data in rows and columns. Spec: data management 3.3 (Table 7-4). */
export type ColumnType =
  | "string"
  | "short"
  | "int"
  | "long"
  | "double"
  | "float"
  | "byte"
  | "date"
  | "timestamp"
  | "boolean";

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
}

/** NaN = missing. Dates are milliseconds since 1970 (UTC). */
export interface NumberValues {
  readonly kind: "numbers";
  readonly values: Float64Array;
}

/** Indexes into `words`; -1 = missing. */
export interface WordValues {
  readonly kind: "words";
  readonly words: readonly string[];
  readonly codes: Int32Array;
}

export type ColumnValues = NumberValues | WordValues;

/** Columns as learning takes them, each with one value a row. */
export interface Table {
  readonly rows: number;
  readonly columns: readonly (Column & { readonly data: ColumnValues })[];
}

/** What predictive analytics learns. Spec: ExeML 1.9 (Label Column, Label Column Data Type). */
export interface LabelColumn {
  readonly name: string;
  readonly type: "discrete" | "continuous";
}

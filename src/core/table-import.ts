/** What an import of tables shows before it begins, and what the user answers. Source: data management 3.3, 5.5. */
import type { KindCounts } from "./infer-columns.ts";
import type { Problem } from "./problems.ts";
import type { Column } from "./table.ts";
import type { TextEncoding } from "./text-reading.ts";

/** What is left out is found out from the files. */
export interface TableReading {
  readonly encoding?: TextEncoding;
  /** One character between cells. */
  readonly delimiter?: string;
  /** Contain Table Header: the first row of each file names the columns. Left out = it does. */
  readonly hasHeader?: boolean;
}

export const DELIMITERS = [",", "\t", ";", "|"] as const;

/** Rows of the preview: as many as the guide's. */
export const SHOWN_ROWS = 100;

export interface FoundTableFile {
  readonly path: string;
  /** As it was read; null for a spreadsheet. */
  readonly encoding: TextEncoding | null;
  readonly delimiter: string | null;
  readonly rows: number;
  readonly ignored: number;
}

export interface FoundTable {
  /** What the user chose; all else is found out from each file. */
  readonly asked: TableReading;
  readonly files: readonly FoundTableFile[];
  /** Names as they will be; of a dataset with rows its schema. */
  readonly columns: readonly Column[];
  /** What the cells of each column could be. */
  readonly kinds: readonly KindCounts[];
  readonly rows: number;
  /** Rows with another number of cells. */
  readonly ignored: number;
  readonly preview: readonly (readonly string[])[];
  /** The dataset has rows already: its schema is fixed. */
  readonly isFixed: boolean;
  readonly problems: readonly Problem[];
  readonly problemCount: number;
}

export interface TableChoice {
  readonly reading: TableReading;
  readonly columns: readonly Column[];
  /** Of each column: decimals are written with a comma. Left out = none are. */
  readonly decimalCommas?: readonly boolean[];
}

/** What is wrong with one file, line or field of the user's. Collected, never thrown. */
export interface Problem {
  readonly severity: "error" | "warning";
  /** Stable id of the rule, e.g. `image.truncated`, `manifest.json`; texts may change, this may not. */
  readonly rule: string;
  /** Path of the file inside what the user gave, e.g. `photos.zip/cat/1.jpg`. */
  readonly file: string;
  /** 1-based line, where the file has lines. */
  readonly line?: number;
  /** Subject, rule, value: "Label `a/b` may hold letters, digits, - and _ only". */
  readonly message: string;
  /** The value found, shortened to 200 characters. */
  readonly value?: string;
  /** Paths of the first few samples it is about, where it is about several. */
  readonly samples?: readonly string[];
  /** 1-based rows of the table it is about, the first few. */
  readonly rows?: readonly number[];
}

/** Stands for `file` in a finding about a dataset version as a whole. */
export const WHOLE_VERSION = "dataset version";

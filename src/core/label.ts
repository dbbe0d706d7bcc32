import type { LabelId, LabelingJobId } from "./ids.ts";

/** Of a labeling job. Source: data management 2.3. */
export const MAX_LABELS = 10_000;

/** Something told of each object with the label, e.g. `colour`. Source: data management 11.1. */
export interface LabelAttribute {
  readonly name: string;
  /** To choose from; empty = any text. */
  readonly values: readonly string[];
}

/** A label as a file or a person asks for it; what is left out is chosen for it. */
export interface NewLabel {
  readonly name: string;
  readonly color?: string;
  /** Null = no key. */
  readonly shortcut?: string | null;
  readonly attributes?: readonly LabelAttribute[];
}

/** One label of a labeling job. Annotations refer to it by id, so renaming touches one row. */
export interface Label {
  readonly id: LabelId;
  readonly jobId: LabelingJobId;
  /** 1-1024 characters, unique in the job, compared exactly. */
  readonly name: string;
  /** `#rrggbb`. */
  readonly color: string;
  /** Key as in `KeyboardEvent.key`, with modifiers before it: `1`, `shift+1`, `alt+shift+1`, `q`. */
  readonly shortcut: string | null;
  /** Place in the label list, ascending. */
  readonly order: number;
  /** Left out = none. */
  readonly attributes?: readonly LabelAttribute[];
}

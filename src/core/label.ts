import type { LabelId, LabelingJobId } from "./ids.ts";

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
}

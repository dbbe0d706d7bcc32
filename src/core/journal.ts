import type { LabelingJobId, SampleId, StepId } from "./ids.ts";
import type { ItemContent } from "./labeling-job.ts";

/** One sample's change. Both sides are kept, so the inverse is a swap. */
export interface ItemEdit {
  readonly sampleId: SampleId;
  readonly before: ItemContent;
  readonly after: ItemContent;
}

/**
 * One labeling gesture, stored in the same transaction as the rows it changes.
 *
 * Undo and redo append a new step holding the inverse edits, so the journal only grows. The two
 * stacks are linked lists inside the steps: `undoTop` is the step that an undo would now revert,
 * `undoNext` the one after it, and the same for redo. The last step of a job therefore knows both
 * stacks whole, they survive a reload, have no limit, and each operation reads two rows.
 */
export interface JournalStep {
  readonly id: StepId;
  readonly jobId: LabelingJobId;
  /** 1, 2, 3 ... in the job, without gaps. */
  readonly seq: number;
  readonly at: number;
  readonly by: string;
  /** Message key of what happened, e.g. `label`, `clear`, `hard`. */
  readonly gesture: string;
  readonly kind: "do" | "undo" | "redo";
  readonly edits: readonly ItemEdit[];
  /** Seq numbers; 0 = the stack is empty. */
  readonly undoTop: number;
  readonly undoNext: number;
  readonly redoTop: number;
  readonly redoNext: number;
}

export function invert(edits: readonly ItemEdit[]): ItemEdit[] {
  return edits.map(({ sampleId, before, after }) => ({
    sampleId,
    before: after,
    after: before,
  }));
}

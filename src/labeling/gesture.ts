/** Message keys of `m.label.gestures`; stored in the journal. */
export type Gesture =
  | "label"
  | "unlabel"
  | "relabel"
  | "clear"
  | "hard"
  | "not_hard"
  | "confirm"
  | "reject"
  | "draw"
  | "reshape"
  | "remove_objects"
  | "relabel_objects"
  | "mark_objects"
  | "paste_objects"
  | "order_objects"
  | "no_objects"
  | "paint"
  | "erase"
  | "fill"
  | "cut"
  | "split"
  | "merge"
  | "convert"
  | "review";

/** What was done last, for the live region. */
export interface Done {
  readonly gesture: Gesture | "undo" | "redo";
  readonly count: number;
  readonly at: number;
}

/** Gestures that finish a sample; marks and removals do not. */
export function finishesSample(gesture: Gesture): boolean {
  return ["label", "confirm", "reject", "no_objects"].includes(gesture);
}

import type { Label } from "#core/label.ts";
import type { KeyPress } from "#core/label-shortcut.ts";
import { type Command, commandOf } from "#labeling/gallery/commands.ts";
import { indexAfter } from "#labeling/gallery/moves.ts";
import {
  clear,
  extendTo,
  focusOn,
  selectAll,
  selectOne,
  toggle,
} from "#labeling/selection.ts";
import type { Reviewer } from "./reviewer.svelte.ts";

export interface ReviewActions {
  /** Of the grid on the screen. */
  readonly grid: { readonly columns: number; readonly rowsPerPage: number };
  /** Of the object with the focus. */
  readonly onopen: (index: number) => void;
  readonly onleave: () => void;
  readonly ontype: () => void;
}

function move(
  reviewer: Reviewer,
  { to, extend, keep }: Extract<Command, { kind: "move" }>,
  grid: ReviewActions["grid"],
): void {
  const { list, selection } = reviewer;
  const index = indexAfter(to, selection.focus, {
    ...grid,
    count: list.length,
  });
  if (extend) reviewer.selection = extendTo(selection, list, index);
  else if (keep) reviewer.selection = focusOn(selection, list, index);
  else reviewer.selection = selectOne(list, index);
}

/** The same keys as among thumbnails, on objects. @returns whether the key had a meaning. */
export function pressInReview(
  reviewer: Reviewer,
  press: KeyPress,
  labels: readonly Label[],
  { grid, onopen, onleave, ontype }: ReviewActions,
): boolean {
  const command = commandOf(press, labels);
  const { list, selection } = reviewer;
  switch (command?.kind) {
    case "move":
      move(reviewer, command, grid);
      return true;
    case "label":
      reviewer.stage(command.id);
      return true;
    case "delete":
    case "reject":
      reviewer.stage(null);
      return true;
    case "toggle":
      reviewer.selection = toggle(selection, list, selection.focus);
      return true;
    case "enter":
      onopen(selection.focus);
      return true;
    case "all":
      reviewer.selection = selectAll(selection, list);
      return true;
    case "back":
      if (selection.ids.size > 0) reviewer.selection = clear(selection);
      else onleave();
      return true;
    case "type":
      ontype();
      return true;
    case "undo":
      reviewer.undo();
      return true;
    case "redo":
      reviewer.redo();
      return true;
    default:
      return false;
  }
}

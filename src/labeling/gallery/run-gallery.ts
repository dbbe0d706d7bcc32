import { toggle } from "../selection.ts";
import type { LabelingSession } from "../session.svelte.ts";
import type { Command } from "./commands.ts";
import { moveFocus } from "./move-focus.ts";

/** How samples are laid out: what a row and a page are. */
export interface Grid {
  readonly columns: number;
  readonly rowsPerPage: number;
}

/** Marks the targets as hard examples, or unmarks them when all that are loaded are marked. */
export function toggleHard(session: LabelingSession): void {
  const rows = session.targets.flatMap((id) => session.list.row(id) ?? []);
  const areMarked = rows.length > 0 && rows.every(({ hard }) => hard !== null);
  void session.markHard(!areMarked);
}

/** What keys do among samples, whatever their labels are. @returns whether the key had a meaning. */
export function runGallery(
  session: LabelingSession,
  command: Command,
  grid: Grid,
): boolean {
  const { selection, list } = session;
  switch (command.kind) {
    case "move":
      moveFocus(session, command, grid);
      return true;
    case "toggle":
      session.select(toggle(selection, list.ids, selection.focus));
      return true;
    case "all":
      void session.selectAll();
      return true;
    case "hard":
      toggleHard(session);
      return true;
    case "delete":
      session.askDelete();
      return true;
    case "undo":
      session.undo();
      return true;
    case "redo":
      session.redo();
      return true;
    default:
      return false;
  }
}

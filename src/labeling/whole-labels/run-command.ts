import type { Command } from "../gallery/commands.ts";
import { moveFocus } from "../gallery/move-focus.ts";
import { clear, toggle } from "../selection.ts";
import type { LabelingSession } from "../session.svelte.ts";
import type { LabelActions } from "./label-actions.ts";

/** What of a view the keys need. */
export interface ViewParts {
  readonly grid: { readonly columns: number; readonly rowsPerPage: number };
  readonly typeLabel: () => void;
  /** Left out where nothing can be zoomed. */
  readonly zoom?:
    | {
        readonly zoomIn: () => void;
        readonly zoomOut: () => void;
        readonly toggleFit: () => void;
      }
    | undefined;
}

/** Confirms what is proposed; else opens the sample, or goes on to the next one. */
function enter(
  session: LabelingSession,
  actions: LabelActions,
  { grid }: ViewParts,
): void {
  if (actions.isConfirming) actions.confirm();
  else if (session.isSingle)
    moveFocus(session, { to: "right", extend: false, keep: false }, grid);
  else session.isSingle = session.list.ids.length > 0;
}

/** What a key does where labels are of whole samples. */
// eslint-disable-next-line complexity -- one line per command reads better than a table of closures
export function runCommand(
  session: LabelingSession,
  actions: LabelActions,
  command: Command,
  parts: ViewParts,
): void {
  switch (command.kind) {
    case "move":
      return moveFocus(session, command, parts.grid);
    case "label":
      return actions.label(command.id);
    case "toggle":
      return session.select(
        toggle(session.selection, session.list.ids, session.selection.focus),
      );
    case "all":
      return void session.selectAll();
    case "enter":
      return enter(session, actions, parts);
    case "back":
      if (session.isSingle) session.isSingle = false;
      else session.select(clear(session.selection));
      return;
    case "reject":
      return actions.reject();
    case "hard":
      return actions.toggleHard();
    case "delete":
      return session.askDelete();
    case "type":
      return parts.typeLabel();
    case "undo":
      return session.undo();
    case "redo":
      return session.redo();
    case "zoom_in":
      return parts.zoom?.zoomIn();
    case "zoom_out":
      return parts.zoom?.zoomOut();
    case "fit":
      return parts.zoom?.toggleFit();
  }
}

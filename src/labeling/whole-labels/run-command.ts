import type { Command } from "../gallery/commands.ts";
import { moveFocus } from "../gallery/move-focus.ts";
import { runGallery, type Grid } from "../gallery/run-gallery.ts";
import type { LabelingSession } from "../session.svelte.ts";
import type { LabelActions } from "./label-actions.ts";

/** What of a view the keys need. */
export interface ViewParts {
  readonly grid: Grid;
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

/** Back to the list from one sample; in the list, nothing is selected any more. */
function back(session: LabelingSession): void {
  if (session.isSingle) session.isSingle = false;
  else session.clearSelection();
}

/** What a key does where labels are of whole samples. */
export function runCommand(
  session: LabelingSession,
  actions: LabelActions,
  command: Command,
  parts: ViewParts,
): void {
  if (runGallery(session, command, parts.grid)) return;
  switch (command.kind) {
    case "label":
      return actions.label(command.id);
    case "enter":
      return enter(session, actions, parts);
    case "back":
      return back(session);
    case "reject":
      return actions.reject();
    case "type":
      return parts.typeLabel();
    case "zoom_in":
      return parts.zoom?.zoomIn();
    case "zoom_out":
      return parts.zoom?.zoomOut();
    case "fit":
      return parts.zoom?.toggleFit();
    default:
      return;
  }
}

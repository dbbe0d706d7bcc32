/** What keys do over a picture whose objects are drawn. */
import type { Direction } from "#labeling/gallery/moves.ts";
import type { LabelingSession } from "#labeling/session.svelte.ts";
import type { ObjectEditor } from "./editor.svelte.ts";
import type { DrawCommand } from "./keys.ts";
import type { ViewOptions } from "./view-options.svelte.ts";

/** What of the drawing surface keys reach. */
interface Surface {
  isDrawing(): boolean;
  cancel(): boolean;
  finish(): void;
  undoPoint(): boolean;
  deleteVertex(): boolean;
  nudge(dx: number, dy: number): void;
  stretch(dx: number, dy: number): void;
  drawInMiddle(): void;
  readonly pointer: { toggle(): void };
  zoomIn(): void;
  zoomOut(): void;
  toggleFit(): void;
  actualSize(): void;
}

export interface Drawing {
  readonly session: LabelingSession;
  readonly editor: ObjectEditor;
  readonly options: ViewOptions;
  readonly surface: Surface | undefined;
  readonly move: (to: Direction) => void;
  /** Lets the user type a label. */
  readonly askLabel: () => void;
}

type Kind = Exclude<
  DrawCommand["kind"],
  "tool" | "label" | "nudge" | "stretch"
>;

const RUN: Readonly<Record<Kind, (drawing: Drawing) => void>> = {
  next: ({ move }) => move("right"),
  previous: ({ move }) => move("left"),
  first: ({ move }) => move("home"),
  last: ({ move }) => move("end"),
  next_object: ({ editor }) => editor.selectNext(1),
  previous_object: ({ editor }) => editor.selectNext(-1),
  all: ({ editor }) => editor.selectAll(),
  finish,
  cancel,
  remove: ({ editor }) => editor.remove(),
  remove_all: ({ editor }) => editor.removeAll(),
  step_back: ({ editor, surface }) => {
    if (surface?.isDrawing()) surface.undoPoint();
    else if (!surface?.deleteVertex()) editor.remove();
  },
  shapes: ({ options }) => (options.showShapes = !options.showShapes),
  names: ({ options }) => (options.showNames = !options.showNames),
  crosshair: ({ options }) => (options.showCrosshair = !options.showCrosshair),
  no_objects: ({ editor }) => editor.toggleNone(),
  lock: ({ editor }) =>
    [...editor.selected].forEach((i) => editor.toggleLocked(i)),
  hide: ({ editor }) =>
    [...editor.selected].forEach((i) => editor.toggleHidden(i)),
  hard: ({ session, editor }) =>
    void session.markHard((editor.row?.hard ?? null) === null),
  type: ({ askLabel }) => askLabel(),
  copy: ({ editor }) => editor.copy(),
  paste: ({ editor }) => editor.paste(),
  duplicate: ({ editor }) => editor.duplicate(),
  copy_previous: ({ editor }) => void editor.copyPrevious(),
  front: ({ editor }) => editor.order("front"),
  back: ({ editor }) => editor.order("back"),
  undo: ({ session, surface }) => {
    if (!surface?.undoPoint()) session.undo();
  },
  redo: ({ session }) => session.redo(),
  zoom_in: ({ surface }) => surface?.zoomIn(),
  zoom_out: ({ surface }) => surface?.zoomOut(),
  fit: ({ surface }) => surface?.toggleFit(),
  actual: ({ surface }) => surface?.actualSize(),
  draw_in_middle: ({ surface }) => surface?.drawInMiddle(),
  point: ({ surface }) => surface?.pointer.toggle(),
  full_screen: () => void toggleFullScreen(),
};

/** Closes the shape; else confirms what is proposed, or goes on to the next picture. */
function finish({ editor, surface, move }: Drawing): void {
  if (surface?.isDrawing()) surface.finish();
  else if (editor.row?.state === "to_be_confirmed") editor.confirm();
  else move("right");
}

/** One thing at a time: the shape being drawn, the one without a label, the selection, the picture. */
function cancel({ session, editor, surface }: Drawing): void {
  if (surface?.isDrawing()) surface.cancel();
  else if (editor.waiting) editor.waiting = null;
  else if (editor.selected.size > 0) editor.select([]);
  else session.isSingle = false;
}

/** Does nothing where pages cannot be that large, as on phones of Apple. */
export async function toggleFullScreen(): Promise<void> {
  if (!document.fullscreenEnabled) return;
  if (document.fullscreenElement) await document.exitFullscreen();
  else await document.documentElement.requestFullscreen();
}

/** @returns whether the key had a meaning. */
export function runDrawing(command: DrawCommand, drawing: Drawing): boolean {
  const { editor, surface } = drawing;
  switch (command.kind) {
    case "tool":
      editor.tool = command.tool;
      return true;
    case "label":
      editor.useLabel(command.id);
      return true;
    case "nudge":
    case "stretch":
      surface?.[command.kind](command.dx, command.dy);
      return true;
    default:
      RUN[command.kind](drawing);
      return true;
  }
}

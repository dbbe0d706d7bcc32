import type { KeyPress } from "#core/label-shortcut.ts";
import type { MovableSurface } from "#labeling/objects/editor-actions.ts";
import type { DrawToolId, ToolId } from "#ui/drawing/tools/tool.ts";
import { TOOL_LETTERS } from "./tools.ts";

/** What keys reach of the editor. */
export interface KeyedEditor {
  tool: ToolId;
  isSnapping: boolean;
  sizeBrush(step: 1 | -1): void;
  merge(): void;
  convert(): void;
  select(indices: Iterable<number>): void;
}

type Act = (surface: MovableSurface) => void;

/** Of an arrow key, CSS pixels. */
const PAN = 40;

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [PAN, 0],
  ArrowRight: [-PAN, 0],
  ArrowUp: [0, PAN],
  ArrowDown: [0, -PAN],
};

/** Tools that work in the middle of what is in view when M is pressed: arrows bring the place there. */
const MOVED: readonly (DrawToolId | "select")[] = [
  "brush",
  "eraser",
  "fill",
  "cut",
  "split",
  "extreme",
];

/** What a key does over regions alone; null for keys that mean the same for all objects. */
export function regionKey(press: KeyPress, editor: KeyedEditor): Act | null {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = press;
  if (ctrlKey || metaKey || altKey) return null;
  const arrow = ARROWS[key];
  if (arrow && MOVED.includes(editor.tool))
    return (surface) => surface.pan(...arrow);
  const isBrush = editor.tool === "brush" || editor.tool === "eraser";
  if (isBrush && (key === "[" || key === "]"))
    return () => editor.sizeBrush(key === "]" ? 1 : -1);
  return shiftKey ? null : letterAct(key.toLowerCase(), editor);
}

function letterAct(name: string, editor: KeyedEditor): Act | null {
  const tool = TOOL_LETTERS[name];
  if (tool) return () => (editor.tool = tool);
  switch (name) {
    case "j":
      return () => editor.merge();
    case "n":
      return () => editor.select([]);
    case "w":
      return () => (editor.isSnapping = !editor.isSnapping);
    case "y":
      return () => editor.convert();
    default:
      return null;
  }
}

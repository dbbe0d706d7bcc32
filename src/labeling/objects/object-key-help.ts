import { m } from "#messages/messages.ts";

interface KeyRow {
  readonly keys: string;
  readonly label: string;
}

/** Keys that mean the same for all objects that are drawn. @param without keys that mean something else. */
export function objectKeys(without: readonly string[] = []): KeyRow[] {
  const texts = m.objects.keys;
  const others = m.label.keys;
  const rows: KeyRow[] = [
    { keys: "1 2 3 …", label: texts.labels },
    { keys: "V", label: texts.select },
    { keys: "X", label: texts.hold },
    { keys: "D, →", label: texts.next },
    { keys: "A, ←", label: texts.previous },
    { keys: ". ,", label: texts.nextObject },
    { keys: "← → ↑ ↓", label: texts.nudge },
    { keys: "Alt+← → ↑ ↓", label: texts.stretch },
    { keys: "M", label: texts.middle },
    { keys: "Shift+M", label: texts.point },
    { keys: "Enter", label: texts.finish },
    { keys: "Esc", label: texts.cancel },
    { keys: "Backspace", label: texts.stepBack },
    { keys: "Delete", label: texts.remove },
    { keys: "Shift+Delete", label: texts.removeAll },
    { keys: "N", label: texts.noObjects },
    { keys: "Shift+H", label: texts.show },
    { keys: "T", label: texts.names },
    { keys: "K", label: texts.crosshair },
    { keys: "C", label: texts.copyPrevious },
    { keys: "Ctrl+C, Ctrl+V, Ctrl+D", label: texts.copy },
    { keys: "L, I", label: texts.lock },
    { keys: "] [", label: texts.order },
    { keys: "Space", label: texts.pan },
    { keys: "Z, Shift+F", label: texts.zoom },
    { keys: "+ −", label: others.zoom },
    { keys: "F", label: others.fit },
    { keys: "H", label: others.hard },
    { keys: "/", label: others.type },
    { keys: "Ctrl+Z", label: others.undo },
    { keys: "Ctrl+Y, Ctrl+Shift+Z", label: others.redo },
  ];
  return rows.filter(({ keys }) => !without.includes(keys));
}

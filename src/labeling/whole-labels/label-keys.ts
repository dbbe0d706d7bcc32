/** Keys of views whose labels are of whole samples. */
import { shortcutText } from "#core/label-shortcut.ts";
import type { Label } from "#core/label.ts";
import type { KeyHelp } from "#labeling/view-contract.ts";
import { m } from "#messages/messages.ts";

/** What differs with the samples: how one moves among them, opens one and comes back. */
interface Words {
  readonly moves: string;
  readonly open: string;
  readonly back: string;
}

export function labelKeys(
  labels: readonly Label[],
  { moves, open, back }: Words,
): ReturnType<KeyHelp> {
  const texts = m.label.keys;
  const first = labels.find((label) => label.shortcut !== null);
  return [
    {
      keys: `${first?.shortcut ? shortcutText(first.shortcut) : "1"} …`,
      label: texts.labels,
    },
    { keys: moves, label: texts.move },
    { keys: "Home, End", label: texts.ends },
    { keys: "Page Up, Page Down", label: texts.pages },
    { keys: "Space", label: texts.toggle },
    { keys: "Ctrl+A", label: texts.all },
    { keys: "Enter", label: open },
    { keys: "Esc", label: back },
    { keys: "Backspace", label: texts.reject },
    { keys: "H", label: texts.hard },
    { keys: "Delete", label: texts.delete },
    { keys: "/", label: texts.type },
    { keys: "Ctrl+Z", label: texts.undo },
    { keys: "Ctrl+Y, Ctrl+Shift+Z", label: texts.redo },
  ];
}

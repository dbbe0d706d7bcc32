import { shortcutText } from "#core/label-shortcut.ts";
import type { KeyHelp } from "#labeling/view-contract.ts";
import { m } from "#messages/messages.ts";

const help: KeyHelp = (labels) => {
  const texts = m.label.keys;
  const sound = m.sound.keys;
  const first = labels.find((label) => label.shortcut !== null);
  return [
    {
      keys: `${first?.shortcut ? shortcutText(first.shortcut) : "1"} …`,
      label: texts.labels,
    },
    { keys: "Space", label: sound.play },
    { keys: "← →", label: sound.seek },
    { keys: "L", label: sound.loop },
    { keys: "[ ]", label: sound.speed },
    { keys: "J K ↓ ↑", label: texts.move },
    { keys: "Home, End", label: texts.ends },
    { keys: "Page Up, Page Down", label: texts.pages },
    { keys: "Ctrl+Space", label: sound.toggle },
    { keys: "Ctrl+A", label: texts.all },
    { keys: "Enter", label: sound.open },
    { keys: "Esc", label: texts.backToList },
    { keys: "Backspace", label: texts.reject },
    { keys: "Delete", label: texts.delete },
    { keys: "/", label: texts.type },
    { keys: "Ctrl+Z", label: texts.undo },
    { keys: "Ctrl+Y, Ctrl+Shift+Z", label: texts.redo },
  ];
};
export default help;

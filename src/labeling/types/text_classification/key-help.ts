import type { KeyHelp } from "#labeling/view-contract.ts";
import { labelKeys } from "#labeling/whole-labels/label-keys.ts";
import { m } from "#messages/messages.ts";

const help: KeyHelp = (labels) => {
  const { openText: open, backToList: back } = m.label.keys;
  return labelKeys(labels, { moves: "J K ↓ ↑", open, back });
};
export default help;

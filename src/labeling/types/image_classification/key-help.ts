import type { KeyHelp } from "#labeling/view-contract.ts";
import { labelKeys } from "#labeling/whole-labels/label-keys.ts";
import { m } from "#messages/messages.ts";

const help: KeyHelp = (labels) => {
  const { openOrConfirm: open, back, zoom, fit } = m.label.keys;
  return [
    ...labelKeys(labels, { moves: "← → ↑ ↓", open, back }),
    { keys: "+ −", label: zoom },
    { keys: "F", label: fit },
  ];
};
export default help;

import { objectKeys } from "#labeling/objects/object-key-help.ts";
import type { KeyHelp } from "#labeling/view-contract.ts";
import { m } from "#messages/messages.ts";

/** What they do over regions is told in rows of their own. */
const OTHERWISE = ["1 2 3 …", "D, →", "A, ←", "← → ↑ ↓", "M", "N", "] ["];

const help: KeyHelp = () => {
  const { tools, regions, keys } = m.objects;
  const texts = regions.keys;
  return [
    { keys: "1 – 9", label: texts.tools },
    { keys: "P, O", label: `${tools.polygon}, ${tools.freehand}` },
    { keys: "B, E", label: `${tools.brush}, ${tools.eraser}` },
    { keys: "[ ]", label: texts.brush },
    { keys: "G", label: tools.fill },
    { keys: "U, S", label: `${tools.cut}, ${tools.split}` },
    { keys: "R", label: tools.redraw },
    { keys: "Q", label: tools.extreme },
    { keys: "N", label: texts.none },
    { keys: "J", label: texts.merge },
    { keys: "Y", label: texts.convert },
    { keys: "W, Alt", label: texts.snap },
    { keys: "← → ↑ ↓", label: texts.arrows },
    { keys: "M", label: texts.middle },
    { keys: "D, PgDn", label: keys.next },
    { keys: "A, PgUp", label: keys.previous },
    { keys: "Shift+N", label: keys.noObjects },
    ...objectKeys(OTHERWISE),
  ];
};
export default help;

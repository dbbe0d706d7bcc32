import { objectKeys } from "#labeling/objects/object-key-help.ts";
import type { KeyHelp } from "#labeling/view-contract.ts";
import { m } from "#messages/messages.ts";

const help: KeyHelp = () => [
  { keys: "1 – 6", label: m.objects.keys.shapes },
  ...objectKeys(),
];
export default help;

/** Check Data for image classification, on a published version. Source: ExeML 1.4. */
import { m } from "#messages/messages.ts";
import {
  checkClasses,
  checkFiles,
  checkSingle,
  checkTotal,
  type Check,
  labelPolicies,
  PLAIN_LABEL,
} from "./check-rules.ts";

export const IMAGE_POLICIES = labelPolicies(100, 5);

/** Everything that is wrong, errors and warnings; only labeled samples count. */
export const checkImages: Check = (all, policy) => {
  const entries = all.filter(({ state }) => state === "labeled");
  return [
    ...checkTotal(entries, policy),
    ...checkClasses(entries, policy, PLAIN_LABEL),
    ...checkSingle(entries),
    ...checkFiles(entries, policy, [/[+ \t]/, m.findings.plainName]),
  ];
};

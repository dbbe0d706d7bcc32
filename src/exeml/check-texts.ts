/** Check Data for text classification, on a published version. Source: ExeML 1.4. */
import {
  checkClasses,
  checkSingle,
  checkTotal,
  type Check,
  labelPolicies,
} from "./check-rules.ts";

export const TEXT_POLICIES = labelPolicies(40, 20);

/** Everything that is wrong, errors and warnings; only labeled texts count. */
export const checkTexts: Check = (all, policy) => {
  const entries = all.filter(({ state }) => state === "labeled");
  return [
    ...checkTotal(entries, policy),
    ...checkClasses(entries, policy),
    ...checkSingle(entries),
  ];
};

/** Check Data for text classification, on a published version. Source: ExeML 1.4. */
import type { Project } from "#core/project.ts";
import {
  checkClasses,
  checkSingle,
  checkTotal,
  type Check,
  type CheckPolicy,
} from "./check-rules.ts";

/** `guide` has the printed numbers; `relaxed` is for trying things out. */
export const TEXT_POLICIES: Readonly<Record<Project["policy"], CheckPolicy>> = {
  guide: {
    minLabeled: 40,
    advisedLabeled: 0,
    minPerClass: 20,
    advisedPerClass: 20,
    minClasses: 2,
  },
  relaxed: {
    minLabeled: 4,
    advisedLabeled: 0,
    minPerClass: 2,
    advisedPerClass: 20,
    minClasses: 2,
  },
};

/** Everything that is wrong, errors and warnings; only labeled texts count. */
export const checkTexts: Check = (all, policy) => {
  const entries = all.filter(({ state }) => state === "labeled");
  return [
    ...checkTotal(entries, policy),
    ...checkClasses(entries, policy),
    ...checkSingle(entries),
  ];
};

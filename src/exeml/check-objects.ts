/** Check Data for object detection, on a published version. Source: ExeML 1.4. */
import { m } from "#messages/messages.ts";
import {
  checkClasses,
  checkFiles,
  checkTotal,
  HAN_LABEL,
  perFile,
  type Check,
  type CheckedEntry,
  type CheckPolicies,
} from "./check-rules.ts";

export const OBJECT_POLICIES: CheckPolicies = {
  guide: {
    minLabeled: 1,
    advisedLabeled: 100,
    minPerClass: 50,
    advisedPerClass: 50,
    minClasses: 2,
    odd: "error",
  },
  relaxed: {
    minLabeled: 4,
    advisedLabeled: 100,
    minPerClass: 2,
    advisedPerClass: 50,
    minClasses: 1,
    odd: "warning",
  },
};

const isOutside = ({ drawn }: CheckedEntry): boolean =>
  (drawn?.outside ?? 0) > 0;
const kindsOf = ({ drawn }: CheckedEntry) => drawn?.kinds ?? [];
/** They have no area, so there is no box to learn. */
const isThin = (kind: string): boolean => kind === "point" || kind === "line";

/** Everything that is wrong, errors and warnings; only pictures treated as labeled count. */
export const checkObjects: Check = (all, policy) => {
  const labeled = all.filter(({ state }) => state === "labeled");
  const entries = labeled.filter((entry) => !isOutside(entry));
  return [
    ...checkTotal(entries, policy),
    ...checkClasses(entries, policy, HAN_LABEL),
    ...perFile(
      labeled,
      ["warning", "check.outside", m.findings.outside],
      isOutside,
      ({ drawn }) => String(drawn?.outside ?? 0),
    ),
    ...perFile(
      entries,
      ["warning", "check.shape", m.findings.shape],
      (entry) => kindsOf(entry).some((kind) => !isThin(kind)),
      (entry) =>
        kindsOf(entry)
          .filter((kind) => !isThin(kind))
          .join(", "),
    ),
    ...perFile(
      entries,
      ["warning", "check.thin", m.findings.thin],
      (entry) => kindsOf(entry).some(isThin),
      (entry) => kindsOf(entry).filter(isThin).join(", "),
    ),
    ...checkFiles(entries, policy, [
      /[+ \t\p{Script=Han}]/u,
      m.findings.asciiName,
    ]),
  ];
};

/** Check Data for image classification, on a published version. Source: ExeML 1.4. */
import { WHOLE_VERSION, type Problem } from "#core/problems.ts";
import type { VersionEntry } from "#core/version.ts";

export interface ImagePolicy {
  readonly minLabeled: number;
  readonly minPerClass: number;
  readonly advisedPerClass: number;
  readonly minClasses: number;
  readonly warnBytes: number;
  readonly maxLabelLength: number;
}

const MB = 1024 * 1024;

/** `guide` has the printed numbers; `relaxed` is for trying things out. */
export const POLICIES: Readonly<Record<"guide" | "relaxed", ImagePolicy>> = {
  guide: {
    minLabeled: 100,
    minPerClass: 5,
    advisedPerClass: 20,
    minClasses: 2,
    warnBytes: 5 * MB,
    maxLabelLength: 32,
  },
  relaxed: {
    minLabeled: 4,
    minPerClass: 2,
    advisedPerClass: 20,
    minClasses: 2,
    warnBytes: 5 * MB,
    maxLabelLength: 32,
  },
};

/** Single files named per rule: the rest is counted. */
const MOST_NAMED = 50;

function perFile(
  entries: readonly VersionEntry[],
  severity: Problem["severity"],
  rule: string,
  message: string,
  isWrong: (entry: VersionEntry) => boolean,
  valueOf: (entry: VersionEntry) => string,
): Problem[] {
  const wrong = entries.filter(isWrong);
  const named = wrong.slice(0, MOST_NAMED).map((entry): Problem => ({
    severity,
    rule,
    file: entry.path,
    message,
    value: valueOf(entry),
  }));
  if (wrong.length > MOST_NAMED)
    named.push({
      severity,
      rule,
      file: WHOLE_VERSION,
      message: `${message}: ${String(wrong.length - MOST_NAMED)} more samples`,
    });
  return named;
}

function perClass(
  entries: readonly VersionEntry[],
  policy: ImagePolicy,
): Problem[] {
  const [counts, training] = [
    new Map<string, number>(),
    new Map<string, number>(),
  ];
  for (const { labels, usage } of entries) {
    for (const label of new Set(labels)) {
      counts.set(label, (counts.get(label) ?? 0) + 1);
      if (usage === "TRAIN" || usage === null)
        training.set(label, (training.get(label) ?? 0) + 1);
    }
  }
  const problems: Problem[] = [];
  const add = (
    severity: Problem["severity"],
    rule: string,
    message: string,
    value: string,
  ): void =>
    void problems.push({ severity, rule, file: WHOLE_VERSION, message, value });
  if (counts.size < policy.minClasses)
    add(
      "error",
      "check.classes",
      `At least ${String(policy.minClasses)} labels are needed, there ${counts.size === 1 ? "is 1" : `are ${String(counts.size)}`}`,
      String(counts.size),
    );
  for (const [label, count] of counts) {
    if (count < policy.minPerClass)
      add(
        "error",
        "check.per-class",
        `Each label needs at least ${String(policy.minPerClass)} samples, ${label} has ${String(count)}`,
        label,
      );
    else if (count < policy.advisedPerClass)
      add(
        "warning",
        "check.advised",
        `${String(policy.advisedPerClass)} samples per label are advised, ${label} has ${String(count)}`,
        label,
      );
    if (!training.has(label))
      add(
        "error",
        "check.split",
        `The split left no sample of ${label} for training`,
        label,
      );
    if (label.length > policy.maxLabelLength)
      add(
        "error",
        "check.label",
        `A label has at most ${String(policy.maxLabelLength)} characters, this one has ${String(label.length)}`,
        label,
      );
  }
  return problems;
}

/** Everything that is wrong, errors and warnings; only labeled samples count. */
export function checkImages(
  all: readonly VersionEntry[],
  policy: ImagePolicy,
): Problem[] {
  const entries = all.filter(({ state }) => state === "labeled");
  const problems: Problem[] = [];
  if (entries.length < policy.minLabeled) {
    problems.push({
      severity: "error",
      rule: "check.labeled",
      file: WHOLE_VERSION,
      message: `At least ${String(policy.minLabeled)} labeled samples are needed, there are ${String(entries.length)}`,
      value: String(entries.length),
    });
  }
  return [
    ...problems,
    ...perClass(entries, policy),
    ...perFile(
      entries,
      "error",
      "check.single",
      "A sample has one label in ExeML",
      ({ labels }) => new Set(labels).size > 1,
      ({ labels }) => labels.join(", "),
    ),
    ...perFile(
      entries,
      "warning",
      "check.name",
      "File names should hold no +, space or tab",
      ({ path }) => /[+ \t]/.test(path.slice(path.lastIndexOf("/") + 1)),
      ({ path }) => path,
    ),
    ...perFile(
      entries,
      "warning",
      "check.large",
      "Pictures above 5 MB make work slow",
      ({ bytes }) => bytes > policy.warnBytes,
      ({ bytes }) => String(bytes),
    ),
  ];
}

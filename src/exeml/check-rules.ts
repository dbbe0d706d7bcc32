/** Rules of Check Data that several kinds of projects have. Source: ExeML 1.4. */
import type { DrawnFacts } from "#core/drawn-facts.ts";
import { WHOLE_VERSION, type Problem } from "#core/problems.ts";
import type { Project } from "#core/project.ts";
import type { VersionEntry } from "#core/version.ts";

/** Numbers of the rules; counts are of labeled samples. */
export interface CheckPolicy {
  readonly minLabeled: number;
  /** More than these are advised: not more only warns. */
  readonly advisedLabeled: number;
  readonly minClasses: number;
  readonly minPerClass: number;
  readonly advisedPerClass: number;
  /** What files are that break the guide's rules of sounds; the product reads them all the same. */
  readonly oddFiles?: Problem["severity"];
}

/** `guide` has the printed numbers; `relaxed` is for trying things out. */
export type CheckPolicies = Readonly<Record<Project["policy"], CheckPolicy>>;

/** Numbers for samples that have one label each. */
export function labelPolicies(
  minLabeled: number,
  minPerClass: number,
): CheckPolicies {
  const advised = { advisedLabeled: 0, advisedPerClass: 20, minClasses: 2 };
  return {
    guide: { ...advised, minLabeled, minPerClass, oddFiles: "error" },
    relaxed: { ...advised, minLabeled: 4, minPerClass: 2, oddFiles: "warning" },
  };
}

/** An entry, and what is remarkable about the shapes drawn on it. */
export interface CheckedEntry extends VersionEntry {
  readonly drawn?: DrawnFacts;
}

export type Check = (
  all: readonly CheckedEntry[],
  policy: CheckPolicy,
) => Problem[];

const WARN_BYTES = 5 * 1024 * 1024;
const MAX_LABEL = 32;
const FORMATS = new Set(["image/jpeg", "image/png", "image/bmp"]);
/** Single files named per rule: the rest is counted. */
const MOST_NAMED = 50;

type Severity = Problem["severity"];

const whole = (
  severity: Severity,
  rule: string,
  message: string,
  value: string,
): Problem => ({ severity, rule, file: WHOLE_VERSION, message, value });

/** One finding per sample that breaks a rule. */
export function perFile<E extends VersionEntry>(
  entries: readonly E[],
  [severity, rule, message]: readonly [Severity, string, string],
  isWrong: (entry: E) => boolean,
  valueOf: (entry: E) => string,
): Problem[] {
  const wrong = entries.filter(isWrong);
  const named = wrong.slice(0, MOST_NAMED).map((entry): Problem => ({
    severity,
    rule,
    file: entry.path,
    message,
    value: valueOf(entry),
  }));
  const rest = wrong.length - MOST_NAMED;
  if (rest > 0)
    named.push(
      whole(
        severity,
        rule,
        `${message}: ${String(rest)} more samples`,
        String(rest),
      ),
    );
  return named;
}

/** How many samples are labeled. */
export function checkTotal(
  { length }: readonly VersionEntry[],
  { minLabeled, advisedLabeled }: CheckPolicy,
): Problem[] {
  const count = String(length);
  if (length < minLabeled)
    return [
      whole(
        "error",
        "check.labeled",
        `At least ${String(minLabeled)} labeled samples are needed, there ${length === 1 ? "is" : "are"} ${count}`,
        count,
      ),
    ];
  if (length > advisedLabeled) return [];
  return [
    whole(
      "warning",
      "check.advised-total",
      `More than ${String(advisedLabeled)} labeled samples are advised, there ${length === 1 ? "is" : "are"} ${count}`,
      count,
    ),
  ];
}

function countLabels(entries: readonly VersionEntry[]) {
  const [all, training] = [
    new Map<string, number>(),
    new Map<string, number>(),
  ];
  const add = (counts: Map<string, number>, label: string): void =>
    void counts.set(label, (counts.get(label) ?? 0) + 1);
  for (const { labels, usage } of entries) {
    for (const label of new Set(labels)) {
      add(all, label);
      if (usage === "TRAIN" || usage === null) add(training, label);
    }
  }
  return { all, training };
}

/** How many labels there are, and samples of each. */
export function checkClasses(
  entries: readonly VersionEntry[],
  { minClasses, minPerClass, advisedPerClass }: CheckPolicy,
): Problem[] {
  const { all, training } = countLabels(entries);
  const problems: Problem[] = [];
  const add = (...of: Parameters<typeof whole>): void =>
    void problems.push(whole(...of));
  if (all.size < minClasses)
    add(
      "error",
      "check.classes",
      `At least ${String(minClasses)} ${minClasses === 1 ? "label is" : "labels are"} needed, there ${all.size === 1 ? "is 1" : `are ${String(all.size)}`}`,
      String(all.size),
    );
  for (const [label, count] of all) {
    const has = `${label} has ${String(count)}`;
    if (count < minPerClass)
      add(
        "error",
        "check.per-class",
        `Each label needs at least ${String(minPerClass)} samples, ${has}`,
        label,
      );
    else if (count < advisedPerClass)
      add(
        "warning",
        "check.advised",
        `${String(advisedPerClass)} samples per label are advised, ${has}`,
        label,
      );
    if (!training.has(label))
      add(
        "error",
        "check.split",
        `The split left no sample of ${label} for training`,
        label,
      );
    if (label.length > MAX_LABEL)
      add(
        "error",
        "check.label",
        `A label has at most ${String(MAX_LABEL)} characters, this one has ${String(label.length)}`,
        label,
      );
  }
  return problems;
}

/** Samples with several labels. */
export const checkSingle = (entries: readonly VersionEntry[]): Problem[] =>
  perFile(
    entries,
    ["error", "check.single", "A sample has one label in ExeML"],
    ({ labels }) => new Set(labels).size > 1,
    ({ labels }) => labels.join(", "),
  );

const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** Names, formats and sizes of the files. @param unwanted characters of file names, and how they are called. */
export function checkFiles(
  entries: readonly VersionEntry[],
  unwanted: readonly [RegExp, string],
): Problem[] {
  const [pattern, words] = unwanted;
  return [
    ...perFile(
      entries,
      ["error", "check.format", "A picture must be a JPG, PNG or BMP file"],
      ({ mime }) => !FORMATS.has(mime),
      ({ mime }) => mime,
    ),
    ...perFile(
      entries,
      ["warning", "check.name", `File names should hold no ${words}`],
      ({ path }) => pattern.test(nameOf(path)),
      ({ path }) => path,
    ),
    ...perFile(
      entries,
      ["warning", "check.large", "Pictures above 5 MB make work slow"],
      ({ bytes }) => bytes > WARN_BYTES,
      ({ bytes }) => String(bytes),
    ),
  ];
}

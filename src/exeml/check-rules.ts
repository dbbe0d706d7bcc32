/** Rules of Check Data that several kinds of projects have. Source: ExeML 1.4. */
import type { DrawnFacts } from "#core/drawn-facts.ts";
import { WHOLE_VERSION, type Problem } from "#core/problems.ts";
import type { Project } from "#core/project.ts";
import type { VersionEntry } from "#core/version.ts";
import { m } from "#messages/messages.ts";

/** Numbers of the rules; counts are of labeled samples. */
export interface CheckPolicy {
  readonly minLabeled: number;
  /** More than these are advised: not more only warns. */
  readonly advisedLabeled: number;
  readonly minClasses: number;
  readonly minPerClass: number;
  readonly advisedPerClass: number;
  /** What labels, names and files are that break the guide's rules; the product takes them all the same. */
  readonly odd: Problem["severity"];
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
    guide: { ...advised, minLabeled, minPerClass, odd: "error" },
    relaxed: { ...advised, minLabeled: 4, minPerClass: 2, odd: "warning" },
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
/** Samples named in a finding about many. */
const FEW_NAMED = 5;
const MAX_NAME = 255;
/** Characters of labels; Chinese ones are allowed for all but pictures with one label. */
export const PLAIN_LABEL = /^[A-Za-z0-9_-]+$/;
export const HAN_LABEL = /^[A-Za-z0-9_\p{Script=Han}-]+$/u;

type Severity = Problem["severity"];

const whole = (
  severity: Severity,
  rule: string,
  message: string,
  value: string,
): Problem => ({ severity, rule, file: WHOLE_VERSION, message, value });

/** A finding about samples as a whole, the first few named. */
export const aboutSamples = (
  [severity, rule, message]: readonly [Severity, string, string],
  value: string,
  entries: readonly Pick<VersionEntry, "path">[],
): Problem => ({
  ...whole(severity, rule, message, value),
  samples: entries.slice(0, FEW_NAMED).map(({ path }) => path),
});

/** One finding per sample that breaks a rule. */
export function perFile<E extends Pick<VersionEntry, "path">>(
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
      whole(severity, rule, m.findings.more(message, rest), String(rest)),
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
        m.findings.labeled(minLabeled, length),
        count,
      ),
    ];
  if (length > advisedLabeled) return [];
  return [
    whole(
      "warning",
      "check.advised-total",
      m.findings.advisedTotal(advisedLabeled, length),
      count,
    ),
  ];
}

interface LabelUse {
  /** Samples of the label. */
  readonly entries: VersionEntry[];
  /** How many of them are learned from. */
  training: number;
}

function usesOf(entries: readonly VersionEntry[]): Map<string, LabelUse> {
  const uses = new Map<string, LabelUse>();
  for (const entry of entries)
    for (const label of new Set(entry.labels)) {
      const use = uses.get(label) ?? { entries: [], training: 0 };
      use.entries.push(entry);
      if (entry.usage !== "EVAL") use.training += 1;
      uses.set(label, use);
    }
  return uses;
}

/** What is wrong with one label. @param pattern of its characters. */
function checkLabel(
  label: string,
  { entries, training }: LabelUse,
  { minPerClass, advisedPerClass, odd }: CheckPolicy,
  pattern: RegExp,
): Problem[] {
  const problems: Problem[] = [];
  const add = (severity: Severity, rule: string, message: string): void =>
    void problems.push(aboutSamples([severity, rule, message], label, entries));
  if (entries.length < minPerClass)
    add(
      "error",
      "check.per-class",
      m.findings.perClass(minPerClass, label, entries.length),
    );
  else if (entries.length < advisedPerClass)
    add(
      "warning",
      "check.advised",
      m.findings.advised(advisedPerClass, label, entries.length),
    );
  if (training === 0) add("error", "check.split", m.findings.split(label));
  const { length } = [...label];
  if (length > MAX_LABEL)
    add(odd, "check.label", m.findings.label(MAX_LABEL, label, length));
  if (!pattern.test(label))
    add(
      odd,
      "check.label-characters",
      m.findings.labelCharacters(label, pattern === HAN_LABEL),
    );
  return problems;
}

/** How many labels there are, samples of each, and how they are called. */
export function checkClasses(
  entries: readonly VersionEntry[],
  policy: CheckPolicy,
  pattern: RegExp,
): Problem[] {
  const uses = usesOf(entries);
  const { minClasses } = policy;
  const few =
    uses.size < minClasses
      ? [
          whole(
            "error",
            "check.classes",
            m.findings.classes(minClasses, uses.size),
            String(uses.size),
          ),
        ]
      : [];
  return [
    ...few,
    ...[...uses].flatMap(([label, use]) =>
      checkLabel(label, use, policy, pattern),
    ),
  ];
}

/** Samples with several labels. */
export const checkSingle = (entries: readonly VersionEntry[]): Problem[] =>
  perFile(
    entries,
    ["error", "check.single", m.findings.single],
    ({ labels }) => new Set(labels).size > 1,
    ({ labels }) => labels.join(", "),
  );

const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** File names that are too long. @param nameIn the file's name in a path; left out = all behind the last slash. */
export const checkLength = (
  entries: readonly Pick<VersionEntry, "path">[],
  { odd }: CheckPolicy,
  nameIn: (path: string) => string = nameOf,
): Problem[] =>
  perFile(
    entries,
    [odd, "check.name-length", m.findings.nameLength(MAX_NAME)],
    ({ path }) => nameIn(path).length > MAX_NAME,
    ({ path }) => String(nameIn(path).length),
  );

/** Names, formats and sizes of the files. @param unwanted characters of file names, and what is told of them. */
export function checkFiles(
  entries: readonly VersionEntry[],
  policy: CheckPolicy,
  unwanted: readonly [RegExp, string],
): Problem[] {
  const [pattern, message] = unwanted;
  return [
    ...perFile(
      entries,
      ["error", "check.format", m.findings.pictureFormat],
      ({ mime }) => !FORMATS.has(mime),
      ({ mime }) => mime,
    ),
    ...perFile(
      entries,
      [policy.odd, "check.name", message],
      ({ path }) => pattern.test(nameOf(path)),
      ({ path }) => nameOf(path),
    ),
    ...checkLength(entries, policy),
    ...perFile(
      entries,
      ["warning", "check.large", m.findings.pictureLarge],
      ({ bytes }) => bytes > WARN_BYTES,
      ({ bytes }) => String(bytes),
    ),
  ];
}

/** Counts of judged objects at one score threshold: what is below it is left out. */
import type { ErrorKind, JudgedPicture } from "./judge-objects.ts";

/** Null where a formula divides by zero. Values 0-1. */
export interface Rates {
  /** True objects, and how many of them are found. */
  readonly objects: number;
  readonly right: number;
  /** Found objects that are not right. */
  readonly wrong: number;
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
}

export interface ScoreFigures {
  readonly whole: Rates;
  /** By label, in the labels' order. */
  readonly perLabel: readonly Rates[];
  readonly errors: Readonly<Record<ErrorKind, number>>;
}

/** In the order in which pages show them. */
export const ERROR_KINDS: readonly ErrorKind[] = [
  "missed",
  "background",
  "wrongLabel",
  "poorBox",
  "duplicate",
  "wrongLabelAndBox",
];

type Counts = Record<"objects" | "right" | "wrong", number>;

const share = (part: number, of: number): number | null =>
  of === 0 ? null : part / of;

const ratesOf = ({ objects, right, wrong }: Counts): Rates => ({
  objects,
  right,
  wrong,
  precision: share(right, right + wrong),
  recall: share(right, objects),
  f1: share(2 * right, objects + right + wrong),
});

/** Places of the true objects that nothing above the threshold is about. */
export function missedIn(
  { picture, foundAt, touchedAt }: JudgedPicture,
  threshold: number,
): number[] {
  return picture.truth.flatMap(({ isIgnored }, i) => {
    const seenAt = Math.max(foundAt[i] ?? -1, touchedAt[i] ?? -1);
    return isIgnored || seenAt >= threshold ? [] : [i];
  });
}

/** @param labels how many there are. */
export function scoreFigures(
  judged: readonly JudgedPicture[],
  labels: number,
  threshold: number,
): ScoreFigures {
  const perLabel = Array.from({ length: labels }, (): Counts => ({
    objects: 0,
    right: 0,
    wrong: 0,
  }));
  const add = (label: number, what: keyof Counts): void => {
    const counts = perLabel[label];
    if (counts) counts[what] += 1;
  };
  const errors: Record<ErrorKind, number> = {
    missed: 0,
    duplicate: 0,
    wrongLabel: 0,
    poorBox: 0,
    wrongLabelAndBox: 0,
    background: 0,
  };
  for (const one of judged) {
    for (const { label, isIgnored } of one.picture.truth)
      if (!isIgnored) add(label, "objects");
    errors.missed += missedIn(one, threshold).length;
    for (const { found, verdict } of one.objects) {
      if (found.score < threshold) break;
      if (verdict === "ignored") continue;
      add(found.label, verdict === "right" ? "right" : "wrong");
      if (verdict !== "right") errors[verdict] += 1;
    }
  }
  const sum = (what: keyof Counts): number =>
    perLabel.reduce((total, counts) => total + counts[what], 0);
  return {
    whole: ratesOf({
      objects: sum("objects"),
      right: sum("right"),
      wrong: sum("wrong"),
    }),
    perLabel: perLabel.map(ratesOf),
    errors,
  };
}

/** Errors of a kind, and of one label where it is given: of the true object when missed, else the found one's. */
export interface ErrorChoice {
  readonly kind: ErrorKind;
  readonly label: number | null;
}

function errorsIn(
  one: JudgedPicture,
  { kind, label }: ErrorChoice,
  threshold: number,
): number {
  const isOf = (of: number | undefined): boolean =>
    label === null || of === label;
  if (kind === "missed")
    return missedIn(one, threshold).filter((i) =>
      isOf(one.picture.truth[i]?.label),
    ).length;
  return one.objects.filter(
    ({ found, verdict }) =>
      verdict === kind && found.score >= threshold && isOf(found.label),
  ).length;
}

/** Pictures with such an error, those with the most of them first. */
export function picturesWith(
  judged: readonly JudgedPicture[],
  choice: ErrorChoice,
  threshold: number,
): JudgedPicture[] {
  return judged
    .map((one) => ({ one, count: errorsIn(one, choice, threshold) }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
    .map(({ one }) => one);
}

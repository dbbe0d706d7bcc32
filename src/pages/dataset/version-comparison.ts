/** Two versions side by side, as lines that a list can show and search. */
import type { BlobHash } from "#core/ids.ts";
import type { VersionEntry, VersionLabel } from "#core/version.ts";

export interface ComparedLine {
  readonly path: string;
  readonly hash: BlobHash;
  /** The sample itself, where it is a text. */
  readonly text?: string;
  /** Null on the side where the sample is missing. */
  readonly before: readonly string[] | null;
  readonly after: readonly string[] | null;
}

/** A sample that only one of the versions has. */
export const lineOf = (
  { path, hash, text, labels }: VersionEntry,
  side: "before" | "after",
): ComparedLine => ({
  path,
  hash,
  ...(text === undefined ? {} : { text }),
  before: side === "before" ? labels : null,
  after: side === "after" ? labels : null,
});

/** By path, by text or by any label, case ignored. */
export function searchLines(
  lines: readonly ComparedLine[],
  search: string,
): readonly ComparedLine[] {
  const wanted = search.trim().toLowerCase();
  if (wanted === "") return lines;
  return lines.filter(({ path, text = "", before, after }) =>
    [path, text, ...(before ?? []), ...(after ?? [])].some((part) =>
      part.toLowerCase().includes(wanted),
    ),
  );
}

export interface LabelDifference {
  readonly name: string;
  readonly before: number;
  readonly after: number;
}

/** Labels whose sample counts differ, the largest change first; 0 = the version lacks the label. */
export function labelDifferences(
  before: readonly VersionLabel[],
  after: readonly VersionLabel[],
): LabelDifference[] {
  const was = new Map(before.map(({ name, samples }) => [name, samples]));
  const is = new Map(after.map(({ name, samples }) => [name, samples]));
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((name) => ({
      name,
      before: was.get(name) ?? 0,
      after: is.get(name) ?? 0,
    }))
    .filter((one) => one.before !== one.after)
    .sort(
      (a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before),
    );
}

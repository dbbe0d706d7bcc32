/**
 * What file names say of who or what was recorded: `7_anna_3.wav` and `2_anna_9.wav` share `anna`.
 * Samples of one group are alike in more than their label; a model that has heard the speaker looks
 * better than it is with a speaker it has not.
 */
export interface NameGroups {
  readonly names: readonly string[];
  /** Index into `names` of each path. */
  readonly groupOf: readonly number[];
}

const MOST_GROUPS = 20;
/** Numbers count samples more often than they name groups: they need to be few, with several samples of each label. */
const MOST_NUMBERED = 10;
const LEAST_PER_LABEL = 3;
/** A group that holds more than this share leaves nothing to learn from. */
const LARGEST = 0.75;

const wordsOf = (path: string): string[] =>
  path
    .slice(path.lastIndexOf("/") + 1)
    .replace(/\.[^.]*$/, "")
    .split(/[_\-. ]+/);

function groupsAt(
  words: readonly (readonly string[])[],
  place: number,
  truths: readonly number[],
): NameGroups | null {
  const own = words.map((list) => list[place] ?? "");
  const names = [...new Set(own)].sort();
  if (names.includes("") || names.length < 2 || names.length > MOST_GROUPS)
    return null;
  const groupOf = own.map((name) => names.indexOf(name));
  const classes = new Set(truths).size;
  const isNumbered = names.every((name) => /^\d+$/.test(name));
  if (isNumbered && names.length > MOST_NUMBERED) return null;
  for (let group = 0; group < names.length; group += 1) {
    const members = truths.filter((_, i) => groupOf[i] === group);
    const present = new Set(members).size;
    // Left out alone, the other groups must still hold every label, and it must try most of them.
    if (present * 2 < classes || present < 2) return null;
    if (members.length > LARGEST * truths.length) return null;
    if (isNumbered && members.length < LEAST_PER_LABEL * present) return null;
    const others = truths.filter((_, i) => groupOf[i] !== group);
    if (new Set(others).size < classes) return null;
  }
  return { names, groupOf };
}

/** @param truths class of each path. @returns null where the names tell no groups. */
export function nameGroups(
  paths: readonly string[],
  truths: readonly number[],
): NameGroups | null {
  const words = paths.map(wordsOf);
  const most = Math.min(...words.map(({ length }) => length));
  const found = Array.from({ length: Math.max(0, most) }, (_, place) =>
    groupsAt(words, place, truths),
  ).filter((groups) => groups !== null);
  const isNumbered = ({ names }: NameGroups): boolean =>
    names.every((name) => /^\d+$/.test(name));
  return found.find((groups) => !isNumbered(groups)) ?? found[0] ?? null;
}

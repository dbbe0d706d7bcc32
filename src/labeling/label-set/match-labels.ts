import type { Label } from "#core/label.ts";

const key = (text: string) => text.normalize("NFKC").toLowerCase();

/** A label's name as it is compared: thousands of them at each letter that is typed. */
const keys = new WeakMap<Label, string>();

function keyOf(label: Label): string {
  const known = keys.get(label);
  if (known !== undefined) return known;
  const made = key(label.name);
  keys.set(label, made);
  return made;
}

/**
 * Labels that hold the text, best first: the one of this very name, those that begin with the text,
 * those with a word that does, the others. All labels, as they are, for an empty text.
 */
export function matchLabels(
  labels: readonly Label[],
  text: string,
): readonly Label[] {
  const wanted = key(text.trim());
  if (wanted === "") return labels;
  const ranked: Label[][] = [[], [], [], []];
  for (const label of labels) {
    const name = keyOf(label);
    const at = name.indexOf(wanted);
    if (at < 0) continue;
    const isExact = label.name === text.trim();
    const rank = isExact ? 0 : at === 0 ? 1 : beginsWord(name, wanted) ? 2 : 3;
    ranked[rank]?.push(label);
  }
  return ranked.flat();
}

function beginsWord(name: string, wanted: string): boolean {
  for (let at = name.indexOf(wanted); at > 0; at = name.indexOf(wanted, at + 1))
    if (!/[\p{L}\p{N}]/u.test(name.charAt(at - 1))) return true;
  return false;
}

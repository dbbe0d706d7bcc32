import type { Label } from "#core/label.ts";

const key = (text: string) => text.normalize("NFKC").toLowerCase();

/** Labels that hold the text, those that begin with it first; all labels for an empty text. */
export function matchLabels(
  labels: readonly Label[],
  text: string,
): readonly Label[] {
  const wanted = key(text.trim());
  if (wanted === "") return labels;
  const found = labels.filter((label) => key(label.name).includes(wanted));
  const rank = (label: Label) => (key(label.name).startsWith(wanted) ? 0 : 1);
  return found.sort((a, b) => rank(a) - rank(b));
}

/** The label that Enter takes: the one of this very name, else the first that begins so. */
export function bestMatch(
  labels: readonly Label[],
  text: string,
): Label | null {
  const wanted = key(text);
  if (wanted === "") return null;
  const exact = labels.find((label) => label.name === text);
  const begins = labels.find((label) => key(label.name).startsWith(wanted));
  return exact ?? begins ?? null;
}

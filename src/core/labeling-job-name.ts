/** How a broken rule is put in words. */
export interface RuleTexts {
  readonly empty: string;
  readonly long: (most: number, found: number) => string;
  readonly characters: (wrong: string) => string;
}

/** The rule a labeling job's name breaks, in words, or null. Spec: data management 11.1. */
export function labelingJobNameProblem(
  name: string,
  texts: RuleTexts,
): string | null {
  if (name === "") return texts.empty;
  if (name.length > 100) return texts.long(100, name.length);
  const wrong = /[^A-Za-z0-9_-]/u.exec(name)?.[0];
  return wrong === undefined ? null : texts.characters(wrong);
}

/** The rule a description breaks, in words, or null. Spec: data management 11.1. */
export function descriptionProblem(
  text: string,
  texts: Omit<RuleTexts, "empty">,
): string | null {
  if (text.length > 256) return texts.long(256, text.length);
  const wrong = /[\^!<>=&"']/.exec(text)?.[0];
  return wrong === undefined ? null : texts.characters(wrong);
}

/** A stretch of a text, and how it pushed: above 0 for, below 0 against. */
export interface ColoredWord {
  /** UTF-16 offsets; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
  /** -1 to 1. */
  readonly weight: number;
}

export interface ColoredPart {
  readonly text: string;
  readonly weight: number;
}

/** Blanks at the ends of a word are no part of it: they would be underlined. */
function withoutBlanks(text: string, { start, end, weight }: ColoredWord) {
  const word = text.slice(start, end);
  const blanks = word.length - word.trimStart().length;
  return { start: start + blanks, end: start + word.trimEnd().length, weight };
}

/** The whole text in parts, the words among them; words that overlap others are left out. */
export function coloredParts(
  text: string,
  words: readonly ColoredWord[],
): ColoredPart[] {
  const parts: ColoredPart[] = [];
  let at = 0;
  for (const word of [...words].sort((a, b) => a.start - b.start)) {
    if (word.end > text.length) continue;
    const { start, end, weight } = withoutBlanks(text, word);
    if (start < at || end <= start) continue;
    if (start > at) parts.push({ text: text.slice(at, start), weight: 0 });
    parts.push({ text: text.slice(start, end), weight });
    at = end;
  }
  if (at < text.length) parts.push({ text: text.slice(at), weight: 0 });
  return parts;
}

/**
 * A text as units: a word, a single character of scripts that do not part words, a mark, an emoji.
 * Compatibility forms (full width among them) and case are one in words, numbers are told apart by
 * their length only, addresses not at all. Every unit knows where it stands in the text as it was given.
 */

/**
 * How texts are cut into units. A model reads as it has learned:
 * 1: marks are unified as words are, and both ends of every text are units.
 * 2, short texts: marks stay as typed (who types `！`, and who `!`, tells of the writer).
 * 3, long texts: the same, and the ends are no units.
 */
export type Reading = 1 | 2 | 3;

export interface Unit {
  readonly text: string;
  readonly kind: UnitKind;
  /** UTF-16 offsets into the given text; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
}

export type UnitKind = "word" | "character" | "number" | "mark";

/** Texts longer than this say nothing new further on. */
export const MAX_UNITS = 19_999;

/**
 * Addresses; numbers; characters of scripts written without spaces, each a unit; words; emoji; other
 * marks; and the space beside such a character, or behind a number or a mark, where it parts what
 * would run together.
 */
export const TOKEN =
  /(?<url>(?:https?:\/\/|www\.)[^\s\p{Script=Han}]+)|(?<number>\p{Nd}+(?:[.,:/-]\p{Nd}+)*)|(?<joined>[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}])|(?<word>[\p{L}\p{M}_'’]+)|(?<emoji>\p{Extended_Pictographic}(?:\ufe0f|\u200d\p{Extended_Pictographic}|\p{Emoji_Modifier})*)|(?<mark>[^\s])|(?<space>(?<=[\p{Script=Han}\p{P}\p{Nd}])\s+|\s+(?=[\p{Script=Han}]))/gu;

/** Both ends are units, too: how a text begins and ends tells much of short ones, of long ones little. */
const [START, END] = ["\u0004", "\u0005"];
/** Units of a short text, at most: titles and remarks. */
const SHORT = 64;

/** How texts like these are best read: their median length decides. */
export function readingOf(texts: readonly string[]): 2 | 3 {
  const long = texts.filter((text) => unitsOf(text, 3).length > SHORT);
  return long.length * 2 > texts.length ? 3 : 2;
}

/** `12.50` -> `00.00`: how long a number is tells years from prices, its digits tell little. */
const shapeOf = (number: string): string => number.replace(/\p{Nd}/gu, "0");

const kindOf = (
  groups: Readonly<Record<string, string | undefined>>,
): UnitKind =>
  groups["joined"] !== undefined
    ? "character"
    : groups["word"] !== undefined
      ? "word"
      : groups["number"] !== undefined
        ? "number"
        : "mark";

const unify = (
  text: string,
  kind: UnitKind,
  isAddress: boolean,
  reading: Reading,
): string => {
  if (isAddress) return "\u0001address";
  if (text.trim() === "") return " ";
  if (kind === "mark" && reading > 1) return text;
  const plain = text.normalize("NFKC").toLowerCase();
  return kind === "number" ? shapeOf(plain) : plain;
};

const endAt = (text: string, at: number): Unit => ({
  text,
  kind: "mark",
  start: at,
  end: at,
});

export function unitsOf(text: string, reading: Reading): Unit[] {
  const units: Unit[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const [found] = match;
    const groups = match.groups ?? {};
    const kind = kindOf(groups);
    const start = match.index;
    const unit = unify(found, kind, groups["url"] !== undefined, reading);
    units.push({ text: unit, kind, start, end: start + found.length });
    if (units.length === MAX_UNITS) break;
  }
  if (reading === 3) return units;
  return [endAt(START, 0), ...units, endAt(END, text.length)];
}

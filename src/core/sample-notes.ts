/** Notes that customers left at a farm shop: texts made up from parts, each with what it is. */
import { seededRandom, type Random } from "./random.ts";

export const NOTE_LABELS = ["praise", "complaint", "question"] as const;

type NoteLabel = (typeof NOTE_LABELS)[number];

const GOODS = [
  "apples",
  "plums",
  "pears",
  "cherries",
  "potatoes",
  "pumpkins",
  "tomatoes",
  "strawberries",
] as const;
const OPENINGS = [
  "",
  "",
  "Hello, ",
  "Hi all, ",
  "Dear team, ",
  "Good morning, ",
] as const;
const TIMES = [
  "on Saturday",
  "yesterday",
  "last week",
  "this morning",
  "before the holidays",
] as const;

/** `*` stands for the goods, `@` for a time. */
const SAID: Readonly<Record<NoteLabel, readonly string[]>> = {
  praise: [
    "the * that we bought @ were the best we have had in years",
    "thank you for the * @, the children ate them all on the way home",
    "what lovely *, sweet and fresh, and such a friendly welcome",
    "I was @ at your stand and was given a taste of the *: wonderful",
    "never had * like these, please change nothing",
    "my mother asks for your * every week, she is delighted",
    "great service @, somebody even carried the * to the car",
  ],
  complaint: [
    "half of the * that we bought @ were rotten underneath",
    "the * cost twice as much as @, and nobody could tell me why",
    "I waited half an hour @ and then the * were sold out",
    "the bag broke @ and all the * rolled across the yard",
    "I was given the wrong change @ when I paid for the *",
    "the * were sour and hard, not what the sign promised",
    "no one was at the till @, so I left the * where they were",
  ],
  question: [
    "will you have * again next week",
    "are the * sprayed, and if so with what",
    "can I order ten kilos of * and fetch them at noon",
    "until when are you open @, and is there a place to park",
    "which of your * keep longest in a cellar",
    "do you still let people pick * themselves",
    "is it true that the * come from another farm",
  ],
};
const CLOSINGS: Readonly<Record<NoteLabel, readonly string[]>> = {
  praise: [
    "",
    " See you soon!",
    " Keep it up.",
    " Sorry that I complained last year.",
  ],
  complaint: [
    "",
    " I want my money back.",
    " That used to be better.",
    " The pears were fine, though.",
  ],
  question: [
    "",
    " Thanks in advance.",
    " I liked the last ones very much.",
    " Nobody answered the phone.",
  ],
};

const pick = <T>(random: Random, of: readonly T[]): T =>
  of[Math.floor(random() * of.length)] as T;
const capital = (text: string): string =>
  text.charAt(0).toUpperCase() + text.slice(1);

/** The labels take turns; the same seed makes the same notes, no two of them alike. */
export function farmNotes(
  count: number,
  seed: number,
): { readonly text: string; readonly label: NoteLabel }[] {
  const random = seededRandom(seed);
  const notes = new Map<string, NoteLabel>();
  while (notes.size < count) {
    const label = NOTE_LABELS[notes.size % NOTE_LABELS.length] as NoteLabel;
    const said = pick(random, SAID[label])
      .replace("*", pick(random, GOODS))
      .replace("@", pick(random, TIMES));
    const end = label === "question" ? "?" : ".";
    const text = `${capital(pick(random, OPENINGS) + said)}${end}${pick(random, CLOSINGS[label])}`;
    if (!notes.has(text)) notes.set(text, label);
  }
  return [...notes].map(([text, label]) => ({ text, label }));
}

/** Short reviews whose words tell what they mean; the same for everyone. */
import { seededRandom } from "../../src/core/random.ts";

const WORDS = {
  good: ["很好吃", "delicious", "非常满意", "great food", "推荐", "lovely"],
  bad: ["难吃", "terrible", "太慢了", "cold soup", "失望", "awful"],
  neutral: ["外卖", "the noodles", "米饭", "服务", "dinner", "汤", "today"],
} as const;

/** Texts of one opinion. @param seed of the first. */
export function reviews(
  opinion: "good" | "bad",
  count: number,
  seed: number,
): string[] {
  const random = seededRandom(seed);
  const one = (list: readonly string[]): string =>
    list[Math.floor(random() * list.length)] ?? "";
  return Array.from(
    { length: count },
    (_, i) =>
      `${one(WORDS.neutral)} ${one(WORDS[opinion])}, ${one(WORDS.neutral)} ${one(WORDS[opinion])} #${String(i)}`,
  );
}

/** Texts and labels on the same line, half of each opinion. */
export const combinedLines = (count: number, seed: number): string =>
  reviews("good", count / 2, seed)
    .map((text) => `${text}\tgood`)
    .concat(reviews("bad", count / 2, seed + 1).map((text) => `${text}\tbad`))
    .join("\n");

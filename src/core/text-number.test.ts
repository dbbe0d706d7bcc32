import { expect, test } from "vitest";
import { textNumber } from "./text-number.ts";

test("100,000 texts that differ in a character have numbers of their own", () => {
  const texts = Array.from(
    { length: 100_000 },
    (_, i) => `sample ${String(i)}`,
  );
  expect(new Set(texts.map(textNumber)).size).toBe(texts.length);
});

test("the order of characters counts, and the number is whole", () => {
  expect(textNumber("ab")).not.toBe(textNumber("ba"));
  expect(Number.isSafeInteger(textNumber(""))).toBe(true);
  // Of the same text in every session: kept numbers stay true.
  expect(textNumber("a")).toBe(textNumber("a"));
});

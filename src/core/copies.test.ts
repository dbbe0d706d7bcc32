import { expect, it } from "vitest";
import { arrangeCopies, copiesAlone, plainWords } from "./copies.ts";
import type { SampleId } from "./ids.ts";
import { EVERY_ITEM } from "./item-query.ts";

it.each([
  ["Great!", "great"],
  ["  Great \n food ", "great food"],
  ["好，很好！", "好 很好"],
  ["ＡＢＣ　１２", "abc 12"],
  ["10.5", "10 5"],
  ["!!!", "!!!"],
  ["😀", "😀"],
])("of %j the words are %j", (text, words) => {
  expect(plainWords(text)).toBe(words);
});

it.each([
  ["10.5", "105"],
  ["!!!", "???"],
  ["good", "goods"],
])("%j and %j do not read the same", (one, other) => {
  expect(plainWords(one)).not.toBe(plainWords(other));
});

const ids = (text: string): SampleId[] => [...text] as SampleId[];
const groups = [ids("ad"), ids("cef")];

it("copies stand together, where the first of them was", () => {
  const query = { ...EVERY_ITEM, order: "copies" } as const;
  expect(arrangeCopies(ids("abcdefg"), groups, query).join("")).toBe("adbcefg");
  // Of a list that has not all of them.
  expect(arrangeCopies(ids("bdeg"), groups, query).join("")).toBe("bdeg");
});

it("copies alone keep the order of the list", () => {
  const query = { ...EVERY_ITEM, copies: true };
  expect(arrangeCopies(ids("gfedcba"), groups, query).join("")).toBe("fedca");
});

it.each([
  [{ order: "oldest" }, "acdef"],
  [{ order: "newest" }, "fedca"],
  [{ order: "copies" }, "acdef"],
  // The groups do not tell names, labels or states.
  [{ order: "name" }, null],
  [{ state: "labeled" }, null],
  [{ text: "good" }, null],
  [{ copies: false }, null],
] as const)("copies without the rest, %o", (part, expected) => {
  const query = { ...EVERY_ITEM, copies: true, ...part };
  expect(copiesAlone(groups, query)?.join("") ?? null).toBe(expected);
});

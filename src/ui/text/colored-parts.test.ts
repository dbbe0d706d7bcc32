import { expect, it } from "vitest";
import { coloredParts } from "./colored-parts.ts";

it("keeps every character of the text", () => {
  const text = "not good 😀 at all";
  const words = [
    { start: 4, end: 8, weight: 1 },
    { start: 0, end: 3, weight: -0.5 },
  ];
  const parts = coloredParts(text, words);
  expect(parts.map((part) => part.text).join("")).toBe(text);
  expect(parts.slice(0, 3)).toEqual([
    { text: "not", weight: -0.5 },
    { text: " ", weight: 0 },
    { text: "good", weight: 1 },
  ]);
});

it("leaves out what overlaps or lies outside", () => {
  const words = [
    { start: 0, end: 3, weight: 1 },
    { start: 2, end: 4, weight: 1 },
    { start: 4, end: 9, weight: 1 },
  ];
  expect(coloredParts("abcde", words)).toEqual([
    { text: "abc", weight: 1 },
    { text: "de", weight: 0 },
  ]);
});

it("leaves blanks round a word as they are", () => {
  const words = [
    { start: 1, end: 4, weight: 1 },
    { start: 4, end: 5, weight: -1 },
  ];
  expect(coloredParts("a bc d", words)).toEqual([
    { text: "a ", weight: 0 },
    { text: "bc", weight: 1 },
    { text: " d", weight: 0 },
  ]);
});

import { expect, test } from "vitest";
import { farmNotes, NOTE_LABELS } from "./sample-notes.ts";

test("the same seed makes the same notes, another seed others, and none twice", () => {
  const notes = farmNotes(240, 7);
  expect(farmNotes(240, 7)).toEqual(notes);
  expect(farmNotes(240, 8)).not.toEqual(notes);
  expect(new Set(notes.map(({ text }) => text)).size).toBe(240);
});

test("labels take turns, and questions alone end their sentence with a question mark", () => {
  farmNotes(240, 7).forEach(({ text, label }, i) => {
    expect(label).toBe(NOTE_LABELS[i % 3]);
    expect(text.includes("?")).toBe(label === "question");
    expect(text).not.toMatch(/[*@]/);
  });
});

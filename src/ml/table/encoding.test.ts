import { expect, test } from "vitest";
import { inputColumns, widthOf } from "./encoding.ts";

test("many columns of many words are few enough numbers, those used most first", () => {
  const words = Array.from({ length: 30 }, (_, i) => `w${String(i)}`);
  const rows = 930;
  // Word w of a column is used by w + 1 rows and more.
  const codes = Int32Array.from({ length: rows }, (_, row) =>
    Math.max(row % 30, Math.floor(row / 31)),
  );
  const table = {
    rows,
    columns: Array.from({ length: 120 }, (_, i) => ({
      name: `c${String(i)}`,
      type: "string" as const,
      data: { kind: "words" as const, words, codes },
    })),
  };
  const all = Int32Array.from({ length: rows }, (_, row) => row);
  const columns = inputColumns(table, "y", all, () => undefined);
  expect(columns).toHaveLength(120);
  expect(widthOf(columns)).toBe(120 * 12);
  const [first] = columns;
  expect(first?.dense.kind === "words" && first.dense.words[0]).toBe("w29");
  expect(first?.binning.kind === "words" && first.binning.words).toHaveLength(
    30,
  );
});

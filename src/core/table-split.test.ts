import { describe, expect, it } from "vitest";
import { splitRows } from "./table-split.ts";
import type { LabelColumn, Table } from "./table.ts";

const codes = Int32Array.from({ length: 100 }, (_, i) => (i < 90 ? 0 : 1));
const table: Table = {
  rows: 100,
  columns: [
    {
      name: "kind",
      type: "string",
      data: { kind: "words", words: ["a", "b"], codes },
    },
  ],
};
const label: LabelColumn = { name: "kind", type: "discrete" };
const split = { trainRatio: 0.8, seed: 3, stratified: true };

describe("rows of a table", () => {
  it("give the same share of each class", () => {
    const usage = splitRows(table, label, split);
    const judged = [0, 1].map(
      (code) => codes.filter((c, row) => c === code && usage[row] === 1).length,
    );
    expect(judged).toEqual([18, 2]);
  });

  it("are split by the seed alone", () => {
    const usage = splitRows(table, label, split);
    expect(splitRows(table, label, split)).toEqual(usage);
    expect(splitRows(table, label, { ...split, seed: 4 })).not.toEqual(usage);
  });

  it("all train without a split", () => {
    expect(splitRows(table, label, null)).toEqual(new Uint8Array(100));
  });
});

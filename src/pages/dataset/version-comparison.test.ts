import { describe, expect, it } from "vitest";
import type { BlobHash } from "#core/ids.ts";
import type { VersionEntry } from "#core/version.ts";
import { labelDifferences, lineOf, searchLines } from "./version-comparison.ts";

const line = (
  path: string,
  before: string[] | null,
  after: string[] | null,
) => ({ path, hash: path as BlobHash, before, after });

describe("searchLines", () => {
  const lines = [
    line("trip/Sea.jpg", ["cat"], ["dog"]),
    line("sky.jpg", null, ["Owl"]),
  ];

  it("finds names and labels of either side, whatever their case", () => {
    const paths = (text: string): string[] =>
      searchLines(lines, text).map(({ path }) => path);
    expect(paths("sea")).toEqual(["trip/Sea.jpg"]);
    expect(paths("CAT")).toEqual(["trip/Sea.jpg"]);
    expect(paths("owl")).toEqual(["sky.jpg"]);
    expect(paths("nothing")).toEqual([]);
  });

  it("finds texts by their words", () => {
    const entry = { path: "a.txt:1", text: "Good food", labels: ["fine"] };
    const texts = [
      lineOf({ ...entry, hash: "h" } as unknown as VersionEntry, "before"),
      line("sky.jpg", null, []),
    ];
    expect(searchLines(texts, "FOOD")).toEqual([
      {
        path: "a.txt:1",
        hash: "h",
        text: "Good food",
        before: ["fine"],
        after: null,
      },
    ]);
  });

  it("an empty search gives the very same list", () => {
    expect(searchLines(lines, "  ")).toBe(lines);
  });
});

it("labelDifferences lists what changed, the largest change first", () => {
  const label = (name: string, samples: number) => ({
    name,
    samples,
    color: "#000000",
  });
  expect(
    labelDifferences(
      [label("same", 4), label("gone", 3), label("less", 10)],
      [label("same", 4), label("less", 9), label("new", 20)],
    ),
  ).toEqual([
    { name: "new", before: 0, after: 20 },
    { name: "gone", before: 3, after: 0 },
    { name: "less", before: 10, after: 9 },
  ]);
});

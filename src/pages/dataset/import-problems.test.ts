import { describe, expect, it } from "vitest";
import type { Problem } from "#core/problems.ts";
import { filterProblems, problemTable, rulesOf } from "./import-problems.ts";

const problem = (part: Partial<Problem>): Problem => ({
  severity: "error",
  rule: "image.damaged",
  file: "a.jpg",
  message: "The file ends early",
  ...part,
});

const problems = [
  problem({ file: "trip/Sea.jpg" }),
  problem({
    rule: "manifest.json",
    severity: "warning",
    file: "x.manifest",
    line: 3,
    message: "Line is no JSON",
    value: '{"a"',
  }),
  problem({ file: "trip/sky.jpg" }),
];

describe("filterProblems", () => {
  it("finds text in file, message and value, whatever its case", () => {
    const files = (text: string): string[] =>
      filterProblems(problems, { text, rule: "" }).map(({ file }) => file);
    expect(files("sea")).toEqual(["trip/Sea.jpg"]);
    expect(files("no json")).toEqual(["x.manifest"]);
    expect(files('{"A"')).toEqual(["x.manifest"]);
    expect(files("  ")).toHaveLength(3);
  });

  it("keeps one rule", () => {
    expect(
      filterProblems(problems, { text: "trip", rule: "manifest.json" }),
    ).toEqual([]);
    expect(
      filterProblems(problems, { text: "", rule: "image.damaged" }),
    ).toHaveLength(2);
  });
});

it("rulesOf counts, most frequent first", () => {
  expect(rulesOf(problems)).toEqual([
    { rule: "image.damaged", count: 2 },
    { rule: "manifest.json", count: 1 },
  ]);
});

describe("problemTable", () => {
  it("quotes, and disarms what a table program would run", () => {
    const table = problemTable([
      problem({ file: "=cmd.jpg", message: 'a "quoted", text', line: 7 }),
    ]);
    expect(table).toBe(
      "severity,rule,file,line,message,value\n" +
        '"error","image.damaged","\t=cmd.jpg","7","a ""quoted"", text",""\n',
    );
  });

  it("is a header alone for no problems", () => {
    expect(problemTable([])).toBe("severity,rule,file,line,message,value\n");
  });
});

import { describe, expect, it } from "vitest";
import type { ColumnProfile } from "#core/table-profile.ts";
import { checkTable, TABLE_POLICIES, type TableFacts } from "./check-table.ts";

const column = (
  name: string,
  part: Partial<ColumnProfile> = {},
): ColumnProfile => ({
  name,
  type: "double",
  rows: 100,
  missing: 0,
  distinct: 50,
  histogram: null,
  mean: null,
  top: [{ value: "1", count: 2 }],
  rarest: { value: "1", count: 5 },
  firstMissing: [],
  firstRarest: [],
  ...part,
});

const label = column("ripe", { type: "string", distinct: 2 });
const fine: TableFacts = {
  columns: [column("a"), column("b"), label],
  rows: 100,
  ignored: 0,
  sourceBytes: 1000,
  label: { name: "ripe", type: "discrete" },
};

const rules = (
  facts: Partial<TableFacts>,
  policy: keyof typeof TABLE_POLICIES = "guide",
): string[] =>
  checkTable({ ...fine, ...facts }, TABLE_POLICIES[policy]).map(
    ({ severity, rule, file }) => `${severity} ${rule} ${file}`,
  );

const withColumn = (part: Partial<ColumnProfile>) => ({
  columns: [column("a"), column("b"), column("odd", part), label],
});

describe("Check Data of a table", () => {
  it("finds nothing in what keeps the rules", () => {
    expect(rules({})).toEqual([]);
    expect(rules({}, "relaxed")).toEqual([]);
  });

  it.each<readonly [string, Partial<TableFacts>, readonly string[]]>([
    ["rows", { rows: 99 }, ["error check.rows dataset version"]],
    [
      "bytes",
      { sourceBytes: 100 * 1024 * 1024 },
      ["error check.bytes dataset version"],
    ],
    ["ignored rows", { ignored: 1 }, ["warning check.cells dataset version"]],
    [
      "columns",
      {
        columns: [
          ...Array.from({ length: 200 }, (_, i) => column(`c${String(i)}`)),
          label,
        ],
      },
      ["error check.columns dataset version"],
    ],
    [
      "a label that is not there",
      { label: { name: "x", type: "discrete" } },
      ["error check.label-column dataset version"],
    ],
    [
      "one label value",
      { columns: [column("a"), column("b"), { ...label, distinct: 1 }] },
      ["error check.label-values ripe"],
    ],
    [
      "a missing label",
      { columns: [column("a"), column("b"), { ...label, missing: 1 }] },
      ["error check.label-missing ripe"],
    ],
    [
      "more classes than can be learned",
      { columns: [column("a"), column("b"), { ...label, distinct: 201 }] },
      ["error check.label-classes ripe"],
    ],
    [
      "a class of few rows",
      {
        columns: [
          column("a"),
          column("b"),
          { ...label, rarest: { value: "soft", count: 4 } },
        ],
      },
      ["warning check.label-rare ripe"],
    ],
    [
      "dates as a label",
      { columns: [column("a"), column("b"), { ...label, type: "date" }] },
      ["error check.label-time ripe"],
    ],
    [
      "words as numbers",
      { label: { name: "ripe", type: "continuous" } },
      ["error check.label-type ripe"],
    ],
    [
      "a label that is not the last",
      { columns: [column("a"), label, column("b")] },
      ["warning check.label-last ripe"],
    ],
    ["one value", withColumn({ distinct: 1 }), ["error check.one-value odd"]],
    ["dates", withColumn({ type: "date" }), ["error check.time odd"]],
    [
      "words that are dates",
      withColumn({ type: "string", top: [{ value: "24-01-31", count: 1 }] }),
      ["error check.time odd"],
    ],
    [
      "missing values",
      withColumn({ missing: 10 }),
      ["error check.missing odd"],
    ],
    ["few missing values", withColumn({ missing: 9 }), []],
    [
      "too few columns",
      { columns: [column("a"), label] },
      ["error check.features dataset version"],
    ],
  ])("tells %s", (_, facts, expected) => {
    expect(rules(facts)).toEqual(expected);
  });

  it("has nothing against many different numbers", () => {
    const size = column("size", { distinct: 5000, rarest: null });
    expect(
      rules({
        columns: [column("a"), column("b"), size],
        label: { name: "size", type: "continuous" },
      }),
    ).toEqual([]);
  });

  it("names the first rows, as people count them", () => {
    const gaps = { missing: 10, firstMissing: [0, 7] };
    const rare = { rarest: { value: "soft", count: 1 }, firstRarest: [41] };
    const rowsOf = (columns: readonly ColumnProfile[]) =>
      checkTable({ ...fine, columns }, TABLE_POLICIES.guide).map(
        ({ rule, rows }) => [rule, rows],
      );
    expect(
      rowsOf([column("a"), column("b"), column("odd", gaps), label]),
    ).toEqual([["check.missing", [1, 8]]]);
    expect(
      rowsOf([column("a"), column("b"), { ...label, ...gaps, ...rare }]),
    ).toEqual([
      ["check.label-missing", [1, 8]],
      ["check.label-rare", [42]],
    ]);
  });

  it("only warns of columns by the relaxed rules", () => {
    expect(rules(withColumn({ missing: 80 }), "relaxed")).toEqual([
      "warning check.missing odd",
    ]);
    expect(rules({ rows: 10 }, "relaxed")).toEqual([]);
    expect(
      rules({ columns: [column("a", { distinct: 1 }), label] }, "relaxed"),
    ).toContain("error check.features dataset version");
  });
});

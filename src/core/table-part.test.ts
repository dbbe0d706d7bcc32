import { describe, expect, it } from "vitest";
import { readCell, type CellValue } from "./cell-value.ts";
import {
  absent,
  countCell,
  hasDecimalComma,
  inferType,
  misfits,
  noKinds,
} from "./infer-columns.ts";
import { ROWS_PER_PART } from "./stored-table.ts";
import { tableOf } from "./table-columns.ts";
import { decodePart, PartBuilder, textAt } from "./table-part.ts";
import { profileColumn } from "./table-profile.ts";
import type { ColumnType } from "./table.ts";

const read = (cell: string, type: ColumnType): CellValue | null =>
  readCell(cell, type) ?? null;

const EXAMPLES: Readonly<Record<ColumnType, readonly string[]>> = {
  string: ['a, "b"', "数据", " kept ", "-5"],
  byte: ["-128", "0", "127", "5"],
  short: ["-32768", "32767", "12", "0"],
  int: ["-2147483648", "2147483647", "7", "0"],
  long: [
    "9007199254740993",
    "-9223372036854775808",
    "9223372036854775807",
    "1",
  ],
  float: ["0.1", "3.25", "-1e-7", "16777216"],
  double: ["0.1", "1e+300", "-2.5", "123456.789012345"],
  date: ["2014-05-29", "1969-12-31", "2024-02-29", "0001-01-01"],
  timestamp: [
    "2014-05-29 12:00:01",
    "1969-12-31 23:59:59",
    "2024-02-29 00:00:00",
    "2000-01-01 00:00:00",
  ],
  boolean: ["TRUE", "FALSE", "TRUE", "TRUE"],
};

describe("a part of a table", () => {
  it("gives every type back as it was, and what was missing as missing", () => {
    const types = Object.keys(EXAMPLES) as ColumnType[];
    const builder = new PartBuilder(types);
    for (let row = 0; row < 4; row += 1)
      builder.add(
        types.map((type, i) =>
          (row + i) % 4 === 3 ? null : read(EXAMPLES[type][row] ?? "", type),
        ),
      );
    const part = decodePart(builder.bytes().buffer);
    expect(part.rows).toBe(4);
    for (const [i, type] of types.entries()) {
      const column = part.columns[i];
      const texts = [0, 1, 2, 3].map((row) => column && textAt(column, row));
      expect(texts, type).toEqual(
        EXAMPLES[type].map((text, row) => ((row + i) % 4 === 3 ? null : text)),
      );
    }
  });

  it("is full at its size, and the same rows are the same bytes", () => {
    const [a, b] = [new PartBuilder(["string"]), new PartBuilder(["string"])];
    for (let row = 0; row < ROWS_PER_PART; row += 1) {
      expect(a.isFull).toBe(false);
      a.add([String(row)]);
      b.add([String(row)]);
    }
    expect(a.isFull).toBe(true);
    expect(a.bytes()).toEqual(b.bytes());
    const { columns } = decodePart(a.bytes().buffer);
    expect(columns[0] && textAt(columns[0], ROWS_PER_PART - 1)).toBe("16383");
  });

  it("refuses bytes that are none", () => {
    expect(() => decodePart(new Uint8Array(100).buffer)).toThrow(/damaged/);
  });
});

describe("cells", () => {
  it.each<readonly [ColumnType, string, unknown]>([
    ["byte", "128", undefined],
    ["short", "-32769", undefined],
    ["int", "2147483648", undefined],
    ["int", "3.0", undefined],
    ["long", "9223372036854775808", undefined],
    ["float", "1e39", undefined],
    ["double", "1e999", undefined],
    ["double", "1,5", undefined],
    ["double", " 1.5 ", 1.5],
    ["double", "NA", null],
    ["string", "NA", "NA"],
    ["string", "", null],
    ["date", "2023-02-29", undefined],
    ["date", "14-05-29", undefined],
    ["timestamp", "2014-05-29 25:00:00", undefined],
    ["timestamp", "2014-05-29", undefined],
    ["boolean", "true", 1],
    ["boolean", "1", undefined],
  ])("%s of %s", (type, cell, value) => {
    expect(readCell(cell, type)).toEqual(value);
  });

  const typeOf = (...cells: string[]): ColumnType => {
    const counts = noKinds();
    for (const cell of cells) countCell(counts, cell, ",");
    return inferType(counts);
  };

  it("have the narrowest type that loses nothing", () => {
    expect(typeOf("1", "", "-3")).toBe("int");
    expect(typeOf("1", "NA")).toBe("int");
    expect(typeOf("1", "3000000000")).toBe("long");
    expect(typeOf("1", "2.5")).toBe("double");
    expect(typeOf("1", "x")).toBe("string");
    expect(typeOf("007", "12")).toBe("string");
    expect(typeOf("0791234567", "12")).toBe("string");
    expect(typeOf("04012345678901")).toBe("string");
    expect(typeOf("00012345678901234567890")).toBe("string");
    expect(typeOf("9223372036854775808", "1")).toBe("string");
    expect(typeOf("9223372036854775808", "0.5")).toBe("double");
    expect(typeOf("2014-05-29")).toBe("date");
    expect(typeOf("2014-05-29 10:00:00")).toBe("timestamp");
    expect(typeOf("2014-05-29", "2014-05-29 10:00:00")).toBe("string");
    expect(typeOf("true", "FALSE")).toBe("boolean");
    expect(typeOf("", "?")).toBe("string");
    expect(typeOf("18:00:00")).toBe("string");
  });
});

describe("what a type would lose", () => {
  const counts = noKinds();
  for (const cell of ["1", "300", "70000", "3000000000", "2.5", "x", "", "NA"])
    countCell(counts, cell, ",");

  it.each<readonly [ColumnType, number, number]>([
    ["string", 0, 1],
    ["byte", 5, 2],
    ["short", 4, 2],
    ["int", 3, 2],
    ["long", 2, 2],
    ["double", 1, 2],
    ["date", 6, 2],
  ])("%s", (type, lost, missing) => {
    expect([misfits(counts, type), absent(counts, type)]).toEqual([
      lost,
      missing,
    ]);
  });
});

describe("decimal commas", () => {
  const kindsOf = (delimiter: string | null, ...cells: string[]) => {
    const counts = noKinds();
    for (const cell of cells) countCell(counts, cell, delimiter);
    return counts;
  };

  it.each<readonly [string | null, readonly string[], ColumnType, boolean]>([
    [";", ["3,14", "-2", "", "1,5E+3"], "double", true],
    [";", ["1,234", "5,678"], "double", true],
    ["\t", ["3,14", "1,234"], "double", true],
    // They may as well be thousands.
    ["\t", ["1,234", "5,678"], "string", false],
    [";", ["1,234,567", "2,5"], "string", true],
    [";", ["3,14", "2.5"], "string", false],
    [";", ["3,14", "2,5", "k. A."], "string", true],
    [";", ["3,14", "007"], "string", true],
    [";", ["3.14", "2"], "double", false],
    [",", ["3,14", "2,5"], "string", false],
    [null, ["3,14", "2,5"], "string", false],
  ])("cells between %j: %j", (delimiter, cells, type, isComma) => {
    const counts = kindsOf(delimiter, ...cells);
    expect([inferType(counts), hasDecimalComma(counts)]).toEqual([
      type,
      isComma,
    ]);
  });

  it("are read where the column has them, and points are not", () => {
    expect(readCell("-3,14", "double", true)).toBe(-3.14);
    expect(readCell(",5e1", "float", true)).toBe(5);
    expect(readCell("7", "double", true)).toBe(7);
    expect(readCell("3.14", "double", true)).toBeUndefined();
    expect(readCell("1,234,567", "double", true)).toBeUndefined();
    expect(readCell("3,14", "int", true)).toBeUndefined();
    expect(readCell("3,14", "string", true)).toBe("3,14");
  });

  it("tell what a type would lose", () => {
    const counts = kindsOf(";", "3,14", "2,5", "7", "2.5", "k. A.");
    expect(misfits(counts, "double")).toBe(2);
    expect(misfits(counts, "int")).toBe(4);
    expect(misfits(counts, "string")).toBe(0);
  });
});

describe("codes that are taken as numbers", () => {
  const counts = noKinds();
  for (const cell of ["007", "0791234567", "04012345678901", "9".repeat(30)])
    countCell(counts, cell, ",");

  it.each<readonly [ColumnType, number]>([
    ["string", 0],
    ["int", 2],
    ["long", 1],
    ["double", 0],
  ])("%s", (type, lost) => {
    expect(misfits(counts, type)).toBe(lost);
  });
});

describe("columns over parts", () => {
  const types: ColumnType[] = ["string", "int"];
  const partOf = (rows: readonly (readonly (CellValue | null)[])[]) => {
    const builder = new PartBuilder(types);
    for (const row of rows) builder.add(row);
    return decodePart(builder.bytes().buffer);
  };
  const columns = types.map((type) => ({ name: type, type }));
  const table = tableOf(columns, [
    partOf([
      ["a", 1],
      ["b", null],
    ]),
    partOf([
      ["b", 3],
      [null, 3],
      ["c", 7],
    ]),
  ]);

  it("share one dictionary", () => {
    expect(table.rows).toBe(5);
    expect(table.columns[0]?.data).toEqual({
      kind: "words",
      words: ["a", "b", "c"],
      codes: new Int32Array([0, 1, 1, -1, 2]),
    });
    expect(table.columns[1]?.data).toEqual({
      kind: "numbers",
      values: new Float64Array([1, NaN, 3, 3, 7]),
    });
  });

  it("are profiled", () => {
    const [words, numbers] = table.columns.map((column) =>
      profileColumn({ rows: table.rows, columns: [column] }),
    );
    expect(words).toMatchObject({ missing: 1, distinct: 3, histogram: null });
    expect(words?.top[0]).toEqual({ value: "b", count: 2 });
    expect(words?.rarest).toEqual({ value: "c", count: 1 });
    expect(numbers).toMatchObject({ missing: 1, distinct: 3, mean: 3.5 });
    expect(numbers?.firstMissing).toEqual([1]);
    expect(words).toMatchObject({ firstMissing: [3], firstRarest: [4] });
    expect(numbers?.histogram).toEqual({
      min: 1,
      max: 7,
      counts: [1, 0, 2, 0, 0, 0, 1],
    });
  });

  it("hold Longs that name something to the last digit", () => {
    const builder = new PartBuilder(["long"]);
    for (const value of [9007199254740993n, 9007199254740992n, null, 5n])
      builder.add([value]);
    const parts = [decodePart(builder.bytes().buffer)];
    const named = tableOf([{ name: "id", type: "long" }], parts, "id");
    expect(named.columns[0]?.data).toEqual({
      kind: "words",
      words: ["9007199254740993", "9007199254740992", "5"],
      codes: new Int32Array([0, 1, -1, 2]),
    });
  });
});

import { describe, expect, it } from "vitest";
import type { Problem } from "#core/problems.ts";
import { beginTable } from "./table-rows.ts";
import { tableLine } from "./table-csv.ts";
import { spreadsheet } from "../../tests/support/spreadsheet.ts";

async function read(path: string, file: Blob, reading = {}) {
  const problems: Problem[] = [];
  const begun = await beginTable(path, file, reading, (one) =>
    problems.push(one),
  );
  const rows: (readonly string[])[] = [];
  for await (const { cells } of begun?.rows ?? []) rows.push(cells);
  return {
    names: begun?.names,
    rows,
    rules: problems.map(({ rule }) => rule),
    encoding: begun?.encoding,
    delimiter: begun?.delimiter,
  };
}

describe("a spreadsheet", () => {
  it("gives the first sheet's rows, numbers to the last digit", async () => {
    expect(await read("a.xlsx", spreadsheet())).toEqual({
      names: ["name", "n", "day", "ok"],
      rows: [
        ["Äpfel & Birnen", "9007199254740993", "2014-05-29", "TRUE"],
        ["x", "", "", "FALSE"],
      ],
      rules: ["table.sheets"],
      encoding: null,
      delimiter: null,
    });
  });

  it("that is none is told, not thrown", async () => {
    const { names, rules } = await read("a.xlsx", new Blob(["no zip"]));
    expect([names, rules]).toEqual([undefined, ["table.broken"]]);
  });
});

describe("a file of rows", () => {
  it.each([
    ["comma", "a,b\n1,2\n", ","],
    ["semicolon", "a;b\n1;2\n", ";"],
    ["tab", "a\tb\n1\t2\n", "\t"],
    ["bar", "a|b\r\n1|2\r\n", "|"],
  ])("is cut at its %s", async (_, text, delimiter) => {
    const found = await read("a.csv", new Blob([text]));
    expect(found).toMatchObject({ delimiter, names: ["a", "b"] });
    expect(found.rows).toEqual([["1", "2"]]);
  });

  it.each([
    ["Ertrag, kg;Höhe, m\n1,5;2,5\n3,25;-4\n", ";", ["1,5", "2,5"]],
    ["a,b;c\n1,x;y\n2,z;w\n", ",", ["1", "x;y"]],
    ["a,b\n1,2\n3,4\n", ",", ["1", "2"]],
  ])(
    "with commas and semicolons is cut at what separates: %j",
    async (text, delimiter, first) => {
      const found = await read("a.csv", new Blob([text]));
      expect([found.delimiter, found.rows[0]]).toEqual([delimiter, first]);
    },
  );

  it("has a name for every column, and no name twice", async () => {
    const text = " a ,,a,b\n1,2,3,4\n\n";
    expect((await read("a.csv", new Blob([text]))).names).toEqual([
      "a",
      "attr_2",
      "a_2",
      "b",
    ]);
    const bare = await read("a.csv", new Blob([text]), { hasHeader: false });
    expect(bare.names).toEqual(["attr_1", "attr_2", "attr_3", "attr_4"]);
    expect(bare.rows).toHaveLength(2);
  });

  it("is read in the encoding that its bytes have", async () => {
    const gbk = new Uint8Array([
      0x61, 0x2c, 0x62, 10, 0xca, 0xfd, 0xbe, 0xdd, 0x2c, 0x31, 10,
    ]);
    const found = await read("a.csv", new Blob([gbk]));
    expect(found).toMatchObject({ encoding: "gb18030", rows: [["数据", "1"]] });
  });

  it("tells the line of broken bytes, in the header too", async () => {
    const bytes = new TextEncoder().encode(
      'städte,ÄÖÜäöüßéèñ\n"a\nb",1\nM\u0001nchen,2\nKöln,3\n',
    );
    const file = new Blob([bytes.map((byte) => (byte === 1 ? 0xff : byte))]);
    const problems: Problem[] = [];
    const tell = (one: Problem): void => void problems.push(one);
    const begun = await beginTable("a.csv", file, {}, tell);
    const names: (string | undefined)[] = [];
    for await (const { cells } of begun?.rows ?? []) names.push(cells[0]);
    expect(names).toEqual(["a\nb", "M\ufffdnchen", "Köln"]);
    expect(problems).toMatchObject([
      { rule: "table.bytes", file: "a.csv", line: 4, severity: "warning" },
    ]);
    expect(problems[0]?.value).toContain("M\ufffdnchen");
    problems.length = 0;
    await beginTable(
      "b.csv",
      new Blob([
        new Uint8Array([0x61, 0xff, 0x2c, 0x62, 0x0a, 0x31, 0x2c, 0x32]),
      ]),
      { encoding: "utf-8" },
      tell,
    );
    expect(problems).toMatchObject([{ rule: "table.bytes", line: 1 }]);
  });

  it("tells a quote that nothing closes", async () => {
    const { rules, rows } = await read(
      "a.csv",
      new Blob(['a,b\n1,2\n"x,3\n4,5\n']),
    );
    expect([rules, rows]).toEqual([["table.quote"], [["1", "2"]]]);
  });
});

it("guards texts that a table program would run, and leaves numbers alone", () => {
  expect(
    tableLine(["=1+1", "-5", null, 'a "b"'], [true, false, true, true]),
  ).toBe('"\t=1+1",-5,,"a ""b"""\r\n');
});

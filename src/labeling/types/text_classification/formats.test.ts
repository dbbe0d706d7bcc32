/** Texts that are hard on files, through every format and back; what is wrong with files is told by its line. */
import { describe, expect, it } from "vitest";
import type { LabelId } from "#core/ids.ts";
import type { Problem } from "#core/problems.ts";
import type { TextReading } from "#core/text-reading.ts";
import type { ImportFormat, SourceFile } from "#labeling/contract.ts";
import { classesOf } from "#labeling/whole-labels/annotation.ts";
import {
  exportedFiles,
  names,
  sourceFile,
} from "../../../../tests/support/exported-files.ts";
import type_ from "./type.ts";

const formatOf = (id: string): ImportFormat => {
  const format = type_.importers.find((one) => one.id === id);
  if (!format) throw new Error(`There is no format ${id}`);
  return format;
};

interface Row {
  readonly text: string;
  readonly labels: readonly string[];
}

async function read(
  id: string,
  files: readonly SourceFile[],
  reading: TextReading = {},
): Promise<{ rows: Row[]; problems: Problem[] }> {
  const problems: Problem[] = [];
  const rows: Row[] = [];
  const report = (problem: Problem): void => void problems.push(problem);
  const found = formatOf(id).read(files, report, { reading });
  for await (const { text = "", annotations } of found)
    rows.push({ text, labels: annotations.map(({ name }) => String(name)) });
  return { rows, problems };
}

const file = (path: string, content: string | Uint8Array<ArrayBuffer>) =>
  sourceFile(path, new Blob([content]));

const HOSTILE: readonly Row[] = [
  { text: "plain", labels: ["good"] },
  { text: 'he said "no", twice', labels: ["bad", "loud"] },
  { text: "a\ttab\tand another", labels: [] },
  { text: "a\ttab", labels: ["good"] },
  { text: "=1+1", labels: ["good"] },
  { text: "\t-5", labels: ["good"] },
  { text: "@everyone 😀👨‍👩‍👧", labels: ["好评"] },
  { text: "שלום עולם\u202e", labels: ["good"] },
  { text: "，全角；标点。", labels: [] },
  { text: "two\nlines\r\nand three", labels: ["good"] },
  { text: "  spaces  ", labels: ["good"] },
];
const oneLine = ({ text, labels }: Row): Row => ({
  text: text.replace(/\r\n?|\n/g, " "),
  labels,
});

describe.each([
  ["MA_TEXT_CLASSIFICATION_COMBINE_V1", oneLine],
  ["MA_TEXT_CLASSIFICATION_V1", oneLine],
  ["CSV", (row: Row) => row],
  ["JSONL", (row: Row) => row],
  ["manifest", (row: Row) => row],
] as const)("%s", (id, kept) => {
  it("gives back hostile texts with their labels", async () => {
    const exporter = type_.exporters.find((one) => one.id === id);
    if (!exporter) throw new Error("There is no such exporter");
    const files = await exportedFiles(
      type_,
      exporter,
      HOSTILE.map(({ text, labels }, i) => ({
        sample: { path: `a.txt:${String(i)}`, text, width: null, height: null },
        annotation: classesOf(labels as LabelId[]),
      })),
      ["good", "bad", "loud", "好评"],
    );
    expect(await formatOf(id).detect(files)).toBeGreaterThan(0.5);
    const { rows, problems } = await read(id, files);
    expect(problems).toEqual([]);
    expect(rows).toEqual(HOSTILE.map(kept));
    expect(names.nameOf("x" as LabelId)).toBe("x");
  });
});

describe("files with faults", () => {
  it("leaves out samples of a manifest without a text, and tells those with labels", async () => {
    const line = (source: string): string =>
      JSON.stringify({
        source,
        annotation: [{ type: "modelarts/text_classification", name: "good" }],
      });
    const lines = [
      line("content:// \t"),
      line("blank.txt"),
      line("content://fine"),
      line("whole.txt"),
      '{"source":"content://"}',
    ];
    const { rows, problems } = await read("manifest", [
      file("a.manifest", lines.join("\n")),
      file("blank.txt", "\n"),
      file("whole.txt", "whole"),
    ]);
    expect(rows).toEqual([
      { text: "fine", labels: ["good"] },
      { text: "whole", labels: ["good"] },
    ]);
    expect(problems).toMatchObject([
      { rule: "text.empty", file: "a.manifest", line: 1, value: "good" },
      { rule: "text.empty", file: "a.manifest", line: 2 },
    ]);
  });

  it("tells a text above 100 KB by its line, and goes on", async () => {
    const text = `first\n${"x".repeat(100 * 1024 + 1)}\nlast`;
    const { rows, problems } = await read("unlabeled", [file("a.txt", text)]);
    expect(rows.map((row) => row.text)).toEqual(["first", "last"]);
    expect(problems).toMatchObject([
      { rule: "text.long", file: "a.txt", line: 2, severity: "error" },
    ]);
    expect(problems[0]?.value).toHaveLength(200);
  });

  it("pairs lines, and tells where one file is longer", async () => {
    const id = "MA_TEXT_CLASSIFICATION_V1";
    const short = await read(id, [
      file("c.txt", "one\ntwo\nthree"),
      file("c_result.txt", "good\n"),
    ]);
    expect(short.rows.map((row) => row.labels)).toEqual([["good"], [], []]);
    expect(short.problems).toMatchObject([
      { rule: "text.pair", file: "c.txt", line: 2 },
    ]);
    const long = await read(id, [
      file("c.txt", "one\n"),
      file("c_result.txt", "good\nbad\nworse\n"),
    ]);
    expect(long.problems).toMatchObject([
      { rule: "text.pair", file: "c_result.txt", line: 2, value: "bad" },
      { rule: "text.pair", file: "c_result.txt", line: 3, value: "worse" },
    ]);
    const alone = await read(id, [file("d_result.txt", "good")]);
    expect(alone.problems).toMatchObject([
      { rule: "text.other", file: "d_result.txt" },
    ]);
  });

  it("keeps lines around broken bytes, and tells the line", async () => {
    const bytes = new Uint8Array([
      ...new TextEncoder().encode("很好的酒店，房间干净\n坏"),
      0xff,
      ...new TextEncoder().encode("字\n服务很好，下次再来"),
    ]);
    const { rows, problems } = await read("unlabeled", [file("a.txt", bytes)]);
    expect(rows).toHaveLength(3);
    expect(problems).toMatchObject([
      { rule: "text.bytes", line: 2, severity: "warning" },
    ]);
  });

  it("tells a quote that stays open", async () => {
    const { rows, problems } = await read("CSV", [
      file("a.csv", 'text,label\nfine,good\n"open,bad\nx,good\n'),
    ]);
    expect(rows).toEqual([{ text: "fine", labels: ["good"] }]);
    expect(problems).toMatchObject([{ rule: "csv.quote", line: 3 }]);
  });

  it("tells lines that are no JSON objects, and objects without a text", async () => {
    const { rows, problems } = await read("JSONL", [
      file("a.jsonl", '{"text":"a","label":"x"}\n{bad\n{"label":"x"}\n'),
    ]);
    expect(rows).toEqual([{ text: "a", labels: ["x"] }]);
    expect(problems.map(({ rule, line }) => [rule, line])).toEqual([
      ["jsonl.json", 2],
      ["jsonl.text", 3],
    ]);
  });
});

describe("choices", () => {
  it("splits where the user says", async () => {
    const { rows } = await read(
      "MA_TEXT_CLASSIFICATION_COMBINE_V1",
      [file("a.txt", "good food|a;b\n")],
      { separator: "|", labelSeparator: ";" },
    );
    expect(rows).toEqual([{ text: "good food", labels: ["a", "b"] }]);
  });

  it("finds header and columns of a table, and takes others", async () => {
    const headed = file("a.csv", "label,review\n1,很好\n0,不好\n1,不错\n");
    expect((await read("CSV", [headed])).rows[0]).toEqual({
      text: "很好",
      labels: ["1"],
    });
    const bare = file(
      "b.csv",
      '"3","Stocks fall","Shares of all banks fell"\n"2","Match won","The home team won again"\n"3","Oil up","Prices rose once more"\n"2","Cup lost","The cup went to the guests"\n',
    );
    const layout = await formatOf("CSV").layout?.([bare], {});
    expect(layout?.reading).toMatchObject({ hasHeader: false, labelColumn: 0 });
    const { rows } = await read("CSV", [bare], { textColumn: "rest" });
    expect(rows[0]?.text).toBe("Stocks fall Shares of all banks fell");
  });
});

describe("encodings", () => {
  const TEXT = "酒店很干净，服务也好\t好评\n房间太小，有点吵\t差评\n";
  const utf16 = (isLittle: boolean, mark: boolean): Uint8Array<ArrayBuffer> => {
    const text = mark ? `\ufeff${TEXT}` : TEXT;
    const view = new DataView(new ArrayBuffer(text.length * 2));
    for (let i = 0; i < text.length; i += 1)
      view.setUint16(i * 2, text.charCodeAt(i), isLittle);
    return new Uint8Array(view.buffer);
  };
  // "很好\t好评" in GBK.
  const gbk = new Uint8Array([
    0xba, 0xdc, 0xba, 0xc3, 0x09, 0xba, 0xc3, 0xc6, 0xc0, 0x0a,
  ]);

  it.each([
    ["utf-8", new TextEncoder().encode(TEXT)],
    ["utf-8", new TextEncoder().encode(`\ufeff${TEXT}`)],
    ["utf-16le", utf16(true, true)],
    ["utf-16be", utf16(false, true)],
    ["utf-16le", utf16(true, false)],
    ["utf-16be", utf16(false, false)],
  ] as const)("reads %s", async (encoding, bytes) => {
    const files = [file("a.txt", new Uint8Array(bytes))];
    const id = "MA_TEXT_CLASSIFICATION_COMBINE_V1";
    const layout = await formatOf(id).layout?.(files, {});
    expect(layout?.encodings).toEqual([{ file: "a.txt", encoding }]);
    const { rows, problems } = await read(id, files);
    expect(problems).toEqual([]);
    expect(rows).toEqual([
      { text: "酒店很干净，服务也好", labels: ["好评"] },
      { text: "房间太小，有点吵", labels: ["差评"] },
    ]);
  });

  it("reads GBK, and another encoding where the user says so", async () => {
    const id = "MA_TEXT_CLASSIFICATION_COMBINE_V1";
    const { rows } = await read(id, [file("a.txt", gbk)]);
    expect(rows).toEqual([{ text: "很好", labels: ["好评"] }]);
    const wrong = await read(id, [file("a.txt", gbk)], {
      encoding: "windows-1252",
    });
    expect(wrong.rows[0]?.text).toBe("ºÜºÃ");
  });
});

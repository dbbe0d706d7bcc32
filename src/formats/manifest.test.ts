import { expect, test } from "vitest";
import { manifestLine, parseManifestLine } from "./manifest.ts";
import { textLines } from "./text-lines.ts";

const read = (
  text: string,
): { line: ReturnType<typeof parseManifestLine>; rules: string[] } => {
  const rules: string[] = [];
  const line = parseManifestLine(text, 7, (problem) => {
    expect(problem.line).toBe(7);
    rules.push(problem.rule);
  });
  return { line, rules };
};

test.each([
  ['"hard":"true"', { coefficient: null, reasons: null }],
  [
    '"hard":"True","hard-reasons":"0","hard-coefficient":"1.0"',
    { coefficient: 1, reasons: "0" },
  ],
  [
    '"hard":true,"hard-reasons":"1-20-2","hard-coefficient":0.8',
    { coefficient: 0.8, reasons: "1-20-2" },
  ],
  ['"hard":"False"', null],
  ['"hard-coefficient":0.8', null],
  [
    '"annotation":[{"hard":"TRUE","hard-coefficient":0.3}]',
    { coefficient: 0.3, reasons: null },
  ],
])("hard: %s", (fields, hard) => {
  const { line, rules } = read(`{"source":"a.jpg",${fields}}`);
  expect(line?.hard).toEqual(hard);
  expect(rules).toEqual([]);
});

test("usage in any case; other words are named and left out", () => {
  expect(read('{"source":"a","usage":"train"}').line?.usage).toBe("TRAIN");
  expect(read('{"source":"a","usage":""}').rules).toEqual([]);
  const other = read('{"source":"a","usage":"maybe"}');
  expect(other.line?.usage).toBeNull();
  expect(other.rules).toEqual(["manifest.usage"]);
});

test.each([
  ["{", "manifest.json"],
  ["[]", "manifest.object"],
  ["{}", "manifest.source"],
  ['{"source":5}', "manifest.source"],
  ['{"source":"a","annotation":"x"}', "manifest.annotation"],
  ['{"source":"content://"Three Body" is a series"}', "manifest.json"],
])("%s is reported with its number", (text, rule) => {
  expect(read(text)).toEqual({ line: null, rules: [rule] });
});

test("a slash before a scheme is dropped", () => {
  expect(read('{"source":"/obs://b/k.jpg"}').line?.source).toBe(
    "obs://b/k.jpg",
  );
  expect(read('{"source":"/a/k.jpg"}').line?.source).toBe("/a/k.jpg");
});

test("what is written is read", () => {
  const hard = { coefficient: 0.25, reasons: "1-2" };
  const annotations = [
    { type: "modelarts/image_classification", name: "猫\n\u2028" },
  ];
  const notes = { path: "A b.jpg", isProposed: true };
  const text = manifestLine({
    source: "a b.jpg",
    id: "1",
    usage: "EVAL",
    hard,
    notes,
    annotations,
  });
  expect(text.trimEnd().includes("\n")).toBe(false);
  expect(read(text).line).toEqual({
    source: "a b.jpg",
    usage: "EVAL",
    hard,
    notes,
    annotations,
  });
});

test("lines come as a stream, whatever ends them and however the bytes are cut", async () => {
  const text = "\ufeffeins\r\n\nzwei ü 猫\r\ndrei";
  const bytes = new TextEncoder().encode(text);
  const lines: string[] = [];
  for await (const line of textLines(
    new Blob([...bytes].map((b) => Uint8Array.of(b))),
  ))
    lines.push(line);
  expect(lines).toEqual(["eins", "", "zwei ü 猫", "drei"]);
});

test("a line that comes in many pieces is whole, unless it is longer than allowed", async () => {
  const pieces = Array.from({ length: 20 }, () => "x".repeat(500));
  const line = pieces.join("");
  const file = new Blob([...pieces, "\n", ...pieces, "\nz"]);
  const read = async (longest?: number): Promise<string[]> => {
    const lines: string[] = [];
    for await (const found of textLines(file, longest)) lines.push(found);
    return lines;
  };
  expect(await read()).toEqual([line, line, "z"]);
  const [cut = "", ...after] = await read(1000);
  expect(line.startsWith(cut)).toBe(true);
  expect(cut.length).toBeLessThan(line.length);
  expect(after).toEqual([]);
});

test.each([
  ["../../data/a.wav", "audio/ogg", 2],
  ["../../data/a.png", "image/png", 0],
  ["content://fine", "text/plain", 1],
])("says what %s of %s is: %i", (source, mime, expected) => {
  const text = manifestLine({
    source,
    mime,
    id: "1",
    usage: null,
    hard: null,
    notes: { path: null, isProposed: false },
    annotations: [],
  });
  expect(JSON.parse(text)).toMatchObject({ "sample-type": expected });
});

test("labels are noted with a sample, and what is written in another way is left out", () => {
  const labels = [
    {
      name: "cat",
      color: "#0b5fbf",
      shortcut: "1",
      attributes: [{ name: "colour", values: ["red", "blue"] }],
    },
    { name: "dog", color: "#FFFFFF", shortcut: null },
  ];
  const written = (noted: unknown): string =>
    JSON.stringify({ source: "a", property: { "@gleaner:labels": noted } });
  const line = manifestLine({
    source: "a",
    id: "1",
    usage: null,
    hard: null,
    notes: { path: null, isProposed: false, labels },
    annotations: [],
  });
  expect(read(line).line?.notes.labels).toEqual(labels);
  expect(read(written(labels)).line?.notes.labels).toEqual(labels);
  expect(
    read(
      written([
        { name: "x", color: "red", shortcut: 7, attributes: [{}, "y"] },
        { color: "#000000" },
        null,
      ]),
    ).line?.notes.labels,
  ).toEqual([{ name: "x" }]);
  expect(read(written("all")).line?.notes).toEqual({
    path: null,
    isProposed: false,
  });
});

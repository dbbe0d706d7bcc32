/** A byte that is broken in a label would make another label: its line is told, in whichever file it is. */
import { expect, it } from "vitest";
import type { Problem } from "#core/problems.ts";
import { sourceFile } from "../../../../tests/support/exported-files.ts";
import type_ from "./type.ts";

/** Stands for a byte that no encoding here knows. */
const broken = (content: string): Uint8Array<ArrayBuffer> => {
  const bytes = new TextEncoder().encode(content);
  return bytes.map((byte) => (byte === 0x01 ? 0xff : byte));
};
const entry = (name: string, source = "content://fine"): string =>
  JSON.stringify({
    source,
    annotation: [{ type: "modelarts/text_classification", name }],
  }).replace("\\u0001", "\u0001");

it.each([
  [
    "MA_TEXT_CLASSIFICATION_COMBINE_V1",
    {
      "a.txt":
        "这家酒店很干净服务也好\tgood\n房间太小有点吵不推荐\tba\u0001d\n这家酒店很干净服务也好\tgood\n",
    },
    "a.txt",
  ],
  [
    "MA_TEXT_CLASSIFICATION_V1",
    {
      "a.txt": "这家酒店很干净服务也好\n房间太小有点吵不推荐\n",
      "a_result.txt": "这家酒店很干净服务也好\nba\u0001d\n",
    },
    "a_result.txt",
  ],
  [
    "MA_TEXT_CLASSIFICATION_V1",
    {
      "a.txt": "这家酒店很干净服务也好\n不\u0001好\n",
      "a_result.txt": "good\nbad\n",
    },
    "a.txt",
  ],
  [
    "CSV",
    {
      "a.csv":
        "text,label\n这家酒店很干净服务也好,ba\u0001d\n房间太小有点吵不推荐,good\n",
    },
    "a.csv",
  ],
  [
    "JSONL",
    {
      "a.jsonl":
        '{"text":"这家酒店很干净服务也好","label":"good"}\n{"text":"房间太小有点吵不推荐","label":"ba\u0001d"}\n',
    },
    "a.jsonl",
  ],
  [
    "manifest",
    {
      "a.manifest": [entry("这家酒店很干净服务也好"), entry("ba\u0001d")].join(
        "\n",
      ),
    },
    "a.manifest",
  ],
])(
  "%s: tells the line of broken bytes in a label, in the file that has them",
  async (id, contents, path) => {
    const files = Object.entries(contents).map(([name, content]) =>
      sourceFile(name, new Blob([broken(content)])),
    );
    const format = type_.importers.find((one) => one.id === id);
    const problems: Problem[] = [];
    const tell = (problem: Problem): void => void problems.push(problem);
    let rows = 0;
    for await (const { text } of format?.read(files, tell) ?? [])
      rows += text ? 1 : 0;
    expect(rows).toBeGreaterThan(1);
    expect(problems).toMatchObject([
      { rule: "text.bytes", file: path, line: 2, severity: "warning" },
    ]);
    expect(problems[0]?.value).toContain("\ufffd");
  },
);

import { describe, expect, it } from "vitest";
import { jsonParts } from "./json-parts.ts";

async function parts(text: string | Blob): Promise<[unknown[], string[]]> {
  const found: unknown[] = [];
  const rules: string[] = [];
  const file = typeof text === "string" ? new Blob([text]) : text;
  for await (const { key, index, value } of jsonParts(file, ({ rule }) =>
    rules.push(rule),
  ))
    found.push([key, index, value]);
  return [found, rules];
}

describe("parts of a JSON file", () => {
  it("are the elements of its lists and its other values", async () => {
    const text = ` {"info":{"a":[1,{"b":","}]}, "list":[ {"x":"]}\\"["}, [1,[2]], 3 ,"s"],"none":[],"n":-1.5e3,"t":true} `;
    expect(await parts(text)).toEqual([
      [
        ["info", null, { a: [1, { b: "," }] }],
        ["list", 0, { x: ']}"[' }],
        ["list", 1, [1, [2]]],
        ["list", 2, 3],
        ["list", 3, "s"],
        ["n", null, -1500],
        ["t", null, true],
      ],
      [],
    ]);
  });

  it("are the elements of a file that is a list", async () => {
    expect((await parts('[{"a":1}, {"b":[2]}]'))[0]).toEqual([
      ["", 0, { a: 1 }],
      ["", 1, { b: [2] }],
    ]);
    expect(await parts("[]")).toEqual([[], []]);
    expect(await parts("{}")).toEqual([[], []]);
  });

  it("come whole across the pieces of a stream, names of several bytes too", async () => {
    const elements = Array.from({ length: 50_000 }, (_, n) => ({
      n,
      name: `猫 "${String(n)}" \\ {[`,
      // Longer than what is read in one piece.
      rest: "é".repeat(200),
    }));
    const bytes = new TextEncoder().encode(
      JSON.stringify({ elements, after: 1 }),
    );
    expect(bytes.length).toBeGreaterThan(20e6);
    const LENGTH = 1_000_003;
    const pieces = Array.from(
      { length: Math.ceil(bytes.length / LENGTH) },
      (_, i) => bytes.slice(i * LENGTH, (i + 1) * LENGTH),
    );
    const file = new Blob(pieces);
    const [found, rules] = await parts(file);
    expect(rules).toEqual([]);
    expect(found.length).toBe(50_001);
    expect(found[49_999]).toEqual(["elements", 49_999, elements[49_999]]);
  });

  const many = <T>(count: number, one: (n: number) => T): T[] =>
    Array.from({ length: count }, (_, n) => one(n));

  it.each<[string, (n: number) => unknown]>([
    ["objects", (n) => ({ id: n, box: [n, 2] })],
    ["objects in objects", (n) => ({ id: n, in: many(9, (id) => ({ id })) })],
    ["lists", (n) => [[n, 7], many(n % 5, () => [1, 7])]],
    ["numbers", (n) => n],
    ["texts that look like elements", (n) => `{"id":${String(n)}},{"id":[`],
    ["empty objects", () => ({})],
    ["all kinds", (n) => [{ id: 1 }, [n], n, "},{", { n: {} }, []][n % 6]],
  ])(
    "are all there, and in their order, in long lists of %s",
    async (_, one) => {
      const file = { a: many(6000, one), b: many(6000, one) };
      for (const space of [0, 1]) {
        const [found, rules] = await parts(JSON.stringify(file, null, space));
        expect(rules).toEqual([]);
        expect(found).toEqual(
          Object.entries(file).flatMap(([key, values]) =>
            values.map((value, index) => [key, index, value]),
          ),
        );
      }
    },
  );

  it("keep their places behind a broken one in a long list", async () => {
    const text = many(20_000, (n) => `{"id":${n === 9999 ? "?" : String(n)}}`);
    const [found, rules] = await parts(`[${text.join(", ")}]`);
    expect(rules).toEqual(["json.value"]);
    expect(found).toEqual(
      many(20_000, (id) => ["", id, { id }]).filter(([, id]) => id !== 9999),
    );
  });

  it("that are broken cost themselves; a file that is cut off says so", async () => {
    expect(await parts('{"a":[{"x":1},{"x":oops},{"x":3}]}')).toEqual([
      [
        ["a", 0, { x: 1 }],
        ["a", 2, { x: 3 }],
      ],
      ["json.value"],
    ]);
    expect(await parts('{"a":[{"x":1},{"x":')).toEqual([
      [["a", 0, { x: 1 }]],
      ["json.end"],
    ]);
    expect((await parts(""))[1]).toEqual(["json.end"]);
    expect((await parts("hello"))[1]).toEqual(["json.end"]);
  });
});

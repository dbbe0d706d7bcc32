import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { AppError } from "#core/errors.ts";
import type { Shape } from "#core/shape.ts";
import { vocXml } from "./voc-write.ts";
import { parseVoc, type VocFile } from "./voc-xml.ts";

const read = (objects: string): { file: VocFile<Shape>; rules: string[] } => {
  const rules: string[] = [];
  const file = parseVoc(
    `<annotation><filename>007.jpg</filename>${objects}</annotation>`,
    ({ rule }) => rules.push(rule),
  );
  return { file, rules };
};
const shapeOf = (xml: string): unknown =>
  read(`<object><name> 007 </name>${xml}</object>`).file.objects[0]?.shape;

test("one object is a list, numbers in names stay text, names are trimmed", () => {
  const { file } = read(
    "<object><name> 007 </name><bndbox><xmin>1</xmin><ymin>2</ymin><xmax>3.5</xmax><ymax>4</ymax></bndbox></object>",
  );
  expect(file.filename).toBe("007.jpg");
  expect(file.objects).toEqual([
    {
      name: "007",
      pose: "Unspecified",
      truncated: false,
      occluded: false,
      difficult: false,
      confidence: null,
      hardCoefficient: null,
      shape: { kind: "bndbox", xMin: 1, yMin: 2, xMax: 3.5, yMax: 4 },
      attributes: {},
    },
  ]);
});

test("the faults of the guide are read", () => {
  expect(
    shapeOf(
      "<bndbox><xmin>1</xmin><ymin>2</ymin><xmax>3</xmax><ymin>9</ymin></bndbox>",
    ),
  ).toMatchObject({ yMin: 2, yMax: 9 });
  expect(shapeOf("<circle><cx>405</cx><cy>170</cy><r>100<r></circle>")).toEqual(
    {
      kind: "circle",
      center: { x: 405, y: 170 },
      radius: 100,
    },
  );
  expect(shapeOf("<point><x>4</x><y>5</y></point>")).toEqual(
    shapeOf("<point><x1>4</x1><y1>5</y1></point>"),
  );
  expect(
    shapeOf(
      "<polygon><x1>0</x1><y1>0</y1><x2>5</x2><y2>0</y2><x3>5</x3><y3>5</y3><x4>0</x4><y4>0</y4></polygon>",
    ),
  ).toMatchObject({ points: { length: 3 } });
});

test("a bad object costs itself only", () => {
  const { file, rules } = read(
    "<object><name>a</name></object><object><name>b</name><point><x>1</x><y>1</y></point></object>",
  );
  expect(rules).toEqual(["voc.object"]);
  expect(file.objects.map(({ name }) => name)).toEqual(["b"]);
});

test.each([
  '<!DOCTYPE a [<!ENTITY x "y">]><annotation/>',
  "<annotation><object></annotation>",
  "<other/>",
  "",
  "{}",
])("refused: %s", (text) => {
  expect(() => parseVoc(text, () => undefined)).toThrow(AppError);
});

test("a dashed line is written as its property", () => {
  const { file } = read(
    '<object><name>a</name><line><x1>1</x1><y1>2</y1><x2>3</x2><y2>4</y2></line><property><item name="line_style">dashed</item><item name="k">v &amp; w</item></property></object>',
  );
  expect(file.objects[0]?.shape).toMatchObject({ isDashed: true });
  expect(file.objects[0]?.attributes).toEqual({ k: "v & w" });
  expect(parseVoc(vocXml(file), () => undefined)).toEqual(file);
});

const folder = join(
  import.meta.dirname,
  "../../../shared/data/dev/raccoon/annotations",
);

describe.skipIf(!existsSync(folder))(
  "files of others (test data at hand)",
  () => {
    test("are read, and the same after writing", () => {
      const names = readdirSync(folder).filter((name) => name.endsWith(".xml"));
      expect(names.length).toBeGreaterThan(100);
      for (const name of names) {
        const file = parseVoc(
          readFileSync(join(folder, name), "utf8"),
          ({ message }) => {
            throw new Error(`${name}: ${message}`);
          },
        );
        expect(file.objects.length).toBeGreaterThan(0);
        expect(file.size).not.toBeNull();
        expect(parseVoc(vocXml(file), () => undefined)).toEqual(file);
      }
    });
  },
);

import { describe, expect, it } from "vitest";
import { parseLabelMeXml } from "./labelme-xml.ts";

function read(objects: string) {
  const rules: string[] = [];
  const labels = parseLabelMeXml(
    `<annotation><filename>1.png</filename><folder>set</folder><imagesize><nrows>5</nrows><ncols>10</ncols></imagesize>${objects}</annotation>`,
    ({ rule }) => rules.push(rule),
  );
  return { ...labels, rules };
}

const points =
  "<pt><x>1</x><y>2</y></pt><pt><x>3</x><y>2</y></pt><pt><x>3</x><y>4.5</y></pt>";
const box = { kind: "bndbox", xMin: 1, yMin: 2, xMax: 3, yMax: 4.5 };

describe("LabelMe's XML", () => {
  it("holds polygons, boxes, and masks with boxes", () => {
    const { name, size, objects, rules } = read(
      `<object><name>cat</name><deleted>0</deleted><occluded>yes</occluded><attributes>a b</attributes><polygon><username>x</username>${points}</polygon></object>
      <object><name>cat</name><type>bounding_box</type><polygon>${points}</polygon></object>
      <object><name>cat</name><deleted>1</deleted><polygon>${points}</polygon></object>
      <object><name>dog &amp; co</name><segm><box><xmin>1</xmin><ymin>2</ymin><xmax>3</xmax><ymax>4.5</ymax></box><mask>m.png</mask></segm></object>`,
    );
    expect({ name, size, rules }).toEqual({
      name: "set/1.png",
      size: { width: 10, height: 5 },
      rules: ["labelme.mask"],
    });
    expect(objects).toMatchObject([
      {
        name: "cat",
        occluded: true,
        attributes: { attributes: "a b" },
        shape: {
          kind: "polygon",
          points: [
            { x: 1, y: 2 },
            { x: 3, y: 2 },
            { x: 3, y: 4.5 },
          ],
        },
      },
      { name: "cat", occluded: false, shape: box },
      { name: "dog & co", shape: box },
    ]);
  });

  it("keeps what is fine beside what is not", () => {
    const { objects, rules } = read(
      `<object><name></name><polygon>${points}</polygon></object><object><name>a</name></object><object><name>a</name><segm><box/></segm></object><object><name>a</name><polygon>${points}</polygon></object>`,
    );
    expect(objects).toHaveLength(1);
    expect(rules).toEqual([
      "labelme.object",
      "labelme.object",
      "labelme.object",
    ]);
  });

  it.each([
    "",
    "hello",
    "<annotation>",
    "<a></a>",
    "<!DOCTYPE x><annotation><object/></annotation>",
  ])("is not %j", (text) => {
    expect(() => parseLabelMeXml(text, () => undefined)).toThrow();
  });
});

import { describe, expect, it } from "vitest";
import { readCvat } from "./cvat-xml.ts";
import type { PictureLabels } from "./picture-labels.ts";

async function read(xml: string) {
  const problems: { rule: string; line?: number | undefined }[] = [];
  const pictures: PictureLabels[] = [];
  let classes: readonly string[] = [];
  for await (const one of readCvat(
    new Blob([xml]),
    (names) => (classes = names),
    ({ rule, line }) => problems.push({ rule, line }),
  ))
    pictures.push(one);
  return { pictures, problems, classes };
}

const file = (inside: string): string =>
  `<?xml version="1.0" encoding="utf-8"?>\n<annotations>\n<version>1.1</version>\n<meta><task><labels><label><name>z &amp; b</name><attributes><attribute><name>a1</name></attribute></attributes></label><label><name>a</name></label></labels></task></meta>\n${inside}\n</annotations>`;
const image = (inside: string): string =>
  file(`<image id="0" name="d/1.jpg" width="10" height="5">${inside}</image>`);

describe("CVAT for images", () => {
  it("gives what lies above others after them", async () => {
    const box = (label: string, order: string): string =>
      `<box label="${label}" ${order} xtl="1" ytl="2" xbr="3" ybr="4"/>`;
    const { pictures } = await read(
      image(
        box("top", `z_order="7"`) +
          box("first", "") +
          box("second", `z_order="0"`) +
          box("bottom", `z_order="-1"`),
      ),
    );
    expect(pictures[0]?.objects.map(({ name }) => name)).toEqual([
      "bottom",
      "first",
      "second",
      "top",
    ]);
  });

  it("reads shapes, attributes and the order of the labels", async () => {
    const { pictures, problems, classes } = await read(
      image(
        `<box label="a" occluded="1" xtl="1" ytl="2" xbr="3.5" ybr="4"><attribute name="a1">x &lt; y</attribute><attribute name="truncated">true</attribute></box>
        <polygon label="a" points="1,2;3,4;6,5"/><points label="a" points="1,2"/><polyline label="a" points="1,2;3,4"/><ellipse label="a" cx="5" cy="5" rx="2" ry="2"/>`,
      ),
    );
    expect(problems).toEqual([]);
    expect(classes).toEqual(["z & b", "a"]);
    expect(pictures).toMatchObject([
      {
        name: "d/1.jpg",
        size: { width: 10, height: 5 },
        objects: [
          {
            name: "a",
            occluded: true,
            truncated: true,
            attributes: { a1: "x < y" },
            shape: { kind: "bndbox", xMin: 1, yMin: 2, xMax: 3.5, yMax: 4 },
          },
          {
            shape: {
              kind: "polygon",
              points: [
                { x: 1, y: 2 },
                { x: 3, y: 4 },
                { x: 6, y: 5 },
              ],
            },
          },
          { shape: { kind: "point", point: { x: 1, y: 2 } } },
          {
            shape: {
              kind: "line",
              from: { x: 1, y: 2 },
              to: { x: 3, y: 4 },
              isDashed: false,
            },
          },
          { shape: { kind: "circle", center: { x: 5, y: 5 }, radius: 2 } },
        ],
      },
    ]);
  });

  it("turns a box by its rotation", async () => {
    const { pictures } = await read(
      image('<box label="a" xtl="0" ytl="0" xbr="4" ybr="2" rotation="90"/>'),
    );
    const shape = pictures[0]?.objects[0]?.shape;
    if (shape?.kind !== "polygon") throw new Error("It is no polygon");
    const corners = shape.points.map(({ x, y }) => [
      Math.round(x) + 0,
      Math.round(y) + 0,
    ]);
    // The upper left corner goes to the upper right.
    expect(corners).toEqual([
      [3, -1],
      [3, 3],
      [1, 3],
      [1, -1],
    ]);
  });

  it("knows subsets as parts, and takes boxes of shapes that Gleaner lacks", async () => {
    const { pictures, problems } = await read(
      file(
        `<image name="1.jpg" subset="Validation" width="9" height="9"><mask label="a" rle="1,2" left="1" top="2" width="3" height="4"/><ellipse label="a" cx="5" cy="5" rx="2" ry="1"/><points label="a" points="1,2;3,4"/><tag label="a"/></image>`,
      ),
    );
    expect(pictures[0]).toMatchObject({
      name: "Validation/1.jpg",
      usage: "EVAL",
    });
    expect(pictures[0]?.objects.map(({ shape }) => shape)).toEqual([
      { kind: "bndbox", xMin: 1, yMin: 2, xMax: 4, yMax: 6 },
      { kind: "bndbox", xMin: 3, yMin: 4, xMax: 7, yMax: 6 },
      { kind: "bndbox", xMin: 1, yMin: 2, xMax: 3, yMax: 4 },
    ]);
    expect(problems.map(({ rule }) => rule)).toEqual([
      "cvat.shape",
      "cvat.shape",
      "cvat.shape",
      "cvat.tag",
    ]);
  });

  it("names a wrong shape by its line, and reads the others", async () => {
    const { pictures, problems } = await read(
      image(
        '\n<box label="a" xtl="x" ytl="2" xbr="3" ybr="4"/>\n<box label="" xtl="1" ytl="2" xbr="3" ybr="4"/>\n<polygon label="a" points="1,2;3"/>\n<box label="a" xtl="1" ytl="2" xbr="3" ybr="4"/>',
      ),
    );
    expect(pictures[0]?.objects).toHaveLength(1);
    expect(problems).toEqual([
      { rule: "cvat.points", line: 6 },
      { rule: "cvat.label", line: 7 },
      { rule: "cvat.points", line: 8 },
    ]);
  });

  it("keeps the pictures before a place where the file is broken", async () => {
    const { pictures, problems } = await read(
      file('<image name="1.jpg"></image><image name="2.jpg"></imag'),
    );
    expect(pictures.map(({ name }) => name)).toEqual(["1.jpg"]);
    expect(problems[0]?.rule).toBe("cvat.xml");
  });

  it.each([
    [
      "cvat.doctype",
      '<!DOCTYPE a [<!ENTITY x "y">]><annotations></annotations>',
    ],
    ["cvat.annotations", "<annotation></annotation>"],
    ["cvat.xml", ""],
    ["cvat.xml", "hello"],
  ])("refuses with %s: %s", async (rule, xml) => {
    const { pictures, problems } = await read(xml);
    expect(pictures).toEqual([]);
    expect(problems[0]?.rule).toBe(rule);
  });
});

import { describe, expect, it } from "vitest";
import type { Shape } from "#core/shape.ts";
import { labelMeJson } from "./labelme-write.ts";
import { parseLabelMe } from "./labelme.ts";
import { plainObject } from "./picture-labels.ts";

const file = (shapes: readonly unknown[], rest: object = {}): string =>
  JSON.stringify({
    version: "5",
    imagePath: "1.jpg",
    imageHeight: 5,
    imageWidth: 10,
    shapes,
    ...rest,
  });

function read(text: string) {
  const problems: string[] = [];
  const labels = parseLabelMe(text, ({ rule, message }) =>
    problems.push(`${rule} ${message}`),
  );
  return { ...labels, problems };
}

describe("LabelMe", () => {
  it("reads the five kinds of shapes, corners in any order", () => {
    const { objects, problems, name, size } = read(
      file([
        {
          label: " cat ",
          shape_type: "rectangle",
          points: [
            [4, 3],
            [1, 2.5],
          ],
        },
        {
          label: "cat",
          points: [
            [0, 0],
            [4, 0],
            [4, 4],
          ],
        },
        {
          label: "dog",
          shape_type: "circle",
          points: [
            [5, 5],
            [8, 9],
          ],
        },
        {
          label: "dog",
          shape_type: "line",
          points: [
            [1, 1],
            [2, 2],
          ],
        },
        { label: "dog", shape_type: "point", points: [[1, 1]] },
      ]),
    );
    expect({ name, size, problems }).toEqual({
      name: "1.jpg",
      size: { width: 10, height: 5 },
      problems: [],
    });
    expect(objects.map(({ name: label, shape }) => [label, shape])).toEqual([
      ["cat", { kind: "bndbox", xMin: 1, yMin: 2.5, xMax: 4, yMax: 3 }],
      [
        "cat",
        {
          kind: "polygon",
          points: [
            { x: 0, y: 0 },
            { x: 4, y: 0 },
            { x: 4, y: 4 },
          ],
        },
      ],
      ["dog", { kind: "circle", center: { x: 5, y: 5 }, radius: 5 }],
      [
        "dog",
        {
          kind: "line",
          from: { x: 1, y: 1 },
          to: { x: 2, y: 2 },
          isDashed: false,
        },
      ],
      ["dog", { kind: "point", point: { x: 1, y: 1 } }],
    ]);
  });

  it("keeps flags, groups, descriptions, attributes and scores", () => {
    const { objects } = read(
      file([
        {
          label: "cat",
          shape_type: "rectangle",
          points: [
            [0, 0],
            [1, 1],
          ],
          group_id: 3,
          description: "left one",
          difficult: true,
          score: 0.5,
          flags: { occluded: true, wet: false },
          attributes: { color: "red" },
        },
      ]),
    );
    expect(objects[0]).toMatchObject({
      difficult: true,
      occluded: true,
      confidence: 0.5,
      attributes: {
        wet: "false",
        group_id: "3",
        description: "left one",
        color: "red",
      },
    });
  });

  it("takes the box of shapes that Gleaner lacks, and says so", () => {
    const { objects, problems } = read(
      file([
        {
          label: "a",
          shape_type: "linestrip",
          points: [
            [0, 0],
            [2, 3],
            [1, 1],
          ],
        },
        {
          label: "a",
          shape_type: "mask",
          points: [
            [1, 1],
            [4, 4],
          ],
          mask: "iVBOR",
        },
      ]),
    );
    expect(objects.map(({ shape }) => shape)).toEqual([
      { kind: "bndbox", xMin: 0, yMin: 0, xMax: 2, yMax: 3 },
      { kind: "bndbox", xMin: 1, yMin: 1, xMax: 4, yMax: 4 },
    ]);
    expect(problems.map((text) => text.split(" ")[0])).toEqual([
      "labelme.shape_type",
      "labelme.shape_type",
    ]);
  });

  it("names a wrong shape by its path, and reads the others", () => {
    const { objects, problems } = read(
      file([
        { label: "", points: [[0, 0]] },
        {
          label: "a",
          points: [
            ["0", 0],
            [1, 1],
            [2, 2],
          ],
        },
        { label: "a", points: [] },
        null,
        {
          label: "a",
          shape_type: "rectangle",
          points: [
            [0, 0],
            [1, 1],
          ],
        },
      ]),
    );
    expect(objects).toHaveLength(1);
    expect(problems.map((text) => text.split(" must")[0])).toEqual(
      [0, 1, 2, 3].map((n) => `labelme.shape \`shapes[${String(n)}]\``),
    );
  });

  it("says that labels of the whole picture are left out", () => {
    const labels = { flags: { cat: true, dog: false } };
    const { problems, saysNone } = read(file([], labels));
    expect(problems).toHaveLength(1);
    // It was labeled in another way than with objects.
    expect(saysNone).toBe(false);
    expect(read(file([], {})).saysNone).toBe(true);
  });

  it.each(["", "[]", "{", "null", '{"shapes":{}}'])("refuses %j", (text) => {
    expect(() => read(text)).toThrow();
  });

  it("is written as LabelMe reads it", () => {
    const shape = {
      kind: "bndbox",
      xMin: 1,
      yMin: 2,
      xMax: 3,
      yMax: 4,
    } as const;
    expect(
      JSON.parse(
        labelMeJson("1.jpg", { width: 10, height: 5 }, [
          plainObject("cat", shape),
        ]),
      ),
    ).toEqual({
      version: "5.5.0",
      flags: {},
      imagePath: "1.jpg",
      imageData: null,
      imageHeight: 5,
      imageWidth: 10,
      shapes: [
        {
          label: "cat",
          points: [
            [1, 2],
            [3, 4],
          ],
          group_id: null,
          shape_type: "rectangle",
          flags: {},
          attributes: {},
        },
      ],
    });
  });

  it("is written with the groups that it came with, and new ones for the parts of a region", () => {
    const ring = (x: number) => [
      { x, y: 0 },
      { x: x + 1, y: 0 },
      { x, y: 1 },
    ];
    const inGroup = (shape: Shape, group: string | null) => ({
      ...plainObject("cat", shape),
      attributes: group === null ? {} : { group_id: group },
    });
    const one = { kind: "polygon", points: ring(0) } as const;
    const two = {
      kind: "multipolygon",
      polygons: [[ring(2)], [ring(4)]],
    } as const;
    const groups = (
      objects: Parameters<typeof labelMeJson>[2],
      isRegions: boolean,
    ) => {
      const noMask = isRegions ? () => "" : undefined;
      const text = labelMeJson("1.jpg", null, objects, noMask);
      const { shapes } = JSON.parse(text) as {
        shapes: { group_id: number | null; attributes: object }[];
      };
      return shapes.map(({ group_id, attributes }) => [group_id, attributes]);
    };
    const objects = [
      inGroup(one, "0"),
      inGroup(one, "0"),
      inGroup(one, "left"),
      inGroup(two, null),
      inGroup(two, null),
    ];
    const fresh = [1, 1, 2, 2].map((group) => [group, {}]);
    const left = [null, { group_id: "left" }];
    expect(groups(objects, false)).toEqual([[0, {}], [0, {}], left, ...fresh]);
    // A copy of a region is no part of it.
    expect(groups(objects, true)).toEqual([
      [0, {}],
      [null, {}],
      left,
      ...fresh,
    ]);
  });
});

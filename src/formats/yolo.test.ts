import { describe, expect, it } from "vitest";
import { dataYaml, parseNames, parseObjData } from "./yolo-config.ts";
import { parseDataYaml } from "./yolo-yaml.ts";
import { isYoloText, parseYolo, yoloLine } from "./yolo.ts";

function read(text: string, hasKeypoints = false) {
  const problems: [string, number | undefined][] = [];
  const found = parseYolo(
    text,
    { nameOf: (index) => ["cat", "dog"][index], hasKeypoints },
    ({ rule, line }) => problems.push([rule, line]),
  );
  return { ...found, problems };
}

const shapes = (text: string, hasKeypoints = false) =>
  read(text, hasKeypoints).objects.map(({ shape }) => shape);
const box = {
  kind: "bndbox",
  xMin: 0.25,
  yMin: 0.375,
  xMax: 0.75,
  yMax: 0.625,
};
const size = { width: 200, height: 100 };

describe("YOLO label files", () => {
  it("hold boxes, polygons, turned boxes and boxes with keypoints", () => {
    expect(shapes("0 0.5 0.5 0.5 0.25\r\n\n 1\t0.5 0.5 0.5 0.25 \n")).toEqual([
      box,
      box,
    ]);
    expect(shapes("0 0.1 0.1 0.2 0.1 0.2 0.3")).toEqual([
      {
        kind: "polygon",
        points: [
          { x: 0.1, y: 0.1 },
          { x: 0.2, y: 0.1 },
          { x: 0.2, y: 0.3 },
        ],
      },
    ]);
    expect(shapes("0 0.5 0.1 0.9 0.5 0.5 0.9 0.1 0.5")[0]?.kind).toBe(
      "polygon",
    );
    // Corners along the sides: no other way to write a box in such a file.
    expect(shapes("0 0.25 0.375 0.75 0.375 0.75 0.625 0.25 0.625")).toEqual([
      box,
    ]);
    expect(shapes("0 0.5 0.5 0.5 0.25 0.1 0.2 2 0.3 0.4 1", true)).toEqual([
      box,
    ]);
  });

  it("say that there is no object when nothing is in them, not when nothing can be read", () => {
    expect(read(" \n\n").saysNone).toBe(true);
    expect(read("0 0.5\n").saysNone).toBe(false);
  });

  it("may have a confidence last", () => {
    expect(read("0 0.5 0.5 0.5 0.25 0.875").objects[0]).toMatchObject({
      shape: box,
      confidence: 0.875,
    });
  });

  it("name a wrong line, and the others are read", () => {
    const { objects, saysNone, problems } = read(
      "0 0.5 0.5 0.5\n7 0.5 0.5 0.5 0.25\n0 x 0.5 0.5 0.25\n0 0.5 0.5 -0.5 0.25\n0.5 0.5 0.5 0.5 0.25\n1 0.5 0.5 0.5 0.25",
    );
    expect(objects).toHaveLength(1);
    expect(saysNone).toBe(false);
    expect(problems).toEqual([
      ["yolo.numbers", 1],
      ["yolo.class", 2],
      ["yolo.numbers", 3],
      ["yolo.size", 4],
      ["yolo.class", 5],
    ]);
  });

  it("are told from other texts", () => {
    expect(isYoloText("0 0.5 0.5 0.5 0.25\n12 1e-3 0 0 1\n")).toBe(true);
    for (const text of [
      "cat",
      "cat 0.5 0.5 0.5 0.25",
      "0 1 2 3",
      "images/1.jpg",
    ])
      expect(isYoloText(text)).toBe(false);
  });

  it("are written in shares of the sides", () => {
    const shape = {
      kind: "bndbox",
      xMin: 50,
      yMin: 37.5,
      xMax: 150,
      yMax: 62.5,
    } as const;
    expect(yoloLine(3, shape, "detect", size)).toBe("3 0.5 0.5 0.5 0.25");
    expect(yoloLine(3, shape, "obb", size)).toBe(
      "3 0.25 0.375 0.75 0.375 0.75 0.625 0.25 0.625",
    );
    expect(
      yoloLine(3, { kind: "point", point: { x: 1, y: 1 } }, "segment", size),
    ).toBeNull();
    const circle = {
      kind: "circle",
      center: { x: 100, y: 50 },
      radius: 10,
    } as const;
    expect(yoloLine(0, circle, "segment", size)?.split(" ")).toHaveLength(65);
  });
});

describe("YOLO's configuration", () => {
  it("is read with names as a list or a map, and parts in all forms", () => {
    expect(
      parseDataYaml(
        "names: [a, 'b c']\ntrain: [x, y]\nvalid: z.txt\nkpt_shape: [17, 3]",
      ),
    ).toEqual({
      names: new Map([
        [0, "a"],
        [1, "b c"],
      ]),
      parts: { TRAIN: ["x", "y"], EVAL: ["z.txt"], TEST: [] },
      root: "",
      hasKeypoints: true,
    });
    const map = parseDataYaml(
      "# c\npath: ../d\nnames:\n  2: no\n  0: 007\n  10: 1e3\n  x: y\n",
    );
    expect([...(map?.names ?? [])].sort()).toEqual(
      [
        [0, "007"],
        [10, "1e3"],
        [2, "no"],
      ].sort(),
    );
    expect(map?.root).toBe("../d");
  });

  it("is not any YAML", () => {
    for (const text of ["", "a: b", "- 1", "names: {}", "names: text"])
      expect(parseDataYaml(text)).toBeNull();
    for (const text of ["a: [", "a: &x [*x, *x]", "\tx: y"])
      expect(() => parseDataYaml(text)).toThrow();
  });

  it("comes back as it was written, names of any kind too", () => {
    const names = [
      "z",
      "no",
      "007",
      "a: b #c",
      `"q" 'x'`,
      "猫",
      "- x",
      "a\u2028b",
    ];
    const text = dataYaml(names, {
      train: "images/train",
      val: "images/val",
      test: null,
    });
    expect([...(parseDataYaml(text)?.names.values() ?? [])]).toEqual(names);
    expect(parseDataYaml(text)?.parts).toEqual({
      TRAIN: ["images/train"],
      EVAL: ["images/val"],
      TEST: [],
    });
    expect(
      parseDataYaml(dataYaml([], { train: "a", val: "b", test: "c" })),
    ).toBeNull();
  });

  it("of darknet is pairs and lists", () => {
    expect(
      parseObjData(
        "classes= 2 # n\nTrain =data/train.txt\n\nnames=  data/a b.names\nx\n",
      ),
    ).toEqual(
      new Map([
        ["classes", "2"],
        ["train", "data/train.txt"],
        ["names", "data/a b.names"],
      ]),
    );
    expect(parseNames("\ufeffa\r\n\nc c\n")).toEqual(
      new Map([
        [0, "a"],
        [2, "c c"],
      ]),
    );
  });
});

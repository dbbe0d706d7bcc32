import { describe, expect, it } from "vitest";
import { labelStudioClasses, readLabelStudio } from "./label-studio.ts";
import { labelStudioConfig } from "./label-studio-write.ts";
import type { PictureLabels } from "./picture-labels.ts";

async function read(tasks: unknown) {
  const problems: string[] = [];
  const pictures: PictureLabels[] = [];
  for await (const one of readLabelStudio(
    new Blob([JSON.stringify(tasks)]),
    ({ rule, message }) => problems.push(`${rule} ${message}`),
  ))
    pictures.push(one);
  return { pictures, problems };
}

const region = (type: string, value: object, rest: object = {}) => ({
  type,
  original_width: 200,
  original_height: 100,
  value: { ...value, [type]: ["cat"] },
  ...rest,
});
const task = (
  result: readonly unknown[],
  image = "/data/upload/1/a%201.jpg",
) => ({
  data: { image },
  annotations: [{ result }],
});

/** Shape of the only region. */
async function shapeOf(type: string, value: object): Promise<unknown> {
  const { pictures } = await read([task([region(type, value)])]);
  return pictures[0]?.objects[0]?.shape;
}

describe("Label Studio", () => {
  it("reads percents as shares", async () => {
    expect(
      await shapeOf("rectanglelabels", {
        x: 10,
        y: 20,
        width: 30,
        height: 40,
        rotation: 0,
      }),
    ).toEqual({
      kind: "bndbox",
      xMin: 0.1,
      yMin: 0.2,
      xMax: 0.4,
      yMax: expect.closeTo(0.6),
    });
    expect(
      await shapeOf("polygonlabels", {
        points: [
          [0, 0],
          [50, 0],
          [50, 100],
        ],
      }),
    ).toEqual({
      kind: "polygon",
      points: [
        { x: 0, y: 0 },
        { x: 0.5, y: 0 },
        { x: 0.5, y: 1 },
      ],
    });
    expect(await shapeOf("keypointlabels", { x: 50, y: 25, width: 1 })).toEqual(
      { kind: "point", point: { x: 0.5, y: 0.25 } },
    );
    // 10 % of 200 pixels are 20 % of 100.
    expect(
      await shapeOf("ellipselabels", {
        x: 50,
        y: 50,
        radiusX: 10,
        radiusY: 20,
      }),
    ).toEqual({
      kind: "circle",
      center: { x: 0.5, y: 0.5 },
      radius: 0.1,
    });
    expect(
      await shapeOf("ellipselabels", {
        x: 50,
        y: 50,
        radiusX: 10,
        radiusY: 10,
      }),
    ).toEqual({
      kind: "bndbox",
      xMin: 0.4,
      yMin: 0.4,
      xMax: 0.6,
      yMax: 0.6,
    });
  });

  it("turns a rectangle clockwise about its upper left corner", async () => {
    // 40 x 20 pixels at (100, 50), by a quarter.
    expect(
      await shapeOf("rectanglelabels", {
        x: 50,
        y: 50,
        width: 20,
        height: 20,
        rotation: 90,
      }),
    ).toEqual({
      kind: "polygon",
      points: [
        { x: 0.5, y: 0.5 },
        { x: expect.closeTo(0.5), y: expect.closeTo(0.9) },
        { x: expect.closeTo(0.4), y: expect.closeTo(0.9) },
        { x: expect.closeTo(0.4), y: expect.closeTo(0.5) },
      ],
    });
  });

  it("finds the picture's path in addresses", async () => {
    const named = async (image: string) =>
      (await read([task([], image)])).pictures[0]?.name;
    expect(await named("/data/upload/1/a%201.jpg")).toBe(
      "/data/upload/1/a 1.jpg",
    );
    expect(await named("/data/local-files/?d=photos/cat.jpg")).toBe(
      "photos/cat.jpg",
    );
    expect(await named("https://host/cat.jpg?token=1")).toBe(
      "https://host/cat.jpg",
    );
    expect(await named("s3://bucket/100%.jpg")).toBe("s3://bucket/100%.jpg");
    const { pictures } = await read([{ data: { note: "x", photo: "b.png" } }]);
    expect(pictures[0]?.name).toBe("b.png");
  });

  it("takes the first annotation that counts, else a prediction to be confirmed", async () => {
    const box = region(
      "rectanglelabels",
      { x: 0, y: 0, width: 1, height: 1 },
      { score: 0.5 },
    );
    const { pictures, problems } = await read([
      {
        data: { image: "1.jpg" },
        annotations: [
          { was_cancelled: true, result: [box] },
          { result: [box] },
          { result: [] },
        ],
      },
      {
        data: { image: "2.jpg" },
        annotations: [],
        predictions: [{ result: [box] }],
      },
      { data: { image: "3.jpg" }, annotations: [] },
      { data: { image: "4.jpg" }, annotations: [{ result: [] }] },
    ]);
    expect(
      pictures.map(({ objects, isProposed, saysNone }) => [
        objects.length,
        isProposed,
        saysNone,
      ]),
    ).toEqual([
      [1, false, false],
      [1, true, false],
      [0, false, false],
      [0, false, true],
    ]);
    expect(pictures[0]?.objects[0]?.confidence).toBe(0.5);
    expect(problems).toHaveLength(1);
  });

  it("leaves out what is of no place, and names what it cannot read", async () => {
    const { pictures, problems } = await read([
      task([
        { type: "choices", value: { choices: ["x"] } },
        region("brushlabels", { format: "rle", rle: [1, 2] }),
        region("rectanglelabels", { x: "0", y: 0, width: 1, height: 1 }),
        { type: "rectanglelabels", value: { x: 0, y: 0, width: 1, height: 1 } },
        null,
        region("rectanglelabels", { x: 0, y: 0, width: 1, height: 1 }),
      ]),
    ]);
    expect(pictures[0]?.objects).toHaveLength(1);
    expect(problems.map((text) => text.split(" must")[0])).toEqual(
      [1, 2, 3].map(
        (n) =>
          `label_studio.region \`[0].annotations[0].result[${String(n)}]\``,
      ),
    );
  });

  it("is no task where the file is no list", async () => {
    expect((await read({ a: [1] })).pictures).toEqual([]);
  });

  it("gives the labels of its interface back in their order", () => {
    const names = ["z", 'a "b" & <c>', "猫"];
    expect(labelStudioClasses(labelStudioConfig(names))).toEqual(names);
  });
});

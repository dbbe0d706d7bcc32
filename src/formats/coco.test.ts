import { describe, expect, it } from "vitest";
import { unpackRuns } from "#core/run-codes.ts";
import { maskBox } from "./coco-rle.ts";
import { CocoWriter } from "./coco-write.ts";
import { readCoco } from "./coco.ts";
import type { PictureLabels } from "./picture-labels.ts";

async function read(file: unknown): Promise<{
  pictures: PictureLabels[];
  classes: readonly string[];
  problems: string[];
}> {
  const problems: string[] = [];
  let classes: readonly string[] = [];
  const text = typeof file === "string" ? file : JSON.stringify(file);
  const pictures: PictureLabels[] = [];
  for await (const picture of readCoco(
    new Blob([text]),
    (names) => (classes = names),
    ({ rule, message }) => problems.push(`${rule} ${message}`),
  ))
    pictures.push(picture);
  return { pictures, classes, problems };
}

const image = { id: 1, file_name: "a/1.jpg", width: 10, height: 5 };
const category = { id: 1, name: "cat" };
const base = { images: [image], categories: [category] };
const annotation = { id: 1, image_id: 1, category_id: 1 };
const bbox = [1, 2, 3, 2];

/** Box of the only object. */
async function shapeOf(fields: object): Promise<unknown> {
  const { pictures } = await read({
    ...base,
    annotations: [{ ...annotation, ...fields }],
  });
  return pictures[0]?.objects[0]?.shape;
}

const box = { kind: "bndbox", xMin: 1, yMin: 2, xMax: 4, yMax: 4 };

describe("COCO", () => {
  it("needs neither info nor licenses, and takes its lists in any order", async () => {
    const { pictures, problems } = await read({
      annotations: [{ ...annotation, bbox }],
      ...base,
    });
    expect(problems).toEqual([]);
    expect(pictures).toMatchObject([
      {
        name: "a/1.jpg",
        size: { width: 10, height: 5 },
        objects: [{ name: "cat", shape: box }],
      },
    ]);
  });

  it("takes ids of any kind, with gaps, and keeps the order of the categories", async () => {
    const { pictures, classes, problems } = await read({
      categories: [
        { id: "z", name: "zebra" },
        { id: 90, name: "ape" },
        { id: 7, name: 5 },
      ],
      images: [
        { id: "img-1", file_name: "1.jpg" },
        { id: 40, file_name: "2.jpg" },
      ],
      annotations: [
        { image_id: "img-1", category_id: "z", bbox },
        { image_id: "40", category_id: 90, bbox },
        { image_id: 40, category_id: "7", bbox },
      ],
    });
    expect(problems).toEqual([]);
    expect(classes).toEqual(["zebra", "ape", "5"]);
    expect(
      pictures.map(({ objects }) => objects.map(({ name }) => name)),
    ).toEqual([["zebra"], ["ape", "5"]]);
  });

  it("reads polygons, and boxes where the segmentation is none", async () => {
    const corners = [0, 0, 4, 0, 4.5, 3];
    expect(await shapeOf({ bbox, segmentation: [corners] })).toEqual({
      kind: "polygon",
      points: [
        { x: 0, y: 0 },
        { x: 4, y: 0 },
        { x: 4.5, y: 3 },
      ],
    });
    for (const segmentation of [
      [],
      [[]],
      null,
      undefined,
      [corners, corners],
      [[0, 0, 1, 1]],
    ])
      expect(await shapeOf({ bbox, segmentation })).toEqual(box);
  });

  it("takes the box of a mask, packed or not, as it is given or as the mask says", async () => {
    const masks = [
      { size: [5, 10], counts: [7, 2, 3, 2, 3, 2, 31] },
      { size: [5, 10], counts: "723000O1" },
    ];
    expect(await shapeOf({ bbox, segmentation: masks[0] })).toEqual(box);
    expect(await shapeOf({ segmentation: masks[0] })).toEqual(box);
    const { problems } = await read({
      ...base,
      annotations: [{ ...annotation, bbox, segmentation: masks[1] }],
    });
    expect(problems).toEqual([
      "coco.rle `annotations[0].segmentation` is a mask; its box is taken",
    ]);
  });

  it("keeps iscrowd, attributes and scores", async () => {
    const { pictures } = await read({
      ...base,
      annotations: [
        {
          ...annotation,
          bbox,
          iscrowd: 1,
          score: 0.5,
          attributes: { occluded: true, x: 1, y: "hello", no: null },
        },
      ],
    });
    expect(pictures[0]?.objects[0]).toMatchObject({
      occluded: true,
      confidence: 0.5,
      attributes: { iscrowd: "1", x: "1", y: "hello" },
    });
  });

  it("names what is wrong by its path, and reads the rest", async () => {
    const { pictures, problems } = await read({
      categories: [category, { id: 2 }, "x"],
      images: [image, { id: 2 }, { ...image }, null],
      annotations: [
        { ...annotation, bbox: [1, 2, 3] },
        { ...annotation, bbox: ["1", 2, 3, 2] },
        { ...annotation, category_id: 9, bbox },
        { ...annotation, image_id: 9, bbox },
        "nonsense",
        { ...annotation, bbox },
      ],
    });
    expect(pictures.flatMap(({ objects }) => objects)).toHaveLength(1);
    expect(problems.map((text) => text.split(" must")[0])).toEqual([
      "coco.category `categories[1]`",
      "coco.category `categories[2]`",
      "coco.image `images[1]`",
      "coco.image `images[2].id` is used twice",
      "coco.image `images[3]`",
      "coco.bbox `annotations[0]`",
      "coco.bbox `annotations[1]`",
      "coco.bbox `annotations[4]`",
      "coco.category_id `annotations[2].category_id` names no category",
      "coco.image_id `annotations[3].image_id` names no image",
    ]);
  });

  it("leaves boxes of negative size to whoever decides about exchanged corners", async () => {
    expect(await shapeOf({ bbox: [4, 5, -3, -2] })).toEqual({
      kind: "bndbox",
      xMin: 4,
      yMin: 5,
      xMax: 1,
      yMax: 3,
    });
  });

  it("reads what it can of a file that is cut off", async () => {
    const text = JSON.stringify({
      ...base,
      annotations: [{ ...annotation, bbox }],
    });
    const { pictures, problems } = await read(text.slice(0, -2));
    expect(pictures[0]?.objects).toHaveLength(1);
    expect(problems[0]).toMatch(/^json.end/);
  });

  it("is written with categories counted from 1 in the order of the classes", async () => {
    const writer = new CocoWriter();
    writer.add("1.jpg", { width: 10, height: 5 }, [], () => 1);
    const file = JSON.parse(await writer.blob(["b", "a"]).text()) as object;
    expect(file).toMatchObject({
      categories: [
        { id: 1, name: "b" },
        { id: 2, name: "a" },
      ],
      images: [{ id: 1, file_name: "1.jpg", width: 10, height: 5 }],
      annotations: [],
    });
  });
});

describe("run-length masks", () => {
  it("unpack to their runs", () => {
    // Packed by the rule of the format: 5 bits a character, differences from the third run on.
    expect(unpackRuns("723000O1")).toEqual([7, 2, 3, 2, 3, 2, 2, 3]);
    expect(unpackRuns("")).toEqual([]);
    expect(unpackRuns("P1")).toEqual([32]);
  });

  it("have the box of their ones", () => {
    expect(maskBox({ size: [5, 10], counts: [0, 50] })).toEqual({
      xMin: 0,
      yMin: 0,
      xMax: 10,
      yMax: 5,
    });
    expect(maskBox({ size: [5, 10], counts: [11, 1] })).toEqual({
      xMin: 2,
      yMin: 1,
      xMax: 3,
      yMax: 2,
    });
    expect(maskBox({ size: [5, 10], counts: [3, 4] })).toEqual({
      xMin: 0,
      yMin: 0,
      xMax: 2,
      yMax: 5,
    });
    for (const wrong of [
      null,
      {},
      { size: [0, 0], counts: [0, 1] },
      { size: [5, 5], counts: [25] },
      { size: [5, 5], counts: ["1"] },
    ])
      expect(maskBox(wrong)).toBeNull();
  });
});

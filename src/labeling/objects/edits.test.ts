import { describe, expect, test } from "vitest";
import type { Shape } from "#core/shape.ts";
import type { LabelingType } from "#labeling/contract.ts";
import type { LabelId } from "#core/ids.ts";
import type { LabelingItem } from "#core/labeling-job.ts";
import {
  addObjects,
  confirmObjects,
  drawn,
  flagObjects,
  objectsIn,
  objectsWithin,
  orderAfter,
  relabelObjects,
  removeObjects,
  reorder,
  reshape,
  saysNone,
  setAttribute,
  toggleNone,
} from "./edits.ts";
import { contentAfter } from "#labeling/item-change.ts";
import { objectCodec } from "./object-type.ts";
import type { LabeledObjects } from "./object.ts";

const cat = "cat" as LabelId;
const dog = "dog" as LabelId;
const box = (xMin: number) =>
  ({ kind: "bndbox", xMin, yMin: 0, xMax: xMin + 10, yMax: 5 }) as const;
const [a, b, c] = [0, 20, 40].map((x) => drawn(cat, box(x))) as [
  ReturnType<typeof drawn>,
  ReturnType<typeof drawn>,
  ReturnType<typeof drawn>,
];

const item = (
  objects: LabeledObjects["objects"],
  state: LabelingItem["state"] = "labeled",
) =>
  ({
    state,
    annotation: { objects, extra: { "annotated-by": "human" } },
  }) as unknown as LabelingItem;

const after = (change: ReturnType<ReturnType<typeof addObjects>>) =>
  change?.annotation as LabeledObjects;

describe("objects", () => {
  test("are added behind the others, and what else was said is kept", () => {
    const made = after(addObjects([b])(item([a])));
    expect(made.objects).toEqual([a, b]);
    expect(made.extra).toEqual({ "annotated-by": "human" });
  });

  test("are added to a picture that has none", () => {
    const empty = { annotation: null, state: "unlabeled" } as LabelingItem;
    expect(objectsIn(empty)).toEqual([]);
    expect(after(addObjects([a])(empty)).objects).toEqual([a]);
  });

  test("keep their places when some go", () => {
    expect(after(removeObjects(new Set([1]))(item([a, b, c]))).objects).toEqual(
      [a, c],
    );
  });

  test("lose the model's confidence when a person changes them", () => {
    const sure = { ...a, confidence: 0.9 };
    const moved = after(reshape(new Map([[0, box(7)]]))(item([sure, b])));
    expect(moved.objects[0]).toEqual({ ...a, shape: box(7) });
    expect(moved.objects[1]).toBe(b);
    const named = after(relabelObjects(new Set([0]), dog)(item([sure])));
    expect(named.objects[0]).toEqual({ ...a, label: dog });
  });

  test("are marked, and given attributes", () => {
    const marked = after(
      flagObjects(new Set([1]), "occluded", true)(item([a, b])),
    );
    expect(marked.objects.map(({ occluded }) => occluded)).toEqual([
      false,
      true,
    ]);
    const set = setAttribute(new Set([0]), "colour", "red");
    const red = after(set(item([a]))).objects;
    expect(red[0]?.attributes).toEqual({ colour: "red" });
    const none = setAttribute(new Set([0]), "colour", null);
    expect(after(none(item(red))).objects[0]?.attributes).toEqual({});
  });

  test("change their order", () => {
    expect(orderAfter(4, new Set([0, 2]), "front")).toEqual([1, 3, 0, 2]);
    const made = after(reorder(new Set([2]), "back")(item([a, b, c])));
    expect(made.objects).toEqual([c, a, b]);
  });
});

describe("a proposed picture", () => {
  test("stays one until it is confirmed", () => {
    const proposed = item([a], "to_be_confirmed");
    expect(addObjects([b])(proposed)?.state).toBe("to_be_confirmed");
    expect(confirmObjects(proposed)).toEqual({ state: "labeled" });
    expect(confirmObjects(item([a]))).toBeNull();
  });

  test("is unlabeled when its last object goes", () => {
    const proposed = item([a], "to_be_confirmed");
    expect(removeObjects(new Set([0]))(proposed)?.state).toBeUndefined();
  });
});

describe("a picture without objects", () => {
  const codec = objectCodec({
    manifestType: "objects",
    holds: (shape): shape is Shape => shape !== null,
    takesRegions: false,
    instead: () => null,
  }) as LabelingType;
  const stateWith = (annotation: LabeledObjects) =>
    contentAfter(
      codec,
      item([]),
      { annotation },
      { by: "human", at: 0, confidence: null },
    ).state;

  test("is labeled by saying so, and no longer when the mark is taken back", () => {
    const marked = after(toggleNone(item([], "unlabeled")));
    expect(stateWith(marked)).toBe("labeled");
    const back = after(toggleNone({ ...item([]), annotation: marked }));
    expect(back).toEqual(item([]).annotation);
    expect(stateWith(back)).toBe("unlabeled");
  });

  test("has some when one is drawn, and must have none to be marked", () => {
    const marked = after(toggleNone(item([])));
    const one = after(addObjects([a])({ ...item([]), annotation: marked }));
    expect(saysNone({ annotation: one })).toBe(false);
    expect(toggleNone(item([a]))).toBeNull();
  });
});

describe("objects from a larger picture", () => {
  const size = { width: 100, height: 80 };
  const within = (shape: Shape): Shape[] =>
    objectsWithin([drawn(cat, shape)], size).map((object) => object.shape);
  const triangle = (x: number): Shape => ({
    kind: "polygon",
    points: [
      { x, y: 10 },
      { x: x + 40, y: 10 },
      { x, y: 60 },
    ],
  });

  test("are cut, and left out where they lie wholly outside", () => {
    expect(within(triangle(80))).toEqual([
      {
        kind: "polygon",
        points: [
          { x: 80, y: 10 },
          { x: 100, y: 10 },
          { x: 80, y: 60 },
        ],
      },
    ]);
    expect(within(triangle(100))).toEqual([]);
    expect(within(triangle(300))).toEqual([]);
    expect(
      within({
        kind: "mask",
        x: 120,
        y: 5,
        width: 4,
        height: 2,
        counts: "025O",
      }),
    ).toEqual([]);
  });

  test("points on the edge stay, those beyond it go", () => {
    const point = (x: number): Shape => ({ kind: "point", point: { x, y: 5 } });
    expect(within(point(100))).toEqual([point(100)]);
    expect(within(point(101))).toEqual([]);
  });
});

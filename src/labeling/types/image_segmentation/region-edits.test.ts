import { describe, expect, test } from "vitest";
import type { LabelId } from "#core/ids.ts";
import type { RegionShape } from "#core/shape.ts";
import { drawn } from "#labeling/objects/edits.ts";
import { chosenRegions, metRegions, withPieces } from "./region-edits.ts";

const square = (x: number, y: number, side: number): RegionShape => ({
  kind: "polygon",
  points: [
    { x, y },
    { x: x + side, y },
    { x: x + side, y: y + side },
    { x, y: y + side },
  ],
});
const cat = "cat" as LabelId;
const objects = [0, 100, 200].map((x) => ({
  ...drawn(cat, square(x, 0, 50)),
  confidence: 0.9,
}));
const [, , locked] = objects;
const regions = (...selected: number[]) => ({
  objects,
  selected: new Set(selected),
  isFree: (object: unknown) => object !== locked,
});
const at = (xMin: number, xMax: number) => ({ xMin, xMax, yMin: 10, yMax: 20 });
const places = (found: readonly (readonly [number, unknown])[]): number[] =>
  found.map(([index]) => index);

describe("what a tool works on", () => {
  test("where nothing is selected, only what it meets, and nothing locked", () => {
    expect(places(metRegions(regions(), at(20, 30)))).toEqual([0]);
    expect(places(metRegions(regions(), at(20, 220)))).toEqual([0, 1]);
    expect(places(metRegions(regions(), at(60, 90)))).toEqual([]);
  });

  test("what is selected and met; of a locked selection nothing", () => {
    expect(places(metRegions(regions(1), at(20, 220)))).toEqual([1]);
    expect(places(metRegions(regions(1), at(20, 30)))).toEqual([]);
    expect(places(metRegions(regions(2), at(20, 220)))).toEqual([]);
    expect(places(chosenRegions(regions()))).toEqual([]);
    expect(places(chosenRegions(regions(2, 1, 0)))).toEqual([0, 1]);
  });
});

describe("what comes of it", () => {
  const halves = [square(0, 0, 25), square(25, 0, 25)];

  test("is not selected where nothing was", () => {
    const next = withPieces(regions(), [[0, halves]]);
    expect(next.objects.map(({ shape }) => shape)).toEqual([
      ...halves,
      objects[1]?.shape,
      objects[2]?.shape,
    ]);
    expect(next.objects.map(({ confidence }) => confidence)).toEqual([
      null,
      null,
      0.9,
      0.9,
    ]);
    expect(next.selected).toEqual([]);
  });

  test("is selected where it was, with what stayed as it is", () => {
    expect(withPieces(regions(0, 2), [[0, halves]]).selected).toEqual([
      0, 1, 3,
    ]);
    expect(withPieces(regions(0, 2), [[0, []]]).selected).toEqual([1]);
  });
});

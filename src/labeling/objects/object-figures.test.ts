import { describe, expect, test } from "vitest";
import type { LabelId } from "#core/ids.ts";
import { drawn } from "./edits.ts";
import { FigureCounter, MAP_SIDE, median } from "./object-figures.ts";

const cat = "cat" as LabelId;
const dog = "dog" as LabelId;
const box = (
  label: LabelId,
  x: number,
  y: number,
  width: number,
  height = 10,
) =>
  drawn(label, {
    kind: "bndbox",
    xMin: x,
    yMin: y,
    xMax: x + width,
    yMax: y + height,
  });
const size = { width: 240, height: 120 };

describe("the figures of objects", () => {
  test("count objects, pictures and labels; empty pictures do not count", () => {
    const counter = new FigureCounter();
    counter.add(
      [box(cat, 0, 0, 5), box(dog, 0, 0, 5), box(dog, 9, 9, 5)],
      null,
    );
    counter.add([box(dog, 0, 0, 5)], null);
    counter.add([], size);
    const found = counter.figures();
    expect(found).toMatchObject({ pictures: 2, objects: 4, most: 3 });
    expect([...found.perLabel]).toEqual([
      [dog, 3],
      [cat, 1],
    ]);
  });

  test("tell small, medium and large boxes by their area", () => {
    const counter = new FigureCounter();
    counter.add(
      [
        box(cat, 0, 0, 31, 33),
        box(cat, 0, 0, 32, 32),
        box(cat, 0, 0, 96, 96),
        drawn(cat, { kind: "point", point: { x: 3, y: 3 } }),
      ],
      null,
    );
    expect(counter.figures()).toMatchObject({ small: 2, medium: 1, large: 1 });
  });

  test("say where boxes lie, as shares of their pictures", () => {
    const counter = new FigureCounter();
    counter.add([box(cat, 230, 100, 10, 20), box(cat, 200, 0, 500, 4)], size);
    const { map, across, down, aspect } = counter.figures();
    expect(across).toEqual([0, 0, 2]);
    expect(down).toEqual([1, 0, 1]);
    expect(aspect).toBe(2);
    expect(map[MAP_SIDE ** 2 - 1]).toBe(1);
    expect(map[MAP_SIDE - 1]).toBe(1);
    expect(map[0]).toBe(0);
    // The first box covers one column and, from 100 to 120 of 120, the last four rows.
    expect(map.filter((_, i) => i % MAP_SIDE === MAP_SIDE - 1)).toEqual([
      1,
      ...Array.from({ length: 19 }, () => 0),
      1,
      1,
      1,
      1,
    ]);
  });

  test("keep some of many objects, the same ones each time", () => {
    const count = () => {
      const counter = new FigureCounter();
      for (let i = 0; i < 5000; i += 1) counter.add([box(cat, 0, 0, i)], null);
      return counter.figures();
    };
    const { dots, objects } = count();
    expect([dots.length, objects]).toEqual([3000, 5000]);
    expect(count().dots).toEqual(dots);
    const late = dots.filter(({ width }) => width >= 2500).length;
    expect(late).toBeGreaterThan(1300);
    expect(late).toBeLessThan(1700);
  });

  test("the median is the middle, or between the two in the middle", () => {
    expect([median([3, 1, 2]), median([4, 1, 2, 3]), median([])]).toEqual([
      2, 2.5, 0,
    ]);
  });
});

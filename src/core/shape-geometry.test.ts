import { describe, expect, it } from "vitest";
import { type Random, seededRandom } from "./random.ts";
import type { Shape } from "./shape.ts";
import {
  areaOf,
  boundsOf,
  clampShape,
  containsPoint,
  distanceToOutline,
  isWorthKeeping,
  moveTogether,
  roundShape,
  translate,
} from "./shape-geometry.ts";
import { handlesOf, moveHandle, withoutVertex } from "./shape-handles.ts";

const size = { width: 400, height: 300 };
const everywhere = { xMin: -1e6, yMin: -1e6, xMax: 1e6, yMax: 1e6 };

/** Shapes of every kind, in the picture. */
function someShapes(random: Random): Shape[] {
  const point = () => ({ x: random() * 400, y: random() * 300 });
  const [a, b] = [point(), point()];
  return [
    { kind: "point", point: a },
    { kind: "line", from: a, to: b, isDashed: random() < 0.5 },
    {
      kind: "bndbox",
      xMin: Math.min(a.x, b.x),
      yMin: Math.min(a.y, b.y),
      xMax: Math.max(a.x, b.x),
      yMax: Math.max(a.y, b.y),
    },
    {
      kind: "polygon",
      points: Array.from({ length: 3 + random() * 9 }, point),
    },
    { kind: "circle", center: a, radius: random() * 80 },
  ];
}

const many = (check: (shape: Shape, random: Random) => void): void => {
  const random = seededRandom(11);
  for (let i = 0; i < 100; i += 1)
    for (const shape of someShapes(random)) check(shape, random);
};

describe("shapes", () => {
  it("have the areas of school", () => {
    const square: Shape = {
      kind: "bndbox",
      xMin: 1,
      yMin: 2,
      xMax: 4,
      yMax: 6,
    };
    expect(areaOf(square)).toBe(12);
    const triangle = [
      { x: 0, y: 0 },
      { x: 4, y: 0 },
      { x: 0, y: 3 },
    ];
    expect(areaOf({ kind: "polygon", points: triangle })).toBe(6);
    expect(
      areaOf({ kind: "circle", center: { x: 9, y: 9 }, radius: 2 }),
    ).toBeCloseTo(12.566, 3);
  });

  it("know what lies in them and how far their outline is", () => {
    const points = [
      { x: 0, y: 0 },
      { x: 10, y: 0 },
      { x: 10, y: 10 },
      { x: 5, y: 4 },
      { x: 0, y: 10 },
    ];
    const notched: Shape = { kind: "polygon", points };
    expect(containsPoint(notched, { x: 5, y: 3 })).toBe(true);
    expect(containsPoint(notched, { x: 5, y: 7 })).toBe(false);
    expect(distanceToOutline(notched, { x: 5, y: 2 })).toBe(2);
    const line: Shape = {
      kind: "line",
      from: { x: 0, y: 0 },
      to: { x: 10, y: 0 },
      isDashed: false,
    };
    expect(distanceToOutline(line, { x: 5, y: 3 })).toBe(3);
    expect(distanceToOutline(line, { x: 13, y: 4 })).toBe(5);
  });

  it("lie in their bounds", () =>
    many((shape, random) => {
      const at = { x: random() * 400, y: random() * 300 };
      const { xMin, yMin, xMax, yMax } = boundsOf(shape);
      if (containsPoint(shape, at))
        expect(
          at.x >= xMin && at.x <= xMax && at.y >= yMin && at.y <= yMax,
        ).toBe(true);
    }));

  it("keep area and distance when they move, and come back", () =>
    many((shape) => {
      const moved = translate(shape, 64, -32);
      expect(areaOf(moved)).toBeCloseTo(areaOf(shape), 5);
      const back = boundsOf(translate(moved, -64, 32));
      expect(back.xMin).toBeCloseTo(boundsOf(shape).xMin, 6);
      expect(back.yMax).toBeCloseTo(boundsOf(shape).yMax, 6);
    }));

  it("stay in the picture however far they are moved together", () =>
    many((shape, random) => {
      const other = someShapes(random)[2];
      const shapes = other ? [shape, other] : [shape];
      const by = { x: random() * 2000 - 1000, y: random() * 2000 - 1000 };
      const moved = moveTogether(shapes, by, size);
      for (const one of moved) {
        const clamped = boundsOf(clampShape(one, size));
        expect(clamped.xMin).toBeCloseTo(boundsOf(one).xMin, 6);
        expect(clamped.yMax).toBeCloseTo(boundsOf(one).yMax, 6);
      }
      const shift = (i: number) =>
        boundsOf(moved[i] ?? shape).xMin - boundsOf(shapes[i] ?? shape).xMin;
      if (other) expect(shift(0)).toBeCloseTo(shift(1), 6);
    }));

  it("that lie outside come nearer, not further", () => {
    const outside: Shape = {
      kind: "bndbox",
      xMin: -20,
      yMin: 10,
      xMax: 30,
      yMax: 20,
    };
    const [left] = moveTogether([outside], { x: -9, y: 0 }, size);
    const [right] = moveTogether([outside], { x: 9, y: 0 }, size);
    expect([
      left && boundsOf(left).xMin,
      right && boundsOf(right).xMin,
    ]).toEqual([-20, -11]);
  });

  it("too thin to see are not worth keeping", () => {
    expect(
      isWorthKeeping({ kind: "bndbox", xMin: 5, yMin: 5, xMax: 5.9, yMax: 90 }),
    ).toBe(false);
    expect(isWorthKeeping({ kind: "point", point: { x: 0, y: 0 } })).toBe(true);
    many((shape) => {
      if (shape.kind === "polygon") expect(isWorthKeeping(shape)).toBe(true);
    });
  });

  it("are rounded to tenths", () => {
    expect(
      roundShape({
        kind: "circle",
        center: { x: 1.23, y: 4.56 },
        radius: 7.89,
      }),
    ).toEqual({
      kind: "circle",
      center: { x: 1.2, y: 4.6 },
      radius: 7.9,
    });
  });
});

describe("handles", () => {
  const options = { within: everywhere, room: 0 };

  it("lie on the outline, and one that goes nowhere changes nothing but a middle's new point", () =>
    many((shape) => {
      for (const handle of handlesOf(shape, options)) {
        expect(distanceToOutline(shape, handle.at)).toBeCloseTo(0, 5);
        const same = moveHandle(shape, handle, handle.at, {
          width: 1e4,
          height: 1e4,
        });
        if (handle.at.x >= 0 && handle.at.y >= 0)
          expect(areaOf(same)).toBeCloseTo(areaOf(shape), 3);
      }
    }));

  it("moved anywhere leave a shape whose minimum is below its maximum, in the picture", () =>
    many((shape, random) => {
      if (shape.kind === "circle") return;
      const to = { x: random() * 900 - 250, y: random() * 900 - 250 };
      for (const handle of handlesOf(shape, options)) {
        const { xMin, yMin, xMax, yMax } = boundsOf(
          moveHandle(shape, handle, to, size),
        );
        expect(xMin >= 0 && yMin >= 0 && xMax <= 400 && yMax <= 300).toBe(true);
        expect(xMin <= xMax && yMin <= yMax).toBe(true);
      }
    }));

  it("number eight on a box with room, four on a small one", () => {
    const box: Shape = { kind: "bndbox", xMin: 0, yMin: 0, xMax: 50, yMax: 50 };
    expect(handlesOf(box, { within: everywhere, room: 40 })).toHaveLength(8);
    expect(handlesOf(box, { within: everywhere, room: 60 })).toHaveLength(4);
  });

  it("a polygon keeps three points", () => {
    const points = [
      { x: 0, y: 0 },
      { x: 4, y: 0 },
      { x: 4, y: 3 },
      { x: 0, y: 3 },
    ];
    const shape: Shape = { kind: "polygon", points };
    const three = withoutVertex(shape, 1);
    expect(three).toEqual({
      kind: "polygon",
      points: [points[0], points[2], points[3]],
    });
    expect(three && withoutVertex(three, 0)).toBeNull();
    expect(withoutVertex(shape, 9)).toBeNull();
  });
});

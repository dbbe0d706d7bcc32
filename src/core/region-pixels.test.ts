import { describe, expect, test } from "vitest";
import type { Point } from "./geometry.ts";
import { maskOf, spansOf } from "./mask.ts";
import { outlineOfSpans } from "./mask-outline.ts";
import { spansOfRings, spansOfStroke } from "./rasterize.ts";
import { redrawn } from "./redraw-border.ts";
import { packRuns, unpackRuns } from "./run-codes.ts";
import { areaOf } from "./shape-geometry.ts";
import {
  intersected,
  rowOf,
  spannedArea,
  type Spans,
  STRIDE,
  subtracted,
  united,
  unitedAll,
} from "./spans.ts";

const size = { width: 40, height: 30 };
let seed = 1;
const random = (most: number): number => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return Math.floor((seed / 2 ** 32) * most);
};

/** The set as bits, to compare with. */
const bitsOf = (spans: Spans): Uint8Array => {
  const bits = new Uint8Array(size.width * size.height);
  for (let i = 0; i < spans.length; i += 2) {
    const [from = 0, to = 0] = [spans[i], spans[i + 1]];
    const begin = rowOf(from) * size.width + (from % STRIDE);
    bits.fill(1, begin, begin + to - from);
  }
  return bits;
};
const spansOfBits = (bits: Uint8Array): Spans =>
  unitedAll(
    [...bits.keys()]
      .filter((i) => bits[i])
      .map((i) => {
        const place = Math.floor(i / size.width) * STRIDE + (i % size.width);
        return [place, place + 1];
      }),
  );
const noise = (share: number): Uint8Array =>
  Uint8Array.from({ length: size.width * size.height }, () =>
    random(100) < share ? 1 : 0,
  );

describe("sets of pixels", () => {
  test("are united, subtracted and intersected as bits are", () => {
    for (let round = 0; round < 20; round += 1) {
      const [a, b] = [noise(50), noise(20 + round)];
      const [x, y] = [spansOfBits(a), spansOfBits(b)];
      expect(bitsOf(united(x, y))).toEqual(
        a.map((bit, i) => bit | (b[i] ?? 0)),
      );
      expect(bitsOf(subtracted(x, y))).toEqual(
        a.map((bit, i) => (bit && !b[i] ? 1 : 0)),
      );
      expect(bitsOf(intersected(x, y))).toEqual(
        a.map((bit, i) => bit & (b[i] ?? 0)),
      );
    }
  });

  test("come back from run-length codes, noise and all", () => {
    for (const share of [1, 30, 50, 99]) {
      const spans = spansOfBits(noise(share));
      const mask = maskOf(spans);
      expect(mask && spansOf({ ...mask })).toEqual(spans);
      expect(mask && areaOf(mask)).toBe(spannedArea(spans));
    }
    expect(maskOf([])).toBeNull();
  });

  test("come back from their outlines, with pixels that touch at corners", () => {
    for (const share of [10, 50, 90]) {
      const spans = spansOfBits(noise(share));
      const rings = outlineOfSpans(spans);
      expect(spansOfRings(rings, size)).toEqual(spans);
    }
  });
});

test("run-length codes are packed as COCO packs them", () => {
  const runs = [7, 2, 3, 2, 3, 2, 2, 3, 0, 100_000, 1];
  expect(unpackRuns(packRuns(runs))).toEqual(runs);
  expect(packRuns([7, 2, 3, 2, 3, 2, 2, 3])).toBe("723000O1");
});

test("a brush covers exactly the pixels whose middles it passes", () => {
  const way: Point[] = [
    { x: 5, y: 6 },
    { x: 30.5, y: 9 },
    { x: 30.5, y: 24 },
    { x: 12, y: 24 },
  ];
  const radius = 4.3;
  const expected = Uint8Array.from(
    { length: size.width * size.height },
    (_, i) => {
      const [x, y] = [(i % size.width) + 0.5, Math.floor(i / size.width) + 0.5];
      const away = way.slice(1).map((to, n) => {
        const from = way[n] ?? to;
        const [dx, dy] = [to.x - from.x, to.y - from.y];
        const t = Math.min(
          1,
          Math.max(
            0,
            ((x - from.x) * dx + (y - from.y) * dy) / (dx * dx + dy * dy),
          ),
        );
        return Math.hypot(x - from.x - t * dx, y - from.y - t * dy);
      });
      return Math.min(...away) < radius ? 1 : 0;
    },
  );
  expect(bitsOf(spansOfStroke(way, radius, size))).toEqual(expected);
  const dab = spannedArea(spansOfStroke([{ x: 20, y: 15 }], 8, size));
  expect(dab / (Math.PI * 64)).toBeCloseTo(1, 1);
});

test("a border is drawn anew between two places; the shorter way goes", () => {
  const square = {
    kind: "polygon" as const,
    points: [
      { x: 10, y: 10 },
      { x: 30, y: 10 },
      { x: 30, y: 30 },
      { x: 10, y: 30 },
    ],
  };
  // A bump of 10 x 5 on the upper side, drawn from either end.
  const bump = [
    { x: 15, y: 9.5 },
    { x: 15, y: 5 },
    { x: 25, y: 5 },
    { x: 25, y: 9.5 },
  ];
  for (const path of [bump, bump.toReversed()]) {
    const next = redrawn(square, path);
    expect(next && areaOf(next)).toBeCloseTo(450, 6);
  }
  // A corner cut off.
  const corner = redrawn(square, [
    { x: 20, y: 10 },
    { x: 10, y: 20 },
  ]);
  expect(corner && areaOf(corner)).toBeCloseTo(350, 6);
});

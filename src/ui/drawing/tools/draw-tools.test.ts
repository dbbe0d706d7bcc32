import { describe, expect, it } from "vitest";
import type { Shape } from "#core/shape.ts";
import { type Spot, SurfaceDriver } from "../testing/surface-driver.ts";
import type { PointerKind } from "../surface-input.ts";
import type { DrawToolId } from "./tool.ts";

const pointers: readonly PointerKind[] = ["mouse", "touch", "pen"];
const p = (x: number, y: number) => ({ x, y });

const box: Shape = { kind: "bndbox", xMin: 50, yMin: 40, xMax: 150, yMax: 100 };
const polygon: Shape = {
  kind: "polygon",
  points: [p(50, 50), p(150, 50), p(100, 150)],
};
const circle: Shape = { kind: "circle", center: p(100, 100), radius: 50 };
const line = (isDashed: boolean): Shape => ({
  kind: "line",
  from: p(50, 50),
  to: p(150, 90),
  isDashed,
});

/** Places to tap one after the other -> what must be drawn. */
const byTaps: readonly (readonly [DrawToolId, readonly Spot[], Shape])[] = [
  [
    "bndbox",
    [
      [150, 40],
      [50, 100],
    ],
    box,
  ],
  [
    "polygon",
    [
      [50, 50],
      [150, 50],
      [100, 150],
      [50, 50],
    ],
    polygon,
  ],
  [
    "circle",
    [
      [100, 100],
      [150, 100],
    ],
    circle,
  ],
  [
    "line",
    [
      [50, 50],
      [150, 90],
    ],
    line(false),
  ],
  [
    "dashed",
    [
      [50, 50],
      [150, 90],
    ],
    line(true),
  ],
  ["point", [[120, 80]], { kind: "point", point: p(120, 80) }],
];

/** Way of one drag -> what must be drawn. */
const byDrag: readonly (readonly [DrawToolId, readonly Spot[], Shape])[] = [
  [
    "bndbox",
    [
      [150, 40],
      [100, 90],
      [50, 100],
    ],
    box,
  ],
  [
    "circle",
    [
      [100, 100],
      [120, 100],
      [150, 100],
    ],
    circle,
  ],
  [
    "line",
    [
      [50, 50],
      [90, 70],
      [150, 90],
    ],
    line(false),
  ],
  [
    "dashed",
    [
      [50, 50],
      [90, 70],
      [150, 90],
    ],
    line(true),
  ],
  [
    "point",
    [
      [90, 90],
      [110, 85],
      [120, 80],
    ],
    { kind: "point", point: p(120, 80) },
  ],
];

describe.each(pointers)("drawing by %s", (pointer) => {
  it.each(byTaps)("%s by taps", (tool, spots, shape) => {
    const hand = new SurfaceDriver(tool);
    for (const at of spots) hand.tap(pointer, at).wait(400);
    expect(hand.drawn).toEqual([shape]);
    expect(hand.state.draft).toBeNull();
  });

  it.each(byDrag)("%s by a drag", (tool, way, shape) => {
    const hand = new SurfaceDriver(tool).drag(pointer, way);
    expect(hand.drawn).toEqual([shape]);
    expect(hand.state.draft).toBeNull();
  });

  it("a polygon's points by drags, each placed where it is let go", () => {
    const hand = new SurfaceDriver("polygon")
      .drag(pointer, [
        [10, 10],
        [50, 50],
      ])
      .drag(pointer, [
        [140, 90],
        [150, 50],
      ])
      .drag(pointer, [
        [90, 90],
        [100, 150],
      ])
      .tell({ kind: "finish" });
    expect(hand.drawn).toEqual([polygon]);
  });

  it("a double tap closes a polygon without a second point there", () => {
    const hand = new SurfaceDriver("polygon");
    for (const at of [
      [50, 50],
      [150, 50],
      [100, 150],
    ] as const)
      hand.wait(400).tap(pointer, at);
    hand.tap(pointer, [101, 150]);
    expect(hand.drawn).toEqual([polygon]);
  });
});

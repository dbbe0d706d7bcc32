import { afterEach, beforeEach, expect, test } from "vitest";
import {
  callbacks,
  drawn,
  makeHost,
  pixel,
  pointer,
  removeHost,
  setUp,
  settled,
} from "./testing/surface-page.svelte.ts";

beforeEach(makeHost);
afterEach(removeHost);

test("a part of a border drawn anew is seen while the hand is still down", async () => {
  const corners = [
    { x: 100, y: 100 },
    { x: 200, y: 100 },
    { x: 200, y: 200 },
    { x: 100, y: 200 },
  ];
  await setUp("redraw", [drawn(7, { kind: "polygon", points: corners })], {
    selected: new Set([7]),
  });
  const strength = (at: readonly [number, number]) => pixel(3, at)[3] ?? 0;
  /** Within the area that is added, beside the line of the hand. */
  const added = [150, 220] as const;
  pointer("pointerdown", "mouse", [120, 200]);
  pointer("pointermove", "mouse", [120, 240]);
  await settled();
  expect(strength(added)).toBe(0);
  pointer("pointermove", "mouse", [180, 240]);
  pointer("pointermove", "mouse", [180, 200]);
  await settled();
  expect(strength(added)).toBeGreaterThan(0);
  expect(strength([150, 150])).toBeGreaterThan(0);
  expect(callbacks.onreshape).not.toHaveBeenCalled();

  // The border is taken back to where the hand is now.
  pointer("pointermove", "mouse", [180, 210]);
  pointer("pointerup", "mouse", [180, 200]);
  expect(callbacks.onreshape).toHaveBeenCalledOnce();
});

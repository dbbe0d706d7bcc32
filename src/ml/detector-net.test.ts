import { expect, it } from "vitest";
import { relabeledWeights, type DetectorWeights } from "./detector-net.ts";

const WIDTH = 4;
/** Numbers of the joining layers and the two convolutions before the last layer. */
const SHARED =
  192 * WIDTH + WIDTH + (96 * WIDTH + WIDTH) + 2 * (9 * WIDTH * WIDTH + WIDTH);

it("a head for other labels keeps what it knows of those that stay, and of boxes", () => {
  const head = Float32Array.from(
    { length: SHARED + (WIDTH + 1) * 6 },
    (_, i) => 1000 + i,
  );
  const before: DetectorWeights = {
    labels: 2,
    width: WIDTH,
    deep: new Float32Array(3),
    head,
  };
  // Label 0 now is label 1 before, label 1 is new, label 0 before is gone.
  const after = relabeledWeights(before, [1, -1, 0], 1);
  expect(after.labels).toBe(3);
  expect(after.head.subarray(0, SHARED)).toEqual(head.subarray(0, SHARED));
  expect(after.head).toHaveLength(SHARED + (WIDTH + 1) * 7);
  for (let row = 0; row <= WIDTH; row += 1) {
    const now = after.head.subarray(SHARED + row * 7, SHARED + (row + 1) * 7);
    const then = head.subarray(SHARED + row * 6, SHARED + (row + 1) * 6);
    expect([now[0], now[2]]).toEqual([then[1], then[0]]);
    expect([...now.subarray(3)]).toEqual([...then.subarray(2)]);
    expect(Math.abs(now[1] ?? NaN)).toBeLessThan(10);
  }
});

import { expect, test } from "vitest";
import { blend } from "./blend.ts";
import { softmax } from "./softmax-head.ts";

test("the weighted mean of probabilities", () => {
  const sure = Float32Array.of(Math.log(0.9), Math.log(0.1));
  const unsure = Float32Array.of(Math.log(0.4), Math.log(0.6));
  const mixed = softmax(
    blend(
      [sure, unsure],
      [
        { share: 0.75, temperature: 1 },
        { share: 0.25, temperature: 1 },
      ],
    ),
  );
  expect(mixed[0]).toBeCloseTo(0.75 * 0.9 + 0.25 * 0.4, 5);
});

test("each member's temperature is its own", () => {
  const scores = Float32Array.of(4, 0);
  const [cool, warm] = [1, 4].map((temperature) =>
    softmax(blend([scores], [{ share: 1, temperature }])),
  );
  expect(cool?.[0]).toBeCloseTo(0.982, 3);
  expect(warm?.[0]).toBeCloseTo(0.731, 3);
});

test("what no member thinks possible stays finite", () => {
  const scores = Float32Array.of(1000, 0);
  expect(
    blend([scores], [{ share: 1, temperature: 1 }]).every(Number.isFinite),
  ).toBe(true);
});

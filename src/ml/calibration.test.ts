import { expect, test } from "vitest";
import { seededRandom } from "#core/random.ts";
import { fitTemperature } from "./calibration.ts";
import { softmax } from "./softmax-head.ts";

/** Scores whose true probabilities are softmax(scores / temperature). */
function drawn(temperature: number, count: number) {
  const random = seededRandom(1);
  const scores = Array.from({ length: count }, () =>
    Float32Array.from({ length: 3 }, () => random() * 6),
  );
  const labels = scores.map((row) => {
    const [a = 0, b = 0] = softmax(row, temperature);
    const dice = random();
    return dice < a ? 0 : dice < a + b ? 1 : 2;
  });
  return { scores, labels };
}

test.each([0.5, 1, 3])("finds temperature %d again", (temperature) => {
  const { scores, labels } = drawn(temperature, 4000);
  const found = fitTemperature(scores, labels);
  expect(found / temperature).toBeGreaterThan(0.9);
  expect(found / temperature).toBeLessThan(1.1);
});

test("stays within its bounds when every answer is right", () => {
  const found = fitTemperature([Float32Array.of(5, 0)], [0]);
  expect(found).toBeGreaterThanOrEqual(0.05);
  expect(found).toBeLessThan(0.5);
});

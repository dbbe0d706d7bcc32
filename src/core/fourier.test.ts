import { expect, it } from "vitest";
import { Fourier } from "./fourier.ts";

it("finds each wave of a mixture at its frequency", () => {
  const size = 64;
  const values = Float32Array.from(
    { length: size },
    (_, i) =>
      0.5 +
      Math.cos((2 * Math.PI * 5 * i) / size) +
      2 * Math.sin((2 * Math.PI * 20 * i) / size),
  );
  const power = new Float32Array(size / 2 + 1);
  new Fourier(size).power(values, power);
  const expected = new Map([
    [0, 32 ** 2],
    [5, 32 ** 2],
    [20, 64 ** 2],
  ]);
  power.forEach((value, i) =>
    expect(value, String(i)).toBeCloseTo(expected.get(i) ?? 0, 2),
  );
});

it("agrees with the sum that it is short for", () => {
  const size = 32;
  const values = Float32Array.from({ length: size }, (_, i) =>
    Math.sin(i * i * 0.7),
  );
  const power = new Float32Array(size / 2 + 1);
  new Fourier(size).power(values, power);
  power.forEach((found, k) => {
    let [real, imaginary] = [0, 0];
    values.forEach((value, i) => {
      real += value * Math.cos((2 * Math.PI * k * i) / size);
      imaginary += value * Math.sin((2 * Math.PI * k * i) / size);
    });
    expect(found).toBeCloseTo(real ** 2 + imaginary ** 2, 4);
  });
});

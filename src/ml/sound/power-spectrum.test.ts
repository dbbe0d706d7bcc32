import { describe, expect, test } from "vitest";
import { seededRandom } from "#core/random.ts";
import { PowerSpectrum } from "./power-spectrum.ts";

/** The definition, term by term. */
function slow(frame: Float32Array): number[] {
  return Array.from({ length: frame.length / 2 + 1 }, (_, k) => {
    let [re, im] = [0, 0];
    frame.forEach((value, i) => {
      const angle = (-2 * Math.PI * k * i) / frame.length;
      re += value * Math.cos(angle);
      im += value * Math.sin(angle);
    });
    return re * re + im * im;
  });
}

describe("power spectrum", () => {
  test.each([4, 8, 64])("of %i values is what the definition says", (size) => {
    const random = seededRandom(size);
    const frame = Float32Array.from({ length: size }, () => random() - 0.5);
    const found = new PowerSpectrum(size).of(frame);
    slow(frame).forEach((value, k) => expect(found[k]).toBeCloseTo(value, 8));
  });

  test("of a cosine is one line", () => {
    const frame = Float32Array.from({ length: 16 }, (_, i) =>
      Math.cos((2 * Math.PI * 3 * i) / 16),
    );
    const found = Array.from(new PowerSpectrum(16).of(frame), (value) =>
      Math.round(value),
    );
    expect(found).toEqual([0, 0, 0, 64, 0, 0, 0, 0, 0]);
  });

  test("sizes that are no power of two are refused", () => {
    expect(() => new PowerSpectrum(400)).toThrow(RangeError);
  });
});

import { describe, expect, test } from "vitest";
import { hertzOf, melBands, melOf } from "./mel-bands.ts";

describe("mel bands", () => {
  test("the scale of HTK: 1000 Hz is about 1000 mel", () => {
    expect(melOf(1000)).toBeCloseTo(999.986, 3);
    expect(melOf(700)).toBeCloseTo(2595 * Math.log10(2), 9);
    expect(hertzOf(melOf(440))).toBeCloseTo(440, 9);
  });

  test("two bands of a spectrum of eight bins, by hand", () => {
    // 0 to 4000 Hz is 0 to 2146.065 mel: edges at 0, 715.355, 1430.710 and 2146.065 mel, which are
    // 0, 620.568, 1791.291 and 3999.9 Hz; bins are 500 Hz apart.
    const [low, high] = melBands(8000, 16, 2, 0);
    expect(low?.first).toBe(0);
    expect(Array.from(low?.weights ?? [])).toEqual([
      0,
      expect.closeTo(500 / 620.568, 3),
      expect.closeTo((1791.291 - 1000) / (1791.291 - 620.568), 3),
      expect.closeTo((1791.291 - 1500) / (1791.291 - 620.568), 3),
    ]);
    expect(high?.first).toBe(2);
    expect(high?.weights[1]).toBeCloseTo(
      (1500 - 620.568) / (1791.291 - 620.568),
      3,
    );
  });
});

import { describe, expect, test } from "vitest";
import {
  parts,
  SOUND_VIEWS,
  soundFeatures,
  statistics,
  viewLength,
} from "./sound-features.ts";
import {
  stretchOf,
  thinnedWindows,
  windowFor,
  windowsOf,
} from "./sound-windows.ts";

const ramp = (frames: number, bands: number, level = 0) => ({
  frames,
  bands,
  values: Float32Array.from(
    { length: frames * bands },
    (_, at) => level + Math.floor(at / bands) / frames + (at % bands) / bands,
  ),
});

describe("features of a stretch", () => {
  test("statistics of two columns, by hand", () => {
    const values = Float32Array.of(0, 5, 1, 5, 3, 5);
    const found = statistics({ frames: 3, width: 2, values });
    const wanted = [
      [4 / 3, 5],
      [Math.sqrt(14 / 9), 0],
      [0.5, 0],
      [0.2, 5],
      [2.6, 5],
    ].flat();
    wanted.forEach((value, i) => expect(found[i]).toBeCloseTo(value, 5));
  });

  test("parts are means where frames are many, and lines between them where few", () => {
    const many = {
      frames: 5,
      width: 1,
      values: Float32Array.of(1, 2, 3, 4, 5),
    };
    // 2.5 frames each: (1 + 2 + 3 / 2) / 2.5 and (3 / 2 + 4 + 5) / 2.5.
    expect(Array.from(parts(many, 2), (v) => Math.round(v * 1000))).toEqual([
      1800, 4200,
    ]);
    const few = { frames: 2, width: 1, values: Float32Array.of(0, 4) };
    expect(Array.from(parts(few, 4))).toEqual([0, 1, 3, 4]);
  });

  test.each(SOUND_VIEWS)("%s has as many numbers as it says", (view) => {
    expect(soundFeatures(ramp(30, 40), view)).toHaveLength(
      viewLength(view, 40),
    );
    expect(soundFeatures(ramp(1, 64), view)).toHaveLength(viewLength(view, 64));
  });

  test("how loud a call was recorded does not change the run of its shape", () => {
    const outline = (level: number) =>
      soundFeatures(ramp(30, 40, level), "shape").slice(100);
    const [quiet, loud] = [outline(0), outline(3)];
    quiet.forEach((value, i) => expect(loud[i]).toBeCloseTo(value, 3));
  });

  test("silence around a call is cut off", () => {
    const call = ramp(20, 40, 10);
    const around = {
      frames: 60,
      bands: 40,
      values: new Float32Array(60 * 40).fill(-9),
    };
    around.values.set(call.values, 20 * 40);
    expect(soundFeatures(around, "shape").at(-1)).toBeCloseTo(Math.log(20), 5);
  });
});

describe("windows", () => {
  test("are as long as nine clips of ten, within limits", () => {
    expect(windowFor([0.4, 0.5, 0.3])).toBe(1);
    expect(windowFor([2, 2, 3, 60])).toBe(3);
    expect(windowFor([60, 90])).toBe(10);
  });

  test("cover a long recording to its end, overlapping by half or more", () => {
    expect(windowsOf(140, 1, 0.01)).toEqual([{ from: 0, count: 140 }]);
    expect(windowsOf(230, 1, 0.01)).toEqual([
      { from: 0, count: 100 },
      { from: 43, count: 100 },
      { from: 87, count: 100 },
      { from: 130, count: 100 },
    ]);
  });

  test("are thinned evenly", () => {
    const all = windowsOf(1050, 1, 0.01);
    const some = thinnedWindows(all, 4);
    expect(some).toHaveLength(4);
    expect(some[0]?.from).toBeGreaterThan(0);
    expect(thinnedWindows(all.slice(0, 3), 4)).toEqual(all.slice(0, 3));
  });

  test("a stretch holds its own frames", () => {
    const stretch = stretchOf(ramp(10, 2), { from: 4, count: 2 });
    expect(stretch.values).toEqual(ramp(10, 2).values.slice(8, 12));
  });
});

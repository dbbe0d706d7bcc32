import { describe, expect, it } from "vitest";
import { soundColumns } from "./sound-columns.ts";
import { partsOfSound, type SoundParts } from "./sound-parts.ts";

const RATE = 16_000;
const BANDS = 32;
const wave = (seconds: number, value: (at: number) => number): Float32Array =>
  Float32Array.from({ length: seconds * RATE }, (_, i) => value(i / RATE));
const tone = (hertz: number) => (at: number) =>
  0.5 * Math.sin(2 * Math.PI * hertz * at);
const parts = (...channels: Float32Array[]): SoundParts =>
  partsOfSound({ rate: RATE, channels });

const loudest = (values: Uint8Array, column: number): number => {
  const own = [...values.subarray(column * BANDS, (column + 1) * BANDS)];
  return own.indexOf(Math.max(...own));
};

describe("columns of a recording", () => {
  it("hold its lowest and highest values", async () => {
    const values = wave(1, (at) => (at < 0.5 ? -0.25 : at < 0.75 ? 0.5 : 0));
    const { least, most } = await soundColumns(parts(values), 4, BANDS);
    expect([...least]).toEqual([-0.25, -0.25, 0.5, 0]);
    expect([...most]).toEqual([-0.25, -0.25, 0.5, 0]);
  });

  it("hold the middle of all channels", async () => {
    const values = parts(
      wave(1, () => 0.5),
      wave(1, () => -0.25),
    );
    const { most } = await soundColumns(values, 2, BANDS);
    expect([...most]).toEqual([0.125, 0.125]);
  });

  it("show low tones in low bands and high tones in high ones, when they sound", async () => {
    const values = wave(2, (at) => tone(at < 1 ? 200 : 6000)(at));
    const { loudness } = await soundColumns(parts(values), 10, BANDS);
    expect(loudest(loudness, 1)).toBeLessThan(6);
    expect(loudest(loudness, 8)).toBeGreaterThan(24);
    expect(Math.max(...loudness)).toBe(255);
  });

  it("are dark where there is silence", async () => {
    const half = wave(2, (at) => (at < 1 ? 0 : tone(1000)(at)));
    const { loudness } = await soundColumns(parts(half), 10, BANDS);
    expect(Math.max(...loudness.subarray(0, 4 * BANDS))).toBe(0);
    const silent = await soundColumns(parts(new Float32Array(RATE)), 4, BANDS);
    expect(Math.max(...silent.loudness)).toBe(0);
  });

  it("exist for less sound than there are columns", async () => {
    const values = Float32Array.of(0.25, 0.5, -0.5, 0.75);
    const { most } = await soundColumns(parts(values), 8, BANDS);
    expect([...most]).toEqual([0.25, 0.25, 0.5, 0.5, -0.5, -0.5, 0.75, 0.75]);
  });

  it("of a long recording are read in parts", async () => {
    const frames = 1800 * RATE;
    let [largest, read] = [0, 0];
    const long: SoundParts = {
      rate: RATE,
      channels: 1,
      frames,
      read: async (from, count) => {
        const length = Math.min(count, frames - from);
        largest = Math.max(largest, length);
        read += length;
        const values = new Float32Array(length).fill(from > frames / 2 ? 1 : 0);
        return { rate: RATE, channels: [values] };
      },
    };
    const { most } = await soundColumns(long, 16, BANDS);
    expect([...most.slice(0, 8)]).toEqual(Array.from({ length: 8 }, () => 0));
    expect(most[15]).toBe(1);
    expect(largest).toBeLessThan(RATE * 60);
    expect(read).toBeLessThan(frames * 1.2);
  });
});

import { describe, expect, test } from "vitest";
import { MonoReader } from "./mono-reader.ts";

const tone = (rate: number, hertz: number, seconds = 0.5): Float32Array =>
  Float32Array.from({ length: rate * seconds }, (_, i) =>
    Math.sin((2 * Math.PI * hertz * i) / rate),
  );

const strongest = (values: Float32Array): number =>
  values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

describe("mono reader", () => {
  test("channels are averaged", () => {
    const channels = [Float32Array.of(1, 0.5, -1), Float32Array.of(0, 0.5, 1)];
    const reader = new MonoReader({ rate: 8000, channels }, 8000);
    expect(Array.from(reader.read(-1, 5))).toEqual([0, 0.5, 0.5, 0, 0]);
  });

  test.each([
    [44_100, 16_000],
    [8000, 16_000],
    [48_000, 8000],
    [11_025, 16_000],
  ])("a tone of 1 kHz at %i Hz is the same tone at %i Hz", (from, to) => {
    const sound = { rate: from, channels: [tone(from, 1000)] };
    const reader = new MonoReader(sound, to);
    expect(reader.length).toBe(Math.round(((from * 0.5) | 0) * (to / from)));
    const found = reader.read(0, reader.length);
    const wanted = tone(to, 1000);
    const [begin, end] = [Math.round(to * 0.05), Math.round(to * 0.45)];
    for (let i = begin; i < end; i += 1)
      expect(Math.abs((found[i] ?? 0) - (wanted[i] ?? 0))).toBeLessThan(0.005);
  });

  test("what the lower rate cannot hold is gone instead of folded down", () => {
    const sound = { rate: 44_100, channels: [tone(44_100, 11_000)] };
    const reader = new MonoReader(sound, 16_000);
    const middle = reader.read(1000, reader.length - 2000);
    expect(strongest(middle)).toBeLessThan(0.001);
  });

  test("pieces are what the whole is", () => {
    const sound = { rate: 44_100, channels: [tone(44_100, 440)] };
    const reader = new MonoReader(sound, 16_000);
    const whole = reader.read(0, 3000);
    expect(reader.read(1234, 500)).toEqual(whole.slice(1234, 1734));
  });

  test("numbers that are not finite are silence", () => {
    const channels = [Float32Array.of(Number.NaN, Infinity, 0.25)];
    const reader = new MonoReader({ rate: 8000, channels }, 8000);
    expect(Array.from(reader.read(0, 3))).toEqual([0, 0, 0.25]);
  });

  test("numbers that no sound has are silence, and leave the other channel alone", () => {
    const channels = [
      Float32Array.of(1e20, -3e38, 0.5),
      Float32Array.of(0.5, 0.5, 0.5),
    ];
    const reader = new MonoReader({ rate: 8000, channels }, 8000);
    expect(Array.from(reader.read(0, 3))).toEqual([0.25, 0.25, 0.5]);
  });
});

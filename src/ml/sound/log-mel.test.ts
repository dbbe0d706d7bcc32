import { describe, expect, test } from "vitest";
import { FRAMING, logMel, secondsOf } from "./log-mel.ts";
import { melOf } from "./mel-bands.ts";

const SETTINGS = { rate: 8000, bands: 40, ...FRAMING };
const nothing = (): Promise<void> => Promise.resolve();
const tone = (hertz: number, seconds: number, loud = 0.5) => ({
  rate: 8000,
  channels: [
    Float32Array.from(
      { length: 8000 * seconds },
      (_, i) => loud * Math.sin((2 * Math.PI * hertz * i) / 8000),
    ),
  ],
});

describe("log-mel frames", () => {
  test("a tone is loudest in the band whose centre is nearest on the mel scale", async () => {
    const { frames, bands, values } = await logMel(
      tone(1000, 1),
      SETTINGS,
      nothing,
    );
    // (8000 - 200) / 80 steps, and the first frame.
    expect(frames).toBe(98);
    const middle = Array.from(values.slice(50 * bands, 51 * bands));
    const step = (melOf(4000) - melOf(50)) / 41;
    const wanted = Math.round((melOf(1000) - melOf(50)) / step) - 1;
    expect(middle.indexOf(Math.max(...middle))).toBe(wanted);
  });

  test("ten times as loud is ln(100) more in each band of the tone", async () => {
    const [quiet, loud] = [
      await logMel(tone(1000, 0.1, 0.05), SETTINGS, nothing),
      await logMel(tone(1000, 0.1, 0.5), SETTINGS, nothing),
    ];
    const at = quiet.values.indexOf(Math.max(...quiet.values));
    expect((loud.values[at] ?? 0) - (quiet.values[at] ?? 0)).toBeCloseTo(
      Math.log(100),
      3,
    );
  });

  test("silence is the floor, and less than a frame is one frame", async () => {
    const sound = { rate: 8000, channels: [new Float32Array(10)] };
    const { frames, values } = await logMel(sound, SETTINGS, nothing);
    expect(frames).toBe(1);
    expect(values[0]).toBeCloseTo(Math.log(1e-10), 4);
  });

  test("long sounds are read in pieces that fit together", async () => {
    const rests: number[] = [];
    const { frames, bands, values } = await logMel(
      tone(500, 12),
      SETTINGS,
      () => Promise.resolve(void rests.push(1)),
    );
    expect(rests).toHaveLength(Math.ceil(frames / 512));
    expect(secondsOf(frames, SETTINGS)).toBeCloseTo(12, 1);
    const seam = values.slice(511 * bands, 512 * bands);
    const after = values.slice(512 * bands, 513 * bands);
    // 500 Hz repeats every 16 samples, a hop is 80: all frames are alike.
    seam.forEach((value, b) => expect(after[b]).toBeCloseTo(value, 2));
  });
});

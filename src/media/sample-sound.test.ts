import { describe, expect, test } from "vitest";
import { readSound } from "./read-sound.ts";
import { makeSound, SOUND_LABELS } from "./sample-sound.ts";

const bytesOf = async (index: number, seed: number): Promise<Uint8Array> =>
  new Uint8Array(await makeSound(index, seed).recording.arrayBuffer());

describe("sounds of the sample project", () => {
  test("the same index and seed make the same file, others another", async () => {
    expect(await bytesOf(3, 7)).toEqual(await bytesOf(3, 7));
    expect(await bytesOf(7, 7)).not.toEqual(await bytesOf(3, 7));
    expect(await bytesOf(3, 8)).not.toEqual(await bytesOf(3, 7));
  });

  test("each is longer than a second, is heard and is not cut off", async () => {
    for (let index = 0; index < 24; index += 1) {
      const { label, recording } = makeSound(index, 7);
      expect(label).toBe(SOUND_LABELS[index % 4]);
      const { rate, channels } = await readSound(recording);
      const [values = new Float32Array()] = channels;
      expect(values.length / rate).toBeGreaterThan(1.5);
      const most = values.reduce((top, v) => Math.max(top, Math.abs(v)), 0);
      expect(most).toBeGreaterThan(0.05);
      const cut = values.filter((value) => Math.abs(value) > 0.999).length;
      expect(cut / values.length).toBeLessThan(0.01);
    }
  });
});

/** What happens to bad and unusual sound when it is imported, in this browser. */
import { beforeAll, describe, expect, test } from "vitest";
import { checkSound } from "#media/sound-check.ts";
import { readSound } from "#media/read-sound.ts";
import { writeWav } from "#media/wav-write.ts";
import { answerSoundRequests } from "#workers/decode-sound.client.ts";
import { oddWavs } from "../support/odd-wavs.table.ts";
import chirpUrl from "../data/sounds/chirp.webm?url";
import { tone } from "../support/tone.ts";

const listed = async (folder: string): Promise<string[]> =>
  (await (await fetch(`/dev-data/${folder}/`)).json()) as string[];
const read = async (path: string): Promise<Blob> =>
  (await fetch(`/dev-data/${path}`)).blob();
const [odd, esc] = [await listed("wav_oddities"), await listed("esc10")];
const wavs = odd.filter((path) => path.endsWith(".wav"));

beforeAll(answerSoundRequests);

describe.skipIf(odd.length === 0)("odd WAV files (test data at hand)", () => {
  test.each(wavs)("%s", async (path) => {
    const { sound, problems } = await checkSound(
      await read(`wav_oddities/${path}`),
      path,
    );
    const outcome = oddWavs[path] ?? "";
    if (!sound) {
      expect(problems).toEqual([
        expect.objectContaining({
          severity: "error",
          rule: "audio.damaged",
          file: path,
          message: outcome,
        }),
      ]);
      return;
    }
    const { codec, bits, channels, seconds, rate } = sound.media;
    const frames = Math.round(seconds * rate);
    expect(outcome).toContain(
      `${codec} ${String(bits)} bits, ${String(channels)} x ${String(frames)} at ${String(rate)} Hz`,
    );
    expect(problems).toEqual([]);
    const { mime, bytes } = sound.thumbnail;
    const picture = await createImageBitmap(new Blob([bytes], { type: mime }));
    expect([picture.width, picture.height]).toEqual([256, 160]);
  });
});

/** As the last page of an Ogg file says it. */
async function framesOf(file: Blob): Promise<number> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const page = new TextDecoder("latin1").decode(bytes).lastIndexOf("OggS");
  return new DataView(bytes.buffer).getUint32(page + 6, true);
}

describe.skipIf(esc.length === 0)("Ogg Vorbis (test data at hand)", () => {
  const clips = esc.filter((path) => path.endsWith(".ogg"));

  test("every clip is decoded at its own rate", async () => {
    expect(clips.length).toBeGreaterThan(100);
    for (const path of clips) {
      const file = await read(`esc10/${encodeURIComponent(path)}`);
      const { sound, problems } = await checkSound(file, path);
      expect(problems, path).toEqual([]);
      expect(sound?.media).toMatchObject({
        kind: "audio",
        codec: "Ogg Vorbis",
        rate: 44_100,
        channels: 1,
        bits: null,
      });
      const frames = await framesOf(file);
      const seconds = sound?.media.seconds ?? 0;
      expect(Math.round(seconds * 44_100), path).toBe(frames);
    }
  });

  test("a page that is asked twice answers both", async () => {
    const file = await read(`esc10/${encodeURIComponent(clips[0] ?? "")}`);
    const [first, second] = await Promise.all([
      readSound(file),
      readSound(file),
    ]);
    expect(first.channels[0]?.length).toBe(second.channels[0]?.length);
    expect(first.channels[0]?.some((value) => value > 0.01)).toBe(true);
  });
});

const rules = async (file: Blob, path: string): Promise<string[]> =>
  (await checkSound(file, path)).problems.map(({ rule }) => rule);

test("what is no sound, or not decoded, is refused by name", async () => {
  expect(await rules(new Blob([]), "a.wav")).toEqual(["audio.empty"]);
  expect(await rules(new Blob(["hello"]), "a.wav")).toEqual(["audio.unknown"]);
  const broken = new Blob([
    "OggS",
    new Uint8Array(24),
    "\x01vorbis",
    "x".repeat(50),
  ]);
  expect(await rules(broken, "a.ogg")).toEqual(["audio.undecodable"]);
  const large = new Blob(["OggS", new Uint8Array(17 * 2 ** 20)]);
  expect(await rules(large, "a.ogg")).toEqual(["audio.too_large"]);
});

test("what is odd but usable is told", async () => {
  const bytes = writeWav(tone({ seconds: 1 }));
  const cut = new Blob([bytes.slice(0, bytes.length - 1000)]);
  expect(await rules(cut, "a.wav")).toEqual(["audio.cut_off"]);
  expect(await rules(new Blob([bytes]), "a.mp3")).toEqual(["audio.suffix"]);
  const long = new Blob([writeWav(tone({ seconds: 300 }))]);
  expect(await rules(long, "a.wav")).toEqual(["audio.large"]);
});

test("a short WebM is decoded by the page, and heard as what it is", async () => {
  const file = await (await fetch(chirpUrl)).blob();
  const { sound, problems } = await checkSound(file, "chirp.webm");
  expect(problems).toEqual([]);
  expect(sound?.media.seconds).toBeCloseTo(2, 1);
  const { rate, channels } = await readSound(file);
  expect(channels).toHaveLength(1);
  // A tone that rises by 600 Hz a second from 200 Hz: its waves within a tenth of a second.
  const waves = (from: number): number => {
    const begin = Math.round(from * rate);
    const values = channels[0]?.subarray(begin, begin + rate / 10) ?? [];
    let [count, before] = [0, 0];
    for (const value of values) {
      if (before < 0 && value >= 0) count += 1;
      before = value;
    }
    return count;
  };
  expect(Math.abs(waves(0.5) - 53)).toBeLessThanOrEqual(2);
  expect(Math.abs(waves(1.5) - 113)).toBeLessThanOrEqual(2);
});

/** Long recordings that are not WAV: decoded packet by packet as they are read, by a thread, without a page. */
import { expect, it } from "vitest";
import { DecodedParts } from "#media/packets/decoded-parts.ts";
import { openPackets } from "#media/packets/open-packets.ts";
import { soundHead } from "#media/read-sound.ts";
import { checkSound } from "#media/sound-check.ts";
import { soundKind } from "#media/sound-kind.ts";
import { soundParts, type SoundParts } from "#media/sound-parts.ts";

const SECONDS = 2;
const KINDS = [
  ...["mp3", "ogg", "opus", "flac", "m4a", "aac", "webm"],
  // As a browser records it, the end not yet known.
  "live.webm",
  "vorbis.webm",
];
const files = import.meta.glob<string>("../data/sounds/*", {
  query: "?url",
  import: "default",
  eager: true,
});

async function chirp(kind: string): Promise<Blob> {
  const url = files[`../data/sounds/chirp.${kind}`] ?? "";
  return (await fetch(url)).blob();
}

/** What the files hold, as it was before it was compressed. */
const valueAt = (t: number): number =>
  0.5 *
  Math.sin(2 * Math.PI * t * (200 + 300 * t)) *
  (0.6 + 0.4 * Math.sin(6 * Math.PI * t));

async function decodedParts(file: Blob): Promise<SoundParts> {
  const kind = soundKind(await soundHead(file));
  const packets = kind && (await openPackets(file, kind));
  const parts = packets && (await DecodedParts.open(packets));
  if (!parts) throw new Error("not decoded");
  return parts;
}

const firstChannel = async (
  parts: SoundParts,
  from: number,
  count: number,
): Promise<Float32Array> =>
  (await parts.read(from, count)).channels[0] ?? new Float32Array();

/** How much alike a second in the middle is, -1 to 1, where it is most: decoders begin a little late. */
function likeness(values: Float32Array, rate: number): number {
  const whole = Array.from({ length: rate }, (_, i) => valueAt(0.5 + i / rate));
  let best = -1;
  for (let late = 0; late < rate / 8; late += 1) {
    const begin = Math.round(rate / 2) + late;
    let [both, own, other] = [0, 1e-9, 1e-9];
    whole.forEach((value, i) => {
      const decoded = values[begin + i] ?? 0;
      both += value * decoded;
      own += value ** 2;
      other += decoded ** 2;
    });
    best = Math.max(best, both / Math.sqrt(own * other));
  }
  return best;
}

/** The frames of the MP3 again and again. */
async function repeated(times: number): Promise<Blob> {
  const bytes = new Uint8Array(await (await chirp("mp3")).arrayBuffer());
  return new Blob(Array.from({ length: times }, () => bytes));
}

it.each(KINDS)("%s is what it was before it was compressed", async (kind) => {
  const parts = await decodedParts(await chirp(kind));
  const { rate, frames, channels } = parts;
  expect(channels).toBe(1);
  expect(frames / rate).toBeGreaterThan(SECONDS - 0.01);
  expect(frames / rate).toBeLessThan(SECONDS + 0.2);
  const values = await firstChannel(parts, 0, frames);
  expect(likeness(values, rate)).toBeGreaterThan(0.98);
});

it.each(KINDS)("%s can be read in pieces, and back", async (kind) => {
  const parts = await decodedParts(await chirp(kind));
  const whole = await firstChannel(parts, 0, parts.frames);
  for (const from of [0, 5000, 4000, 20_000, 0])
    expect(await firstChannel(parts, from, 7000)).toEqual(
      whole.slice(from, from + 7000),
    );
});

it("a damaged part costs itself", async () => {
  const bytes = new Uint8Array(await (await chirp("mp3")).arrayBuffer());
  const parts = await decodedParts(
    new Blob([bytes, new Uint8Array(3000).fill(0xff), bytes]),
  );
  const { frames, rate } = parts;
  expect(frames / rate).toBeGreaterThan(2 * SECONDS - 0.1);
  const second = await firstChannel(parts, Math.floor(frames / 2), frames);
  expect(likeness(second, rate)).toBeGreaterThan(0.95);
});

it("half an hour is looked at though no page decodes it whole", async () => {
  const { sound, problems } = await checkSound(await repeated(900), "long.mp3");
  expect(problems.map(({ rule }) => rule)).toEqual(["audio.large"]);
  expect(sound?.media.seconds).toBeGreaterThan(30 * 60);
  expect(sound?.media).toMatchObject({ codec: "MP3", rate: 16_000 });
});

it("the end of a long one sounds like its begin", async () => {
  const parts = await soundParts(await repeated(100));
  const period = Math.round(parts.frames / 100);
  const last = await firstChannel(parts, 99 * period, period);
  expect(likeness(last, parts.rate)).toBeGreaterThan(0.9);
});

it("WebM whose packets share blocks, or are changed once more, is left to the page", async () => {
  const bytes = new Uint8Array(await (await chirp("webm")).arrayBuffer());
  const kind = soundKind(bytes);
  if (!kind) throw new Error("no sound");
  // A block: its id, a size of one byte, the track, two bytes of time, and what tells of lacing.
  const block = bytes.findIndex(
    (byte, i) =>
      byte === 0xa3 && bytes[i + 2] === 0x81 && bytes[i + 5] === 0x80,
  );
  expect(block).toBeGreaterThan(0);
  const laced = bytes.slice();
  laced[block + 5] = 0x82;
  expect(await openPackets(new Blob([laced]), kind)).toBeNull();
  expect(await openPackets(new Blob([bytes]), kind)).not.toBeNull();
  expect(await openPackets(new Blob([bytes.slice(0, 90)]), kind)).toBeNull();
});

import { describe, expect, it } from "vitest";
import { number } from "../../tests/support/wav-bytes.ts";
import { readCompressed } from "./compressed-sound.ts";
import { soundLength } from "./sound-length.ts";

type Part = string | readonly number[];

const file = (...parts: readonly Part[]): Blob =>
  new Blob(
    parts.map((part) =>
      typeof part === "string" ? part : new Uint8Array(part),
    ),
  );
const zeros = (count: number): number[] =>
  Array.from({ length: count }, () => 0);

const oggPage = (granule: number, content: Part): Part[] => [
  "OggS",
  [0, 0],
  number(granule, 8),
  zeros(13),
  content,
];
const vorbis = [1, ..."vorbis"].map((one) =>
  typeof one === "string" ? one.charCodeAt(0) : one,
);
const ogg = (seconds: number): Blob =>
  file(
    ...oggPage(0, [...vorbis, ...zeros(4), 1, ...number(44_100, 4)]),
    zeros(300_000),
    ...oggPage(seconds * 44_100, zeros(100)),
  );
const opus = (seconds: number): Blob =>
  file(...oggPage(0, "OpusHead"), ...oggPage(seconds * 48_000, zeros(9)));
/** 44,100 Hz, two channels, 16 bits, then 36 bits of frames. */
const flac = (seconds: number): Blob =>
  file(
    "fLaC",
    zeros(14),
    number((44_100 * 2 ** 12 + 2 ** 9 + 15 * 2 ** 4) >>> 0, 4, true),
    number(seconds * 44_100, 4, true),
    zeros(100),
  );
const movie = (seconds: number, gap: number): Blob =>
  file(
    [0, 0, 0, 8],
    "ftypM4A ",
    zeros(gap),
    "mvhd",
    zeros(12),
    number(600, 4, true),
    number(seconds * 600, 4, true),
  );
/** 128 kbit, 44,100 Hz. */
const MP3 = [0xff, 0xfb, 0x90, 0];
const mp3 = (seconds: number): Blob => file(MP3, zeros(seconds * 16_000 - 4));
const counted = (seconds: number): Blob =>
  file(
    MP3,
    zeros(32),
    "Xing",
    [0, 0, 0, 1],
    number(Math.round((seconds * 44_100) / 1152), 4, true),
    zeros(500),
  );

describe("the length of compressed sound", () => {
  it.each<[string, (seconds: number) => Blob]>([
    ["Ogg Vorbis", ogg],
    ["Ogg Opus", opus],
    ["FLAC", flac],
    ["MPEG-4, facts in front", (seconds) => movie(seconds, 10)],
    ["MPEG-4, facts behind", (seconds) => movie(seconds, 500_000)],
    ["MP3 of one rate of bits", mp3],
    ["MP3 that counts its frames", counted],
  ])("%s", async (_name, made) => {
    expect(await soundLength(made(90))).toBeCloseTo(90, 1);
  });

  it("is not known where nothing says it", async () => {
    expect(await soundLength(file("RIFF"))).toBeNull();
    expect(await soundLength(file("OggS"))).toBeNull();
    expect(
      await soundLength(file(...oggPage(0, "OpusHead"), ...oggPage(-1, "x"))),
    ).toBeNull();
    expect(await soundLength(file([0xff, 0xf1], zeros(50)))).toBeNull();
  });

  it("above 20 minutes is refused before anything is decoded", async () => {
    await expect(readCompressed(opus(1260))).rejects.toMatchObject({
      code: "format",
      message: expect.stringContaining("lasts 21 min") as string,
      detail: { rule: "audio.too_long" },
    });
    await expect(readCompressed(opus(1190))).rejects.toMatchObject({
      code: "unsupported",
    });
  });

  it("where it is not known fewer bytes are taken", async () => {
    const adts = new Blob([
      Uint8Array.of(0xff, 0xf1),
      new Uint8Array(9 * 2 ** 20),
    ]);
    await expect(readCompressed(adts)).rejects.toMatchObject({
      detail: { rule: "audio.too_large" },
    });
  });
});

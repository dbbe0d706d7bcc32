import { describe, expect, it } from "vitest";
import {
  chunk,
  number,
  wavBytes,
  type WavParts,
} from "../../tests/support/wav-bytes.ts";
import { readSound } from "./read-sound.ts";
import { WavFile } from "./wav-file.ts";
import { writeWav } from "./wav-write.ts";

const blob = (bytes: Uint8Array<ArrayBuffer>): Blob => new Blob([bytes]);
const read = (parts: WavParts) => readSound(blob(wavBytes(parts)));
const values = async (parts: WavParts): Promise<number[][]> =>
  (await read(parts)).channels.map((channel) => [...channel]);
const numbers = (bytes: number, ...all: number[]): number[] =>
  all.flatMap((value) => number(value, bytes));
const floats = (wide: boolean, ...all: number[]): number[] => [
  ...new Uint8Array(
    wide ? new Float64Array(all).buffer : new Float32Array(all).buffer,
  ),
];
/** The rest of an extensible format part. */
const extensible = (valid: number, codec: number): number[] => [
  ...number(22, 2),
  ...number(valid, 2),
  ...number(3, 4),
  ...number(codec, 2),
  ...Array.from({ length: 14 }, () => 0),
];

describe("numbers of a WAV file", () => {
  it.each<[string, WavParts, number[]]>([
    ["8 bits", { bits: 8, data: [0, 128, 255] }, [-1, 0, 127 / 128]],
    ["16 bits", { data: numbers(2, -32_768, 16_384) }, [-1, 0.5]],
    ["24 bits", { bits: 24, data: numbers(3, -8_388_608, 1 << 22) }, [-1, 0.5]],
    ["32 bits", { bits: 32, data: numbers(4, -(2 ** 31), 2 ** 30) }, [-1, 0.5]],
    [
      "12 bits in the upper part of two bytes",
      { bits: 12, block: 2, data: numbers(2, -32_768, 16_384) },
      [-1, 0.5],
    ],
    [
      "24 bits in the upper part of four bytes",
      { bits: 24, block: 4, data: numbers(4, -(2 ** 31), 2 ** 30) },
      [-1, 0.5],
    ],
    [
      "24 bits in the lower part of four bytes",
      { bits: 24, block: 4, data: numbers(4, 0x800000, 1 << 22, 1) },
      [-1, 0.5, 1 / 8_388_608],
    ],
    [
      "float of 32 bits, beyond 1, and none",
      { tag: 3, bits: 32, data: floats(false, -0.25, 1.5, NaN) },
      [-0.25, 1.5, 0],
    ],
    [
      "float of 64 bits",
      { tag: 3, bits: 64, data: floats(true, -0.25, 0.75) },
      [-0.25, 0.75],
    ],
    [
      "extensible",
      { tag: 0xfffe, more: extensible(16, 1), data: numbers(2, 8192) },
      [0.25],
    ],
    [
      "extensible float",
      {
        tag: 0xfffe,
        bits: 32,
        more: extensible(32, 3),
        data: floats(false, 0.125),
      },
      [0.125],
    ],
    [
      "A-law",
      { tag: 6, bits: 8, data: [0xd5, 0x55, 0xaa, 0x2a] },
      [8 / 32_768, -8 / 32_768, 32_256 / 32_768, -32_256 / 32_768],
    ],
    [
      "mu-law",
      { tag: 7, bits: 8, data: [0xff, 0x80, 0x00] },
      [0, 32_124 / 32_768, -32_124 / 32_768],
    ],
    [
      "numbers with the highest byte first",
      { magic: "RIFX", data: [0x40, 0x00, 0x80, 0x00] },
      [0.5, -1],
    ],
  ])("%s", async (_name, parts, expected) => {
    const [channel] = await values(parts);
    expect(channel).toHaveLength(expected.length);
    expected.forEach((value, i) => expect(channel?.[i]).toBeCloseTo(value, 6));
  });

  it("of several channels are told apart", async () => {
    const data = numbers(2, 8192, -8192, 16_384, -16_384);
    expect(await values({ channels: 2, data })).toEqual([
      [0.25, 0.5],
      [-0.25, -0.5],
    ]);
    const six = numbers(2, 1, 2, 3, 4, 5, 6).map((byte) => byte);
    expect(await values({ channels: 6, data: six })).toHaveLength(6);
  });

  it("are read from where they are asked for", async () => {
    const data = numbers(2, ...Array.from({ length: 100 }, (_, i) => i * 256));
    const file = await WavFile.open(blob(wavBytes({ data })));
    const { channels } = await file.read(97, 10);
    expect([...(channels[0] ?? [])].map((value) => value * 128)).toEqual([
      97, 98, 99,
    ]);
    expect((await file.read(100, 1)).channels[0]).toHaveLength(0);
  });

  it("come back as they were written", async () => {
    const channels = [
      Float32Array.of(0, 0.5, -1, 2),
      Float32Array.of(0, 0, 0, -2),
    ];
    const sound = await readSound(blob(writeWav({ rate: 16_000, channels })));
    expect(sound.rate).toBe(16_000);
    expect(sound.channels.map((channel) => [...channel])).toEqual([
      [0, 0.5, -1, 32_767 / 32_768],
      [0, 0, 0, -1],
    ]);
  });
});

describe("parts of a WAV file", () => {
  const data = numbers(2, 8192, 8192);
  const half = [[0.25, 0.25]];

  it.each<[string, WavParts]>([
    ["other parts", { data, before: chunk("LIST", [1, 2, 3, 4]) }],
    [
      "a part of odd length",
      { data, before: [...chunk("junk", [1, 2, 3]), 0] },
    ],
    [
      "one without the byte after it",
      { data, before: chunk("junk", [1, 2, 3]) },
    ],
    ["a size that was never filled in", { data, saidBytes: 0xffffffff }],
    [
      "a size of nothing before sound",
      { data: numbers(2, 8192, 8192, 0, 0), saidBytes: 0 },
    ],
    ["a byte too many", { data: [...data, 7] }],
  ])("%s", async (_name, parts) => {
    const [channel] = await values(parts);
    expect(channel?.slice(0, 2)).toEqual(half[0]);
  });

  it("a size of 64 bits", async () => {
    const before = chunk("ds64", [
      ...number(72, 8),
      ...number(4, 8),
      ...number(2, 8),
      ...number(0, 4),
    ]);
    const parts = {
      magic: "RF64",
      before,
      data: [...data, 1, 2, 3, 4],
      saidBytes: 0xffffffff,
    };
    expect(await values(parts)).toEqual(half);
  });

  it("a tag in front of them", async () => {
    const tag = [
      0x49,
      0x44,
      0x33,
      4,
      0,
      0,
      0,
      0,
      1,
      2,
      ...Array.from({ length: 130 }, () => 9),
    ];
    const file = new Uint8Array([...tag, ...wavBytes({ data })]);
    const { channels } = await readSound(blob(file));
    expect(channels.map((channel) => [...channel])).toEqual(half);
  });

  it("a file that was cut off keeps what is there", async () => {
    const file = await WavFile.open(blob(wavBytes({ data, saidBytes: 100 })));
    expect(file.layout).toMatchObject({ frames: 2, missingBytes: 96 });
  });

  it.each<[string, Uint8Array<ArrayBuffer>, string, string]>([
    ["text", new Uint8Array([80, 80, 80]), "audio.damaged", "not WAV"],
    [
      "no data",
      wavBytes({ data }).slice(0, 36),
      "audio.damaged",
      "no data part",
    ],
    [
      "empty data",
      wavBytes({ data: [] }),
      "audio.damaged",
      "data part is empty",
    ],
    [
      "cut off in its first frame",
      wavBytes({ data: [1], saidBytes: 400 }),
      "audio.damaged",
      "should have 400 bytes and has 1",
    ],
    [
      "no channels",
      wavBytes({ data, channels: 0, block: 2 }),
      "audio.damaged",
      "0 channels",
    ],
    ["no rate", wavBytes({ data, rate: 0 }), "audio.damaged", "0 Hz"],
    ["no bits", wavBytes({ data, bits: 0 }), "audio.damaged", "0 bits"],
    [
      "float of 16 bits",
      wavBytes({ data, tag: 3 }),
      "audio.damaged",
      "Float with 16 bits",
    ],
    [
      "ADPCM",
      wavBytes({ data, tag: 2, bits: 4 }),
      "audio.codec",
      "Microsoft ADPCM",
    ],
    [
      "an unknown codec",
      wavBytes({ data, tag: 0x1234 }),
      "audio.codec",
      "0x1234",
    ],
  ])("%s is told", async (_name, bytes, rule, words) => {
    await expect(readSound(blob(bytes))).rejects.toMatchObject({
      code: "format",
      detail: { rule },
      message: expect.stringContaining(words) as string,
    });
  });
});

it("a recording that does not fit into memory is refused before it is read", async () => {
  const [rate, frames] = [8000, 2 ** 27 + 1];
  const header = wavBytes({ bits: 8, rate, data: [], saidBytes: frames });
  const long = new Blob([header, new Uint8Array(frames)]);
  await expect(readSound(long)).rejects.toMatchObject({
    code: "format",
    message: expect.stringMatching(/lasts 280 min.* at most 280 min/) as string,
    detail: { rule: "audio.too_long" },
  });
});

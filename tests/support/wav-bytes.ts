/** WAV files of every kind, written for tests byte by byte. */

const ascii = (text: string): number[] =>
  [...text].map((letter) => letter.charCodeAt(0));

export const number = (
  value: number,
  bytes: number,
  isBig = false,
): number[] => {
  const little = Array.from({ length: bytes }, (_, i) =>
    Number((BigInt.asUintN(64, BigInt(value)) >> BigInt(8 * i)) & 0xffn),
  );
  return isBig ? little.reverse() : little;
};

export interface WavParts {
  readonly magic?: string;
  readonly tag?: number;
  readonly channels?: number;
  readonly rate?: number;
  readonly bits?: number;
  readonly block?: number;
  /** After the first 16 bytes of the format part. */
  readonly more?: readonly number[];
  readonly before?: readonly number[];
  readonly data: readonly number[];
  readonly saidBytes?: number;
}

export const chunk = (
  name: string,
  content: readonly number[],
  { said = content.length, big = false } = {},
): number[] => [...ascii(name), ...number(said, 4, big), ...content];

/** A WAV file; what is not given is 16-bit PCM of one channel at 8000 Hz. */
export function wavBytes(parts: WavParts): Uint8Array<ArrayBuffer> {
  const {
    magic = "RIFF",
    tag = 1,
    channels = 1,
    rate = 8000,
    bits = 16,
  } = parts;
  const big = magic === "RIFX";
  const block = parts.block ?? channels * Math.ceil(bits / 8);
  const format = [
    ...number(tag, 2, big),
    ...number(channels, 2, big),
    ...number(rate, 4, big),
    ...number(rate * block, 4, big),
    ...number(block, 2, big),
    ...number(bits, 2, big),
    ...(parts.more ?? []),
  ];
  const said = parts.saidBytes ?? parts.data.length;
  const body = [
    ...ascii("WAVE"),
    ...(parts.before ?? []),
    ...chunk("fmt ", format, { big }),
    ...chunk("data", parts.data, { said, big }),
  ];
  return new Uint8Array([
    ...ascii(magic),
    ...number(magic === "RF64" ? 0xffffffff : body.length, 4, big),
    ...body,
  ]);
}

import type { Sound } from "#core/sound.ts";

const HEADER_BYTES = 44;

/** 16-bit PCM in a WAV file; values beyond -1 ... 1 are cut off. Source: Microsoft RIFF, WAVE. */
export function writeWav({ rate, channels }: Sound): Uint8Array<ArrayBuffer> {
  const frames = channels[0]?.length ?? 0;
  const frameBytes = channels.length * 2;
  const data = frames * frameBytes;
  const bytes = new Uint8Array(HEADER_BYTES + data);
  const view = new DataView(bytes.buffer);
  const text = (at: number, value: string): void =>
    bytes.set(new TextEncoder().encode(value), at);
  text(0, "RIFF");
  view.setUint32(4, HEADER_BYTES - 8 + data, true);
  text(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, channels.length, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate * frameBytes, true);
  view.setUint16(32, frameBytes, true);
  view.setUint16(34, 16, true);
  text(36, "data");
  view.setUint32(40, data, true);
  channels.forEach((values, channel) => {
    for (let i = 0; i < frames; i += 1) {
      const value = Math.round((values[i] ?? 0) * 32_768);
      const kept = Math.min(32_767, Math.max(-32_768, value));
      view.setInt16(HEADER_BYTES + i * frameBytes + channel * 2, kept, true);
    }
  });
  return bytes;
}

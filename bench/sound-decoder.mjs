/** Compressed sound to numbers, by the decoders of real Chromium. */
import { chromium } from "playwright-core";
import { args } from "./chromium.mjs";
import { executablePath } from "./executable.mjs";

const RATE = 44_100;

export async function soundDecoder() {
  const browser = await chromium.launch({ executablePath, args });
  const page = await browser.newPage();
  return {
    /** @returns one channel, as the product's `Sound`. */
    decode: async (bytes) => {
      const text = await page.evaluate(
        async ({ encoded, rate }) => {
          const file = Uint8Array.from(atob(encoded), (one) =>
            one.charCodeAt(0),
          );
          const context = new OfflineAudioContext(1, 1, rate);
          const sound = await context.decodeAudioData(file.buffer);
          const values = new Uint8Array(sound.getChannelData(0).slice().buffer);
          let result = "";
          for (let i = 0; i < values.length; i += 8192)
            result += String.fromCharCode(...values.subarray(i, i + 8192));
          return btoa(result);
        },
        { encoded: bytes.toString("base64"), rate: RATE },
      );
      const { buffer } = new Uint8Array(Buffer.from(text, "base64"));
      return { rate: RATE, channels: [new Float32Array(buffer)] };
    },
    close: () => browser.close(),
  };
}

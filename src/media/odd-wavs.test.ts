/** What becomes of each unusual and broken WAV file of the test data. */
import { openAsBlob, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { AppError } from "#core/errors.ts";
import { dataFolder, hasData } from "../../tests/support/data-folder.ts";
import { oddWavs } from "../../tests/support/odd-wavs.table.ts";
import { WavFile } from "./wav-file.ts";

const folder = join(dataFolder, "wav_oddities");

async function outcome(path: string): Promise<string> {
  const file = await openAsBlob(join(folder, path));
  try {
    const wav = await WavFile.open(file);
    const { codec, bits, rate, channels, frames } = wav.layout;
    const sound = await wav.read(0, 4);
    const last = sound.channels[0]?.at(-1) ?? 0;
    return `${codec} ${String(bits)} bits, ${String(channels)} x ${String(frames)} at ${String(rate)} Hz, ${last.toFixed(4)}`;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return error.message;
  }
}

describe.skipIf(!hasData)("odd WAV files (test data at hand)", () => {
  const files = hasData
    ? readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
        (path) => path.endsWith(".wav"),
      )
    : [];

  it("are all in the table", () => {
    expect(Object.keys(oddWavs).sort()).toEqual(files.sort());
  });

  it.each(files)("%s", async (path) => {
    expect(await outcome(path)).toBe(oddWavs[path]);
  });
});

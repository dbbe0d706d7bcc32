/** Folders of bad and unusual files through a whole import: each one is a sample, or what is wrong is told. */
import { beforeEach, describe, expect, it } from "vitest";
import { answerSoundRequests } from "#workers/decode-sound.client.ts";
import { outcomes } from "./odd-images.table.ts";
import { oddWavs } from "../support/odd-wavs.table.ts";
import { contentHash } from "#storage/content-hash.ts";
import { database } from "#storage/database.ts";
import {
  emptyDatabase,
  importFiles,
  newDataset,
} from "../support/stored-data.ts";

beforeEach(emptyDatabase);

const inFolder = async (folder: string): Promise<string[]> =>
  (await (await fetch(`/dev-data/${folder}/`)).json()) as string[];

async function imported(
  dataType: "image" | "audio",
  type: string,
  folder: string,
  paths: readonly string[],
) {
  const files = await Promise.all(
    paths.map(async (path) => ({
      path,
      file: await (
        await fetch(`/dev-data/${folder}/${encodeURIComponent(path)}`)
      ).blob(),
    })),
  );
  const made = await newDataset({ dataType, type });
  const { job, report } = await importFiles(made, files);
  expect(job.error).toBeNull();
  const chosen = report.formats.find(({ id }) => id === report.format);
  const problems = [...job.problems, ...(chosen?.problems ?? [])];
  const rows = await database.samples.toArray();
  const sampleOf = new Map(rows.map((row) => [row.hash, row]));
  const fates = new Map<string, { sample: boolean; rules: string[] }>();
  for (const { path, file } of files) {
    const sample = sampleOf.get(await contentHash(file));
    const rules = problems
      .filter((one) => one.file === path)
      .map(({ rule }) => rule);
    fates.set(path, { sample: sample !== undefined, rules });
  }
  return { job, rows, fates };
}

/** Neither a sample nor told of. */
const lost = (
  fates: ReadonlyMap<string, { sample: boolean; rules: string[] }>,
) =>
  [...fates]
    .filter(([, { sample, rules }]) => !sample && rules.length === 0)
    .map(([path]) => path);

const pictures = await inFolder("odd_images");
const wavs = await inFolder("wav_oddities");
const clips = await inFolder("esc10");

describe.skipIf(pictures.length === 0)(
  "odd pictures (test data at hand)",
  () => {
    it("none is lost without a word", async () => {
      const { fates, rows } = await imported(
        "image",
        "image_classification",
        "odd_images",
        pictures,
      );
      expect(fates.size).toBe(pictures.length);
      expect(lost(fates)).toEqual([]);
      for (const [path, outcome] of Object.entries(outcomes)) {
        const isSample = /^\d+x\d+/.test(outcome);
        expect(fates.get(path)?.sample, path).toBe(isSample);
        for (const rule of outcome.match(/image\.\w+/g) ?? [])
          expect(fates.get(path)?.rules, path).toContain(rule);
      }
      expect(rows.length).toBeGreaterThan(100);
    });
  },
);

describe.skipIf(wavs.length === 0)("odd sounds (test data at hand)", () => {
  it("none is lost without a word", async () => {
    answerSoundRequests();
    const { fates } = await imported(
      "audio",
      "sound_classification",
      "wav_oddities",
      wavs,
    );
    expect(lost(fates)).toEqual([]);
    for (const [path, outcome] of Object.entries(oddWavs))
      expect(fates.get(path)?.sample, path).toBe(/\d+ x \d+/.test(outcome));
  });
});

describe.skipIf(clips.length === 0)("esc10 (test data at hand)", () => {
  it("every clip comes", async () => {
    answerSoundRequests();
    const { fates, job } = await imported(
      "audio",
      "sound_classification",
      "esc10",
      clips,
    );
    expect(lost(fates)).toEqual([]);
    const sounds = clips.filter((path) => path.endsWith(".ogg"));
    for (const path of sounds) expect(fates.get(path)?.sample, path).toBe(true);
    expect(job.result).toMatchObject({ imported: sounds.length });
  });
});

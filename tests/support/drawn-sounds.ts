/** Sounds that need no file: each label is a way of sounding, each recording a variation of it. */
import type { BlobHash } from "../../src/core/ids.ts";
import { seededRandom, type Random } from "../../src/core/random.ts";
import type { Sound } from "../../src/core/sound.ts";
import type { TrainOptions } from "../../src/core/training.ts";
import type {
  ReadSound,
  TrainSample,
  TrainTask,
} from "../../src/labeling/learning-contract.ts";
import { memoryCache, patternReaders } from "./pattern-pictures.ts";

const RATE = 8000;

/** Value at a time in seconds, for a pitch in Hz. */
type Voice = (time: number, pitch: number, random: Random) => number;

const VOICES: Readonly<Record<string, Voice>> = {
  hum: (time, pitch) => Math.sin(2 * Math.PI * pitch * time),
  rising: (time, pitch) =>
    Math.sin(2 * Math.PI * pitch * (1 + 2 * time) * time),
  hiss: (_time, _pitch, random) => random() * 2 - 1,
  knocks: (time, pitch) =>
    Math.exp(-30 * (time % 0.25)) * Math.sin(2 * Math.PI * pitch * time),
};

export const drawnVoices = Object.keys(VOICES);

/** The blob's text names voice, variation and seconds; several, joined by `+`, follow each other. */
export const readDrawnSound: ReadSound = async (file) => {
  const text = await file.text();
  const parts = text.split("+").map((part): Float32Array => {
    const [name = "", number = "0", seconds = "1"] = part.split(" ");
    const voice = VOICES[name] ?? (() => 0);
    const random = seededRandom(Number(number) + 1);
    const [pitch, loud] = [200 + 200 * random(), 0.2 + 0.6 * random()];
    return Float32Array.from(
      { length: Math.round(RATE * Number(seconds)) },
      (_, i) =>
        loud * (voice(i / RATE, pitch, random) + 0.05 * (random() - 0.5)),
    );
  });
  const samples = Float32Array.from(parts.flatMap((part) => [...part]));
  return { rate: RATE, channels: [samples] } satisfies Sound;
};

/** @param groups words put into the names, one after the other. */
export const drawnSounds = (
  labels: readonly string[],
  perLabel: number,
  groups: readonly string[] = [],
): TrainSample[] =>
  labels.flatMap((label, kind) =>
    Array.from({ length: perLabel }, (_, i): TrainSample => {
      const group =
        groups.length > 0 ? `_${groups[i % groups.length] ?? ""}` : "";
      const text = `${label} ${String(i + 100 * kind)}`;
      return {
        id: text,
        hash: text as BlobHash,
        path: `${label}${group}_${String(i)}.wav`,
        width: null,
        height: null,
        labels: [label],
        usage: "TRAIN",
        read: () => Promise.resolve(new Blob([text])),
        decode: () => Promise.resolve(null),
      };
    }),
  );

export const drawnSoundTask = (
  samples: readonly TrainSample[],
  options: Partial<TrainOptions> = {},
  rest: Partial<TrainTask> = {},
): TrainTask => ({
  samples,
  options: {
    preference: "performance_first",
    maxMinutes: 60,
    seed: 1,
    backend: "auto",
    incrementalFrom: null,
    backbone: "",
    ...options,
  },
  resume: null,
  incrementalFrom: null,
  cache: memoryCache(),
  ...patternReaders,
  readSound: readDrawnSound,
  ...rest,
});

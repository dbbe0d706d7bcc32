/**
 * Recordings for the sample project of sounds, made by code: chirps, rain, knocking and hum, each one
 * with a pitch, a pace, a loudness and a room of its own. The same index and seed make the same sound.
 */
import { seededRandom, type Random } from "#core/random.ts";
import { between } from "./fruit-shapes.ts";
import { writeWav } from "./wav-write.ts";

export const SOUND_LABELS = ["chirps", "rain", "knocking", "hum"] as const;
export type SoundLabel = (typeof SOUND_LABELS)[number];

const RATE = 16_000;
const SECONDS = { least: 1.6, most: 2.8 };
const TURN = 2 * Math.PI;

/** Adds one voice to a recording. */
type Play = (sound: Float32Array, random: Random) => void;

const add = (sound: Float32Array, at: number, value: number): void => {
  if (at >= 0 && at < sound.length) sound[at] = (sound[at] as number) + value;
};

/** Short whistles that rise or fall, several in a row. */
const chirps: Play = (sound, random) => {
  const pitch = between(random, 2200, 4200);
  const bend = between(random, -900, 1600);
  const length = between(random, 0.06, 0.16) * RATE;
  const pause = between(random, 0.12, 0.4) * RATE;
  const wobble = between(random, 15, 40);
  for (let start = 0; start < sound.length; start += length + pause) {
    let phase = 0;
    const loud = between(random, 0.3, 0.6);
    for (let i = 0; i < length; i += 1) {
      const share = i / length;
      const flutter = 120 * Math.sin((TURN * wobble * i) / RATE);
      phase += (TURN * (pitch + bend * share + flutter)) / RATE;
      const value = loud * Math.sin(Math.PI * share) ** 2 * Math.sin(phase);
      add(sound, Math.round(start + i), value);
    }
  }
};

/** Noise that swells and falls, with single drops in front. */
const rain: Play = (sound, random) => {
  const soft = between(random, 0.3, 0.85);
  const loud = between(random, 0.08, 0.25);
  const swell = between(random, 0.1, 0.5);
  let smooth = 0;
  for (let i = 0; i < sound.length; i += 1) {
    smooth += (1 - soft) * (random() * 2 - 1 - smooth);
    const level = 1 + 0.4 * Math.sin((TURN * swell * i) / RATE);
    add(sound, i, loud * level * smooth * 3);
  }
  const drops = Math.round(between(random, 15, 60));
  for (let drop = 0; drop < drops; drop += 1) {
    const start = Math.floor(random() * sound.length);
    const pitch = between(random, 2000, 6000);
    for (let i = 0; i < 240; i += 1)
      add(
        sound,
        start + i,
        0.2 * Math.exp(-i / 40) * Math.sin((TURN * pitch * i) / RATE),
      );
  }
};

/** Knuckles on wood: a click and a dull tone, two to five at a time. */
const knocking: Play = (sound, random) => {
  const pitch = between(random, 120, 420);
  const gap = between(random, 0.14, 0.32) * RATE;
  const round = Math.round(between(random, 2, 5));
  const rest = between(random, 0.4, 0.9) * RATE;
  let start = between(random, 0, 0.3) * RATE;
  while (start < sound.length) {
    for (let knock = 0; knock < round; knock += 1, start += gap) {
      const loud = between(random, 0.4, 0.8);
      for (let i = 0; i < RATE / 5; i += 1) {
        const tone = Math.sin((TURN * pitch * i) / RATE);
        const click = (random() * 2 - 1) * Math.exp(-i / 30);
        const value = tone * Math.exp(-i / 500) + 0.6 * click;
        add(sound, Math.round(start + i), loud * value);
      }
    }
    start += rest;
  }
};

/** A machine: a low tone with overtones that beat against each other. */
const hum: Play = (sound, random) => {
  const pitch = between(random, 48, 130);
  const drift = between(random, 0.2, 2);
  const loud = between(random, 0.1, 0.35);
  const tones = Array.from({ length: 8 }, (_, i) => ({
    turns: (pitch * (i + 1) * between(random, 0.998, 1.002)) / RATE,
    share: between(random, 0.2, 1) / (i + 1),
  }));
  for (let i = 0; i < sound.length; i += 1) {
    const level = 1 + 0.2 * Math.sin((TURN * drift * i) / RATE);
    let value = 0;
    for (const { turns, share } of tones)
      value += share * Math.sin(TURN * turns * i);
    add(sound, i, loud * level * value);
  }
};

const PLAY: Readonly<Record<SoundLabel, Play>> = {
  chirps,
  rain,
  knocking,
  hum,
};

/** What any microphone hears besides: hiss, and another voice far away now and then. */
function surround(
  sound: Float32Array,
  label: SoundLabel,
  random: Random,
): void {
  const hiss = between(random, 0.001, 0.012);
  for (let i = 0; i < sound.length; i += 1)
    add(sound, i, hiss * (random() * 2 - 1));
  const others = SOUND_LABELS.filter((one) => one !== label);
  const other = others[Math.floor(random() * others.length)];
  if (!other || random() > 0.35) return;
  const far = new Float32Array(sound.length);
  PLAY[other](far, random);
  const distance = between(random, 0.02, 0.12);
  far.forEach((value, i) => add(sound, i, distance * value));
}

/** A 16-bit WAV file of about two seconds at 16 kHz, and what is heard. */
export function makeSound(
  index: number,
  seed: number,
): { label: SoundLabel; recording: Blob } {
  const random = seededRandom(seed * 7919 + index * 104_729);
  const label = SOUND_LABELS[index % SOUND_LABELS.length] ?? "hum";
  const seconds = between(random, SECONDS.least, SECONDS.most);
  const sound = new Float32Array(Math.round(seconds * RATE));
  PLAY[label](sound, random);
  surround(sound, label, random);
  const bytes = writeWav({ rate: RATE, channels: [sound] });
  return { label, recording: new Blob([bytes], { type: "audio/wav" }) };
}

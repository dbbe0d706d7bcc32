/** The development sets of sounds, and the groups that are left out of them. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Spoken digits: `digit_speaker_take.wav`. */
export function readDigits(folder) {
  const recordings = join(folder, "fsdd", "recordings");
  return readdirSync(recordings)
    .filter((name) => name.endsWith(".wav"))
    .map((name) => ({
      path: name,
      label: name.split("_")[0],
      group: name.split("_")[1],
      bytes: readFileSync(join(recordings, name)),
    }));
}

/** Sounds around us: a folder a label, the fold first in the name. */
export function readSurroundings(folder) {
  const root = join(folder, "esc10");
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name: label }) =>
      readdirSync(join(root, label)).map((name) => ({
        path: `${label}/${name}`,
        label,
        group: name[0],
        bytes: readFileSync(join(root, label, name)),
      })),
    );
}

/** Each group left out once. */
export const groupSplits = (clips) =>
  [...new Set(clips.map(({ group }) => group))].sort().map((left) => ({
    name: left,
    train: clips.flatMap(({ group }, i) => (group === left ? [] : [i])),
    test: clips.flatMap(({ group }, i) => (group === left ? [i] : [])),
  }));

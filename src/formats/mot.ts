/**
 * MOT Challenge: `gt.txt` of a sequence, one object of one frame a line: frame from 1, track, left,
 * top, width and height in pixels, 1 or 0 for what is not to be counted, class from 1, visibility 0-1.
 * Source: Milan et al., "MOT16: A Benchmark for Multi-Object Tracking", table 3.
 */
import {
  plainObject,
  type PictureObject,
  type Report,
} from "./picture-labels.ts";

/** The classes of MOT16, from 1, for sequences without a list of their own. */
const CLASSES: readonly string[] = [
  "pedestrian",
  "person_on_vehicle",
  "car",
  "bicycle",
  "motorbike",
  "non_motorized_vehicle",
  "static_person",
  "distractor",
  "occluder",
  "occluder_on_the_ground",
  "occluder_full",
  "reflection",
];

const NUMBER = String.raw`\s*-?\d+(?:\.\d+)?(?:e[-+]?\d+)?\s*`;
const LINE = new RegExp(`^${NUMBER}(,${NUMBER}){6,9}$`, "i");

const filled = (text: string): string[] =>
  text.split("\n").filter((line) => line.trim() !== "");

/** @param head the beginning of a file: its last line may be cut off. */
export const isMot = (head: string): boolean => {
  const lines = filled(head).slice(0, 20);
  return lines.length > 0 && lines.every((line) => LINE.test(line));
};

/** One name a line, from 1. */
export const motClasses = (list: string | null): readonly string[] =>
  list === null ? CLASSES : filled(list).map((line) => line.trim());

function objectOf(
  [
    ,
    track = -1,
    x = 0,
    y = 0,
    w = 0,
    h = 0,
    counts = 1,
    type = 1,
    seen,
  ]: readonly number[],
  classes: readonly string[],
): PictureObject {
  const shape = {
    kind: "bndbox",
    xMin: x,
    yMin: y,
    xMax: x + w,
    yMax: y + h,
  } as const;
  return {
    ...plainObject(classes[type - 1] ?? `class_${String(type)}`, shape),
    difficult: counts === 0,
    occluded: seen !== undefined && seen >= 0 && seen < 1,
    attributes: {
      ...(track >= 0 ? { track_id: String(track) } : {}),
      ...(seen !== undefined && seen >= 0 ? { visibility: String(seen) } : {}),
    },
  };
}

/** @returns the objects of each frame. */
export function parseMot(
  text: string,
  classes: readonly string[],
  report: Report,
): Map<number, PictureObject[]> {
  const frames = new Map<number, PictureObject[]>();
  text.split("\n").forEach((line, i) => {
    if (line.trim() === "") return;
    const numbers = line.split(",").map(Number);
    const [frame = 0] = numbers;
    if (!LINE.test(line.trim()) || !Number.isInteger(frame) || frame < 1)
      return report({
        severity: "error",
        rule: "mot.line",
        line: i + 1,
        message:
          "A line must be a frame from 1, a track, a box of four numbers, and marks",
        value: line.slice(0, 200),
      });
    const objects = frames.get(frame) ?? [];
    frames.set(frame, objects);
    objects.push(objectOf(numbers, classes));
  });
  return frames;
}

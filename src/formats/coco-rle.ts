/**
 * COCO's run-length masks: runs of zeros and ones in turn, zeros first, down the columns from the
 * left. Either as numbers, or packed into a text with five bits a character, where from the third
 * run on the difference to the run before the last is kept.
 */
import type { Box } from "#core/geometry.ts";

const isNumbers = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.every((entry) => typeof entry === "number");

/** The runs of a packed mask. */
export function unpackRuns(text: string): number[] {
  const runs: number[] = [];
  let at = 0;
  while (at < text.length) {
    let [value, shift, bits] = [0, 0, 0];
    do {
      bits = text.charCodeAt(at++) - 48;
      value |= (bits & 31) << shift;
      shift += 5;
    } while (bits & 32 && at < text.length);
    // The sign is in the last character's highest bit.
    if (bits & 16) value |= -1 << shift;
    runs.push(runs.length > 2 ? value + (runs.at(-2) ?? 0) : value);
  }
  return runs;
}

function runsOf(mask: unknown): { runs: readonly number[]; height: number } {
  const { counts, size } = (mask ?? {}) as { counts?: unknown; size?: unknown };
  const runs = typeof counts === "string" ? unpackRuns(counts) : counts;
  const height = isNumbers(size) ? (size[0] ?? 0) : 0;
  return { runs: isNumbers(runs) && height > 0 ? runs : [], height };
}

/** The box around the pixels of a mask; null where there are none or it cannot be read. */
export function maskBox(mask: unknown): Box | null {
  const { runs, height } = runsOf(mask);
  let [xMin, yMin, xMax, yMax] = [Infinity, Infinity, 0, 0];
  let begin = 0;
  for (const [i, run] of runs.entries()) {
    const last = begin + run - 1;
    if (i % 2 === 1 && run > 0) {
      const [left, right] = [begin, last].map((n) => Math.floor(n / height));
      // A run that goes on in the next column fills the height between.
      const isOneColumn = left === right;
      xMin = Math.min(xMin, left ?? 0);
      xMax = Math.max(xMax, (right ?? 0) + 1);
      yMin = Math.min(yMin, isOneColumn ? begin % height : 0);
      yMax = Math.max(yMax, isOneColumn ? (last % height) + 1 : height);
    }
    begin += run;
  }
  return xMax > xMin && yMax > yMin ? { xMin, yMin, xMax, yMax } : null;
}

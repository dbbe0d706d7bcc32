/**
 * COCO's run-length masks: runs of zeros and ones in turn, zeros first, down the columns from the
 * left. Either as numbers, or packed into a text, see `run-codes.ts`.
 */
import type { Box } from "#core/geometry.ts";
import { maskOf, spansOf } from "#core/mask.ts";
import { packRuns, unpackRuns } from "#core/run-codes.ts";
import type { Mask } from "#core/shape.ts";
import { SpanRows, STRIDE, rowOf } from "#core/spans.ts";
import type { PictureSize } from "./picture-labels.ts";

const isNumbers = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.every((entry) => typeof entry === "number");

interface Runs {
  readonly runs: readonly number[];
  readonly width: number;
  readonly height: number;
}

function runsOf(mask: unknown): Runs {
  const { counts, size } = (mask ?? {}) as { counts?: unknown; size?: unknown };
  const runs = typeof counts === "string" ? unpackRuns(counts) : counts;
  const [height = 0, width = 0] = isNumbers(size) ? size : [];
  return {
    runs: isNumbers(runs) && height > 0 ? runs : [],
    width,
    height,
  };
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

/** Spans along the other axis: down the columns for those along rows, and back. */
function turned(
  spans: Iterable<readonly [line: number, from: number, to: number]>,
): Map<number, number[]> {
  const lines = new Map<number, number[]>();
  for (const [line, from, to] of spans)
    for (let at = from; at < to; at += 1) {
      const ends = lines.get(at);
      if (!ends) lines.set(at, [line, line + 1]);
      else if (ends.at(-1) === line) ends[ends.length - 1] = line + 1;
      else ends.push(line, line + 1);
    }
  return lines;
}

function* columnSpans({ runs, width, height }: Runs) {
  let [at, isOn] = [0, false];
  for (const run of runs) {
    const end = Math.min(at + run, width * height);
    while (isOn && at < end) {
      const column = Math.floor(at / height);
      const stop = Math.min(end, (column + 1) * height);
      yield [column, at % height, (at % height) + stop - at] as const;
      at = stop;
    }
    at = Math.max(at, end);
    isOn = !isOn;
  }
}

/** Null where there are no pixels, or it cannot be read. */
export function maskFromRle(value: unknown): Mask | null {
  const found = runsOf(value);
  const rows = turned(columnSpans(found));
  const spans = new SpanRows(found);
  for (const y of [...rows.keys()].sort((a, b) => a - b)) {
    const ends = rows.get(y) ?? [];
    for (let i = 0; i < ends.length; i += 2)
      spans.add(y, ends[i] ?? 0, ends[i + 1] ?? 0);
  }
  return maskOf(spans.spans);
}

function* rowSpans(mask: Mask) {
  const spans = spansOf(mask);
  for (let i = 0; i < spans.length; i += 2) {
    const [from = 0, to = 0] = [spans[i], spans[i + 1]];
    const left = from % STRIDE;
    yield [rowOf(from), left, left + to - from] as const;
  }
}

/** Runs over the whole picture. @param size beyond it there must be no pixels. */
export function cocoRuns(mask: Mask, { height }: PictureSize): number[] {
  const columns = turned(rowSpans(mask));
  const runs: number[] = [];
  let done = 0;
  for (const x of [...columns.keys()].sort((a, b) => a - b)) {
    const ends = columns.get(x) ?? [];
    for (let i = 0; i < ends.length; i += 2) {
      const begin = x * height + (ends[i] ?? 0);
      const length = (ends[i + 1] ?? 0) - (ends[i] ?? 0);
      if (begin === done && runs.length > 0)
        runs.push((runs.pop() ?? 0) + length);
      else runs.push(begin - done, length);
      done = begin + length;
    }
  }
  return runs;
}

/** As COCO's files hold it: as numbers for crowds, packed for the rest. */
export function rleOf(
  mask: Mask,
  size: PictureSize,
  isPacked: boolean,
): object {
  const runs = cocoRuns(mask, size);
  const rest =
    size.width * size.height - runs.reduce((sum, run) => sum + run, 0);
  const all = rest > 0 ? [...runs, rest] : runs;
  return {
    size: [size.height, size.width],
    counts: isPacked ? packRuns(all) : all,
  };
}

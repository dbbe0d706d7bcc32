/** Masks: pixels of a region as run-length codes, and the ways from and to them. */
import { packRuns, unpackRuns } from "./run-codes.ts";
import type { Mask } from "./shape.ts";
import { type Spans, spansBox, STRIDE, rowOf } from "./spans.ts";

const known = new WeakMap<Mask, Spans>();

/** The pixels of a mask; unpacked once. */
export function spansOf(mask: Mask): Spans {
  const found = known.get(mask) ?? unpacked(mask);
  known.set(mask, found);
  return found;
}

function unpacked({ x, y, width, height, counts }: Mask): Spans {
  const ends: number[] = [];
  const last = width * height;
  let [at, isOn] = [0, false];
  for (const run of unpackRuns(counts)) {
    const end = Math.min(last, at + run);
    // A run that goes on in the next rows is a span in each of them.
    while (isOn && at < end) {
      const row = Math.floor(at / width);
      const stop = Math.min(end, (row + 1) * width);
      const left = (y + row) * STRIDE + x + (at % width);
      ends.push(left, left + stop - at);
      at = stop;
    }
    at = end;
    isOn = !isOn;
  }
  return ends;
}

/** Null when there is no pixel. */
export function maskOf(spans: Spans): Mask | null {
  const box = spansBox(spans);
  if (!box) return null;
  const [width, height] = [box.xMax - box.xMin, box.yMax - box.yMin];
  const runs: number[] = [];
  let done = 0;
  for (let i = 0; i < spans.length; i += 2) {
    const [from = 0, to = 0] = [spans[i], spans[i + 1]];
    const row = rowOf(from) - box.yMin;
    const begin = row * width + (from % STRIDE) - box.xMin;
    // Touching spans of two rows are one run.
    if (begin === done && runs.length > 0)
      runs.push((runs.pop() ?? 0) + to - from);
    else runs.push(begin - done, to - from);
    done = begin + to - from;
  }
  const mask: Mask = {
    kind: "mask",
    x: box.xMin,
    y: box.yMin,
    width,
    height,
    counts: packRuns(runs),
  };
  known.set(mask, spans);
  return mask;
}

/** Moved by whole pixels, and not beyond the top or left edge. */
export function movedMask(mask: Mask, dx: number, dy: number): Mask {
  return {
    ...mask,
    x: Math.max(0, mask.x + Math.round(dx)),
    y: Math.max(0, mask.y + Math.round(dy)),
  };
}

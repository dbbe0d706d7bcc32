/** A picture turned: what lies any way round, as things seen from above do, is known better for it. */
import type { Pixels } from "./backbone.ts";

/** By one, two and three quarters, clockwise. */
export function turnsOf(picture: Pixels): Pixels[] {
  const quarter = turned(picture);
  const half = turned(quarter);
  return [quarter, half, turned(half)];
}

function turned({ side, rgba }: Pixels): Pixels {
  const from = new Uint32Array(rgba.slice().buffer);
  const to = Uint32Array.from(
    from,
    (_, at) =>
      from[(side - 1 - (at % side)) * side + Math.floor(at / side)] as number,
  );
  return { side, rgba: new Uint8ClampedArray(to.buffer) };
}

/** Mean features of the upright views and mean features of the turned ones -> their mean, in place of `upright`. */
export function joinTurns(upright: Float32Array, turns: Float32Array): void {
  turns.forEach((value, j) => {
    upright[j] = ((upright[j] as number) + value) / 2;
  });
}

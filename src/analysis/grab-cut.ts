/**
 * An object told from its background by its colors and its edges, in rounds. Source: Rother,
 * Kolmogorov and Blake, "GrabCut: interactive foreground extraction using iterated graph cuts",
 * SIGGRAPH 2004, with its constants.
 */
import { ColorMixture } from "./color-mixture.ts";
import { MinimumCut } from "./minimum-cut.ts";

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** RGBA bytes, row by row. */
  readonly rgba: Uint8ClampedArray;
}

/** What is known of a pixel beforehand. */
export const BACKGROUND = 0;
export const OBJECT = 1;
export const PERHAPS_BACKGROUND = 2;
export const PERHAPS_OBJECT = 3;

const ROUNDS = 4;
/** How much neighbours of like colors cling to each other. */
const GAMMA = 50;
/** More than all neighbours of a pixel together. */
const CERTAIN = 9 * GAMMA;

const NEIGHBOURS = [
  [1, 0],
  [0, 1],
  [1, 1],
  [-1, 1],
] as const;

interface Link {
  readonly a: number;
  readonly b: number;
  readonly away: number;
  readonly difference: number;
}

function* links({ width, height, rgba }: Pixels): Generator<Link> {
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      for (const [dx, dy] of NEIGHBOURS) {
        const [right, low] = [x + dx, y + dy];
        if (right < 0 || right >= width || low >= height) continue;
        const [a, b] = [y * width + x, low * width + right];
        let difference = 0;
        for (let c = 0; c < 3; c += 1)
          difference += ((rgba[4 * a + c] ?? 0) - (rgba[4 * b + c] ?? 0)) ** 2;
        yield { a, b, away: Math.hypot(dx, dy), difference };
      }
}

/** Colors of the pixels that have this value. */
function colorsOf(
  { rgba }: Pixels,
  side: Uint8Array,
  value: number,
): Float32Array {
  const colors: number[] = [];
  side.forEach((one, i) => {
    if (one === value)
      colors.push(rgba[4 * i] ?? 0, rgba[4 * i + 1] ?? 0, rgba[4 * i + 2] ?? 0);
  });
  return Float32Array.from(colors);
}

/**
 * @param known BACKGROUND ... PERHAPS_OBJECT for each pixel.
 * @param check called now and then; it may throw to give up.
 * @returns 1 where the object is. Where either side has no pixels to begin with, `known` is all there is.
 */
export function grabCut(
  pixels: Pixels,
  known: Uint8Array,
  check: () => void = () => undefined,
): Uint8Array {
  const { width, height, rgba } = pixels;
  const count = width * height;
  let side: Uint8Array = known.map((value) => value & 1);
  const edges = [...links(pixels)];
  const mean =
    edges.reduce((sum, { difference }) => sum + difference, 0) / edges.length;
  const beta = mean > 0 ? 1 / (2 * mean) : 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    check();
    const inside = colorsOf(pixels, side, 1);
    // Of what is only perhaps background, most may be the object: it has no say in the first round.
    const outside = colorsOf(pixels, round === 0 ? known : side, BACKGROUND);
    if (inside.length === 0 || outside.length === 0) return side;
    const [object, background] = [
      new ColorMixture(inside),
      new ColorMixture(outside),
    ];
    const cut = new MinimumCut(count, edges.length);
    for (let i = 0; i < count; i += 1) {
      const [r, g, b] = [
        rgba[4 * i] ?? 0,
        rgba[4 * i + 1] ?? 0,
        rgba[4 * i + 2] ?? 0,
      ];
      if (known[i] === OBJECT) cut.setEnds(i, CERTAIN, 0);
      else if (known[i] === BACKGROUND) cut.setEnds(i, 0, CERTAIN);
      else cut.setEnds(i, background.cost(r, g, b), object.cost(r, g, b));
    }
    for (const { a, b, away, difference } of edges)
      cut.connect(a, b, (GAMMA / away) * Math.exp(-beta * difference));
    side = cut.solve(check);
  }
  return side;
}

/**
 * Pictures for the sample project of object detection, drawn by code: one to four fruits of three
 * kinds beside each other, each with the box around it. The same index and seed draw the same picture.
 */
import type { Box } from "#core/geometry.ts";
import { seededRandom, shuffled, type Random } from "#core/random.ts";
import { grain, ground, HEIGHT, leaf, WIDTH } from "./fruit-scenery.ts";
import {
  between,
  drawFruitShape,
  FRUIT_KINDS,
  FRUIT_LABELS,
  pick,
  type FruitKind,
} from "./fruit-shapes.ts";
import { offscreen } from "./image-decode.ts";

export interface FruitObject {
  readonly kind: FruitKind;
  /** Pixels of the picture, which is 320 x 240. */
  readonly box: Box;
}

/** Columns and rows of places, one fruit in each: fruits touch, but hardly hide each other. */
const GRIDS = [
  [1, 1],
  [2, 1],
  [2, 2],
  [3, 2],
] as const;
const MOST = 4;
/** Shadows are fainter than this, 0-255. */
const SOLID = 200;

/** The box around what is drawn on an empty canvas; null when that is nothing. */
function boxOf(context: OffscreenCanvasRenderingContext2D): Box | null {
  const { data } = context.getImageData(0, 0, WIDTH, HEIGHT);
  let [xMin, yMin, xMax, yMax] = [WIDTH, HEIGHT, 0, 0];
  for (let y = 0; y < HEIGHT; y += 1)
    for (let x = 0; x < WIDTH; x += 1) {
      if ((data[4 * (y * WIDTH + x) + 3] ?? 0) < SOLID) continue;
      xMin = Math.min(xMin, x);
      xMax = Math.max(xMax, x + 1);
      yMin = Math.min(yMin, y);
      yMax = Math.max(yMax, y + 1);
    }
  return xMin < xMax ? { xMin, yMin, xMax, yMax } : null;
}

/** A fruit alone on a canvas of its own, somewhere about the middle of its place. */
function drawAlone(
  random: Random,
  kind: FruitKind,
  place: { readonly x: number; readonly y: number; readonly side: number },
): ReturnType<typeof offscreen> {
  const layer = offscreen(WIDTH, HEIGHT);
  const { context } = layer;
  const jitter = place.side * 0.1;
  context.translate(
    place.x + between(random, -jitter, jitter),
    place.y + between(random, -jitter, jitter),
  );
  context.rotate(between(random, -1.1, 1.1));
  // A banana is drawn half as long again as the size says.
  const full = kind === "banana" ? 0.32 : 0.42;
  const size = place.side * full * between(random, 0.7, 1);
  drawFruitShape(context, random, kind, pick(random, FRUIT_LABELS), size);
  return layer;
}

/** A JPEG of 320 x 240 pixels and what is on it. */
export async function drawBasket(
  index: number,
  seed: number,
): Promise<{ objects: FruitObject[]; picture: Blob }> {
  const random = seededRandom(seed * 6007 + index * 104_729);
  const { canvas, context } = offscreen(WIDTH, HEIGHT);
  ground(context, random);
  if (random() < 0.4) leaf(context, random);
  const [columns, rows] = pick(random, GRIDS);
  const [width, height] = [WIDTH / columns, HEIGHT / rows];
  const places = Array.from({ length: columns * rows }, (_, i) => ({
    x: ((i % columns) + 0.5) * width,
    y: (Math.floor(i / columns) + 0.5) * height,
    side: Math.min(width, height),
  }));
  const count = Math.min(MOST, places.length);
  const objects: FruitObject[] = [];
  for (const place of shuffled(places, random).slice(0, count)) {
    const kind = pick(random, FRUIT_KINDS);
    const layer = drawAlone(random, kind, place);
    const box = boxOf(layer.context);
    if (!box) continue;
    context.drawImage(layer.canvas, 0, 0);
    objects.push({ kind, box });
  }
  grain(context, random);
  const picture = await canvas.convertToBlob({
    type: "image/jpeg",
    quality: 0.86,
  });
  return { objects, picture };
}

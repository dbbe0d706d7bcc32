/**
 * Pictures for the sample project, drawn by code: three kinds of fruit in several states of
 * ripeness, on varying ground, light and angle, some half hidden, some bruised, all grainy.
 * The same index and seed draw the same picture.
 */
import { seededRandom } from "#core/random.ts";
import { grain, ground, HEIGHT, leaf, WIDTH } from "./fruit-scenery.ts";
import {
  between,
  drawFruitShape,
  FRUIT_KINDS,
  FRUIT_LABELS,
  type FruitLabel,
} from "./fruit-shapes.ts";
import { offscreen } from "./image-decode.ts";

/** A JPEG of 320 x 240 pixels and the state of its fruit. */
export async function drawFruit(
  index: number,
  seed: number,
): Promise<{ label: FruitLabel; picture: Blob }> {
  const random = seededRandom(seed * 7919 + index * 104_729);
  const label = FRUIT_LABELS[index % FRUIT_LABELS.length] ?? "ripe";
  const kind =
    FRUIT_KINDS[Math.floor(index / FRUIT_LABELS.length) % FRUIT_KINDS.length] ??
    "apple";
  const { canvas, context } = offscreen(WIDTH, HEIGHT);
  ground(context, random);
  if (random() < 0.35) leaf(context, random);
  const count = random() < 0.25 ? 2 + Math.round(random()) : 1;
  for (let i = 0; i < count; i += 1) {
    context.save();
    const spread = count === 1 ? 0.16 : 0.28;
    context.translate(
      WIDTH * (0.5 + between(random, -spread, spread)),
      HEIGHT * (0.5 + between(random, -spread, spread)),
    );
    context.rotate(between(random, -1.1, 1.1));
    context.scale(between(random, 0.86, 1.14), between(random, 0.86, 1.14));
    drawFruitShape(
      context,
      random,
      kind,
      label,
      between(random, 42, count === 1 ? 84 : 58),
    );
    context.restore();
  }
  if (random() < 0.3) leaf(context, random);
  grain(context, random);
  return {
    label,
    picture: await canvas.convertToBlob({ type: "image/jpeg", quality: 0.86 }),
  };
}

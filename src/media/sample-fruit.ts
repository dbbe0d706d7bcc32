/**
 * Pictures for the sample project, drawn by code: three kinds of fruit in several states of
 * ripeness, on varying ground, light and angle, some half hidden, some bruised, all grainy.
 * The same index and seed draw the same picture.
 */
import { seededRandom, type Random } from "#core/random.ts";
import {
  between,
  drawFruitShape,
  FRUIT_KINDS,
  FRUIT_LABELS,
  hsl,
  pick,
  type FruitLabel,
} from "./fruit-shapes.ts";
import { offscreen } from "./image-decode.ts";

const WIDTH = 320;
const HEIGHT = 240;
type Context = OffscreenCanvasRenderingContext2D;

function ground(context: Context, random: Random): void {
  const styles = [
    [28, 32, between(random, 38, 62)],
    [205, 14, between(random, 60, 88)],
    [130, 18, between(random, 30, 55)],
    [40, 10, between(random, 70, 92)],
    [220, 12, between(random, 20, 40)],
  ] as const;
  const [hue, saturation, lightness] = pick(random, styles);
  const light = context.createLinearGradient(
    0,
    0,
    between(random, 0, WIDTH),
    HEIGHT,
  );
  light.addColorStop(0, hsl(hue, saturation, lightness + 8));
  light.addColorStop(1, hsl(hue, saturation, lightness - 10));
  context.fillStyle = light;
  context.fillRect(0, 0, WIDTH, HEIGHT);
  // Wood grain, cloth or slats: stripes of some width and angle.
  context.save();
  context.translate(WIDTH / 2, HEIGHT / 2);
  context.rotate(between(random, -0.6, 0.6));
  const step = between(random, 7, 46);
  for (let y = -HEIGHT; y < HEIGHT; y += step) {
    context.fillStyle = hsl(
      hue,
      saturation,
      lightness + between(random, -7, 7),
      0.55,
    );
    context.fillRect(-WIDTH, y, WIDTH * 2, step * between(random, 0.15, 0.7));
  }
  context.restore();
}

function leaf(context: Context, random: Random): void {
  context.save();
  context.translate(between(random, 0, WIDTH), between(random, 0, HEIGHT));
  context.rotate(random() * 6.3);
  context.fillStyle = hsl(
    between(random, 85, 135),
    42,
    between(random, 22, 42),
    0.95,
  );
  context.beginPath();
  const long = between(random, 24, 62);
  context.ellipse(0, 0, long, long * 0.36, 0, 0, 7);
  context.fill();
  context.restore();
}

function grain(context: Context, random: Random): void {
  const picture = context.getImageData(0, 0, WIDTH, HEIGHT);
  const amount = between(random, 4, 26);
  const light = between(random, 0.72, 1.22);
  const warm = between(random, -12, 12);
  const { data } = picture;
  for (let i = 0; i < data.length; i += 4) {
    const noise = (random() - 0.5) * amount;
    data[i] = (data[i] ?? 0) * light + noise + warm;
    data[i + 1] = (data[i + 1] ?? 0) * light + noise;
    data[i + 2] = (data[i + 2] ?? 0) * light + noise - warm;
  }
  context.putImageData(picture, 0, 0);
}

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

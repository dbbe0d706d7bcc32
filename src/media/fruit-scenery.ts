/** What lies under and around the fruit of the sample projects, and the light on it. */
import type { Random } from "#core/random.ts";
import { between, hsl, pick } from "./fruit-shapes.ts";

/** Pixels. */
export const WIDTH = 320;
export const HEIGHT = 240;
type Context = OffscreenCanvasRenderingContext2D;

export function ground(context: Context, random: Random): void {
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

export function leaf(context: Context, random: Random): void {
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

export function grain(context: Context, random: Random): void {
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

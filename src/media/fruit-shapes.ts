/** Fruit of three kinds in three states, drawn around the origin of a canvas. */
import type { Random } from "#core/random.ts";

export const FRUIT_LABELS = ["unripe", "ripe", "overripe"] as const;
export type FruitLabel = (typeof FRUIT_LABELS)[number];
export const FRUIT_KINDS = ["apple", "banana", "strawberry"] as const;
export type FruitKind = (typeof FRUIT_KINDS)[number];
type Context = OffscreenCanvasRenderingContext2D;

export const between = (random: Random, low: number, high: number): number =>
  low + random() * (high - low);
export const pick = <T>(random: Random, list: readonly T[]): T =>
  list[Math.floor(random() * list.length)] as T;
export const hsl = (
  hue: number,
  saturation: number,
  lightness: number,
  alpha = 1,
): string =>
  `hsl(${String(Math.round(hue))} ${String(Math.round(saturation))}% ${String(Math.round(lightness))}% / ${String(alpha)})`;

/** Hue, saturation, lightness of the skin: green, then the fruit's own colour, then brown. */
const SKIN: Readonly<
  Record<
    FruitKind,
    Readonly<Record<FruitLabel, readonly [number, number, number]>>
  >
> = {
  apple: { unripe: [92, 52, 47], ripe: [2, 70, 44], overripe: [16, 42, 30] },
  banana: { unripe: [86, 52, 48], ripe: [49, 88, 56], overripe: [38, 52, 38] },
  strawberry: {
    unripe: [78, 40, 72],
    ripe: [354, 78, 47],
    overripe: [345, 55, 26],
  },
};

function outline(context: Context, kind: FruitKind, size: number): void {
  context.beginPath();
  if (kind === "apple") {
    context.moveTo(0, -size * 0.72);
    context.bezierCurveTo(
      size * 0.55,
      -size * 1.15,
      size * 1.25,
      -size * 0.4,
      size * 0.82,
      size * 0.45,
    );
    context.bezierCurveTo(
      size * 0.55,
      size * 1.02,
      size * 0.2,
      size * 0.95,
      0,
      size * 0.86,
    );
    context.bezierCurveTo(
      -size * 0.2,
      size * 0.95,
      -size * 0.55,
      size * 1.02,
      -size * 0.82,
      size * 0.45,
    );
    context.bezierCurveTo(
      -size * 1.25,
      -size * 0.4,
      -size * 0.55,
      -size * 1.15,
      0,
      -size * 0.72,
    );
  } else if (kind === "banana") {
    context.moveTo(-size * 1.35, -size * 0.35);
    context.bezierCurveTo(
      -size * 0.9,
      size * 0.95,
      size * 0.75,
      size * 1.05,
      size * 1.4,
      -size * 0.5,
    );
    context.lineTo(size * 1.22, -size * 0.62);
    context.bezierCurveTo(
      size * 0.6,
      size * 0.25,
      -size * 0.55,
      size * 0.2,
      -size * 1.18,
      -size * 0.5,
    );
  } else {
    context.moveTo(0, size);
    context.bezierCurveTo(
      -size * 0.8,
      size * 0.5,
      -size * 1.1,
      -size * 0.65,
      -size * 0.35,
      -size * 0.72,
    );
    context.bezierCurveTo(
      -size * 0.1,
      -size * 0.78,
      size * 0.1,
      -size * 0.78,
      size * 0.35,
      -size * 0.72,
    );
    context.bezierCurveTo(
      size * 1.1,
      -size * 0.65,
      size * 0.8,
      size * 0.5,
      0,
      size,
    );
  }
  context.closePath();
}

function shade(
  context: Context,
  random: Random,
  kind: FruitKind,
  label: FruitLabel,
  size: number,
): void {
  const [hue, saturation, lightness] = SKIN[kind][label];
  const h = hue + between(random, -9, 9);
  const l = lightness + between(random, -6, 6);
  const glow = context.createRadialGradient(
    -size * 0.35,
    -size * 0.4,
    size * 0.1,
    0,
    0,
    size * 1.5,
  );
  glow.addColorStop(0, hsl(h, saturation, Math.min(92, l + 18)));
  glow.addColorStop(0.55, hsl(h, saturation, l));
  glow.addColorStop(1, hsl(h - 6, saturation, Math.max(8, l - 20)));
  context.fillStyle = glow;
  context.fill();
  if (label === "ripe" && random() < 0.35) {
    context.fillStyle = hsl(SKIN[kind].unripe[0], 45, 52, 0.28);
    context.fillRect(
      -size * 1.5,
      size * between(random, 0.2, 0.5),
      size * 3,
      size,
    );
  }
}

function marks(
  context: Context,
  random: Random,
  kind: FruitKind,
  label: FruitLabel,
  size: number,
): void {
  if (kind === "strawberry") {
    context.fillStyle = hsl(48, 70, label === "overripe" ? 42 : 74, 0.9);
    for (let y = -0.5; y < 0.85; y += 0.22) {
      for (let x = -0.8; x < 0.85; x += 0.26) {
        context.beginPath();
        context.ellipse(
          (x + (Math.round(y * 10) % 2 ? 0.12 : 0)) * size,
          y * size,
          size * 0.03,
          size * 0.055,
          0,
          0,
          7,
        );
        context.fill();
      }
    }
  }
  const count =
    label === "overripe"
      ? Math.round(between(random, 5, 16))
      : random() < 0.3
        ? Math.round(between(random, 1, 3))
        : 0;
  for (let i = 0; i < count; i += 1) {
    context.fillStyle = hsl(
      24,
      45,
      between(random, 8, 20),
      between(random, 0.35, 0.8),
    );
    context.beginPath();
    context.ellipse(
      between(random, -1, 1) * size,
      between(random, -0.7, 0.8) * size,
      size * between(random, 0.04, 0.22),
      size * between(random, 0.03, 0.13),
      random() * 3,
      0,
      7,
    );
    context.fill();
  }
  if (label !== "overripe") {
    context.fillStyle = hsl(0, 0, 100, between(random, 0.18, 0.4));
    context.beginPath();
    context.ellipse(
      -size * 0.38,
      -size * 0.38,
      size * 0.2,
      size * 0.1,
      -0.7,
      0,
      7,
    );
    context.fill();
  }
}

function stalk(
  context: Context,
  random: Random,
  kind: FruitKind,
  label: FruitLabel,
  size: number,
): void {
  context.strokeStyle = hsl(label === "overripe" ? 25 : 95, 40, 26);
  context.lineWidth = size * 0.09;
  context.lineCap = "round";
  if (kind === "apple") {
    context.beginPath();
    context.moveTo(0, -size * 0.7);
    context.quadraticCurveTo(
      size * 0.06,
      -size,
      size * between(random, -0.2, 0.25),
      -size * 1.15,
    );
    context.stroke();
  }
  if (kind === "banana") {
    context.beginPath();
    context.moveTo(size * 1.3, -size * 0.55);
    context.lineTo(size * 1.5, -size * 0.85);
    context.stroke();
  }
  if (kind === "strawberry" || random() < 0.4) {
    context.fillStyle = hsl(
      label === "overripe" ? 50 : 115,
      42,
      between(random, 24, 36),
    );
    for (let i = 0; i < 5; i += 1) {
      const angle = -Math.PI / 2 + (i - 2) * 0.5 + between(random, -0.1, 0.1);
      context.beginPath();
      context.ellipse(
        Math.cos(angle) * size * 0.34,
        -size * 0.72 + Math.sin(angle) * size * 0.12,
        size * 0.3,
        size * 0.1,
        angle,
        0,
        7,
      );
      context.fill();
    }
  }
}

/** A shaded fruit of about `size` pixels around the origin, with its shadow. */
export function drawFruitShape(
  context: Context,
  random: Random,
  kind: FruitKind,
  label: FruitLabel,
  size: number,
): void {
  context.save();
  context.shadowColor = "rgb(0 0 0 / 0.45)";
  context.shadowBlur = size * 0.3;
  context.shadowOffsetX = size * 0.12;
  context.shadowOffsetY = size * 0.16;
  outline(context, kind, size);
  shade(context, random, kind, label, size);
  context.restore();
  context.save();
  outline(context, kind, size);
  context.clip();
  marks(context, random, kind, label, size);
  context.restore();
  stalk(context, random, kind, label, size);
}

/** A page with nothing but the drawing surface, and shapes by the thousand. */
import { mount } from "svelte";
import "../src/ui/tokens.css";
import { LABEL_COLORS } from "../src/core/label-color.ts";
import { seededRandom } from "../src/core/random.ts";
import type { Shape } from "../src/core/shape.ts";
import type { DrawnShape } from "../src/ui/drawing/drawn-shape.ts";
import DrawingBench from "./DrawingBench.svelte";

const WIDTH = 4000;
const HEIGHT = 3000;

async function photograph(): Promise<ImageBitmap> {
  const canvas = new OffscreenCanvas(WIDTH, HEIGHT);
  const context = canvas.getContext("2d");
  if (!context) throw new Error("No canvas");
  const random = seededRandom(7);
  const sky = context.createLinearGradient(0, 0, 0, HEIGHT);
  sky.addColorStop(0, "#bfd9ef");
  sky.addColorStop(0.55, "#e9e4d2");
  sky.addColorStop(0.56, "#4a5b3c");
  sky.addColorStop(1, "#1d2418");
  context.fillStyle = sky;
  context.fillRect(0, 0, WIDTH, HEIGHT);
  for (let i = 0; i < 400; i += 1) {
    const [x, y, r] = [random() * WIDTH, random() * HEIGHT, random() * 90];
    context.fillStyle = `hsl(${String(random() * 360)} 40% ${String(25 + random() * 50)}%)`;
    context.beginPath();
    context.arc(x, y, r, 0, 2 * Math.PI);
    context.fill();
  }
  return createImageBitmap(canvas);
}

const drawn = (shape: Shape, key: number): DrawnShape => ({
  key,
  shape,
  color: LABEL_COLORS[key % LABEL_COLORS.length] ?? "#000000",
  name: ["tulip", "rose", "daisy", "sunflower"][key % 4] ?? "",
  isLocked: false,
  isHidden: false,
  isProposed: false,
});

const makers: Record<string, () => DrawnShape[]> = {
  none: () => [],
  boxes: () => {
    const random = seededRandom(1);
    return Array.from({ length: 10_000 }, (_, key) => {
      const [xMin, yMin] = [random() * 3900, random() * 2900];
      const [width, height] = [20 + random() * 80, 20 + random() * 80];
      return drawn(
        { kind: "bndbox", xMin, yMin, xMax: xMin + width, yMax: yMin + height },
        key,
      );
    });
  },
  polygon: () => {
    const random = seededRandom(2);
    const points = Array.from({ length: 50_000 }, (_, i) => {
      const turn = (i / 50_000) * 2 * Math.PI;
      const radius = 1100 + 250 * Math.sin(turn * 23) + 6 * random();
      return {
        x: 2000 + radius * 1.3 * Math.cos(turn),
        y: 1500 + radius * Math.sin(turn),
      };
    });
    return [drawn({ kind: "polygon", points }, 0)];
  },
  demo: () => {
    const shapes: Shape[] = [
      { kind: "bndbox", xMin: 300, yMin: 300, xMax: 1200, yMax: 1100 },
      { kind: "bndbox", xMin: 500, yMin: 500, xMax: 800, yMax: 750 },
      {
        kind: "polygon",
        points: [
          { x: 1500, y: 400 },
          { x: 2100, y: 300 },
          { x: 2500, y: 900 },
          { x: 1900, y: 1300 },
          { x: 1450, y: 1000 },
        ],
      },
      { kind: "circle", center: { x: 3200, y: 800 }, radius: 420 },
      {
        kind: "line",
        from: { x: 400, y: 1700 },
        to: { x: 1600, y: 2500 },
        isDashed: false,
      },
      {
        kind: "line",
        from: { x: 800, y: 1600 },
        to: { x: 2000, y: 2400 },
        isDashed: true,
      },
      { kind: "point", point: { x: 2400, y: 1900 } },
      { kind: "bndbox", xMin: 2700, yMin: 1600, xMax: 3600, yMax: 2500 },
      { kind: "bndbox", xMin: 2900, yMin: 1800, xMax: 3300, yMax: 2200 },
    ];
    return shapes.map((shape, key) => ({
      ...drawn(shape, key),
      isLocked: key === 7,
      isProposed: key === 8,
    }));
  },
};

const query = new URLSearchParams(location.search);
const maker = makers[query.get("shapes") ?? "boxes"];
mount(DrawingBench, {
  target: document.body,
  props: {
    picture: await photograph(),
    width: WIDTH,
    height: HEIGHT,
    shapes: maker?.() ?? [],
  },
});

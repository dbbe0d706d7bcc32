/** Pictures with squares and circles, drawn when they are read: the blob's text is their number. */
import type { BlobHash, LabelId } from "../../src/core/ids.ts";
import { seededRandom } from "../../src/core/random.ts";
import type { TrainOptions } from "../../src/core/training.ts";
import type {
  ReadPicture,
  TrainSample,
  TrainTask,
} from "../../src/labeling/learning-contract.ts";
import { drawn } from "../../src/labeling/objects/edits.ts";
import { patternTask } from "./pattern-pictures.ts";

const WIDTH = 160;
const HEIGHT = 120;

interface DrawnObject {
  readonly label: "circle" | "square";
  readonly x: number;
  readonly y: number;
  readonly side: number;
  readonly colour: readonly [number, number, number];
}

/** One or two that do not touch. */
function objectsOf(number: number): DrawnObject[] {
  const random = seededRandom(number * 31 + 5);
  const objects: DrawnObject[] = [];
  const wanted = number % 3 === 0 ? 2 : 1;
  while (objects.length < wanted) {
    const side = 30 + Math.floor(random() * 30);
    const one: DrawnObject = {
      label: random() < 0.5 ? "circle" : "square",
      x: Math.floor(random() * (WIDTH - side)),
      y: Math.floor(random() * (HEIGHT - side)),
      side,
      colour: [150 + random() * 100, random() * 90, random() * 90],
    };
    const isFree = objects.every(
      (other) =>
        Math.abs(other.x - one.x) > 62 || Math.abs(other.y - one.y) > 62,
    );
    if (isFree) objects.push(one);
  }
  return objects;
}

const contains = (
  { label, x, y, side }: DrawnObject,
  px: number,
  py: number,
) =>
  label === "square"
    ? px >= x && px < x + side && py >= y && py < y + side
    : Math.hypot(px + 0.5 - x - side / 2, py + 0.5 - y - side / 2) < side / 2;

export const readDrawn: ReadPicture = async (file) => {
  const number = Number(await file.text());
  const random = seededRandom(number);
  const objects = objectsOf(number);
  const rgba = new Uint8ClampedArray(WIDTH * HEIGHT * 4);
  for (let y = 0; y < HEIGHT; y += 1)
    for (let x = 0; x < WIDTH; x += 1) {
      const noise = random() * 40;
      const one = objects.find((object) => contains(object, x, y));
      const [r, g, b] = one?.colour ?? [90, 120, 130];
      rgba.set([r + noise, g + noise, b + noise, 255], (y * WIDTH + x) * 4);
    }
  return {
    width: WIDTH,
    height: HEIGHT,
    pixels: { width: WIDTH, height: HEIGHT, rgba },
  };
};

/** Every fourth is for validation. @param first number of the first picture. */
export function drawnSamples(count: number, first = 0): TrainSample[] {
  return Array.from({ length: count }, (_, i): TrainSample => {
    const number = first + i;
    const objects = objectsOf(number).map(({ label, x, y, side }) =>
      drawn(label as LabelId, {
        kind: "bndbox",
        xMin: x,
        yMin: y,
        xMax: x + side,
        yMax: y + side,
      }),
    );
    return {
      id: String(number),
      hash: String(number) as BlobHash,
      path: `${String(number)}.png`,
      width: WIDTH,
      height: HEIGHT,
      labels: objects.map(({ label }) => label),
      usage: i % 4 === 3 ? "EVAL" : "TRAIN",
      read: () => Promise.resolve(new Blob([String(number)])),
      decode: () => Promise.resolve({ objects, extra: {} }),
    };
  });
}

export const drawnTask = (
  samples: readonly TrainSample[],
  options: Partial<TrainOptions>,
  rest: Partial<TrainTask> = {},
): TrainTask =>
  patternTask(samples, options, { readPicture: readDrawn, ...rest });

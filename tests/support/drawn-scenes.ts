/** Pictures of known objects: discs and squares on a noisy ground, with PASCAL VOC files. The same number gives the same scene. */
import { seededRandom } from "../../src/core/random.ts";
import { png } from "./photo-folder.ts";

/** Of a scene, pixels; it is square. */
export const SCENE_SIDE = 240;

export interface SceneObject {
  readonly label: "disc" | "square";
  /** [x_min, y_min, x_max, y_max], pixels. */
  readonly box: readonly [number, number, number, number];
}

const COLOURS = {
  disc: [225, 95, 40],
  square: [40, 90, 205],
} as const;

/** One object in the left half, or one in the right, or both. */
export function objectsOf(number: number): SceneObject[] {
  const random = seededRandom(number + 1);
  const place = (half: number, label: SceneObject["label"]): SceneObject => {
    const size = Math.round(60 + random() * 40);
    const x = Math.round(half * 120 + 5 + random() * (110 - size));
    const y = Math.round(10 + random() * (220 - size));
    return { label, box: [x, y, x + size, y + size] };
  };
  const labels = number % 2 === 0 ? ["disc", "square"] : ["square", "disc"];
  const [left, right] = labels as [SceneObject["label"], SceneObject["label"]];
  if (number % 3 === 1) return [place(0, left)];
  if (number % 3 === 2) return [place(1, right)];
  return [place(0, left), place(1, right)];
}

function covers({ label, box }: SceneObject, x: number, y: number): boolean {
  const [x0, y0, x1, y1] = box;
  if (label === "square") return x >= x0 && x < x1 && y >= y0 && y < y1;
  const radius = (x1 - x0) / 2;
  return Math.hypot(x + 0.5 - x0 - radius, y + 0.5 - y0 - radius) < radius;
}

export function scene(number: number): Buffer {
  const objects = objectsOf(number);
  const random = seededRandom(number + 1000);
  return png(SCENE_SIDE, (x, y) => {
    const on = objects.find((object) => covers(object, x, y));
    const base = on ? COLOURS[on.label] : ([120, 140, 115] as const);
    const noise = (random() - 0.5) * 40;
    const part = (value: number): number =>
      Math.max(0, Math.min(255, value + noise));
    return [part(base[0]), part(base[1]), part(base[2])];
  });
}

const object = ({ label, box: [x0, y0, x1, y1] }: SceneObject): string =>
  `<object><name>${label}</name><bndbox><xmin>${String(x0)}</xmin><ymin>${String(y0)}</ymin><xmax>${String(x1)}</xmax><ymax>${String(y1)}</ymax></bndbox></object>`;

/** Files of the scenes 0 to `count` - 1 by name. */
export function sceneFiles(count: number): Record<string, Buffer> {
  const files: Record<string, Buffer> = {};
  for (let number = 0; number < count; number += 1) {
    const name = `scene-${String(number)}`;
    files[`${name}.png`] = scene(number);
    files[`${name}.xml`] = Buffer.from(
      `<annotation><filename>${name}.png</filename><size><width>${String(SCENE_SIDE)}</width><height>${String(SCENE_SIDE)}</height><depth>3</depth></size>${objectsOf(number).map(object).join("")}</annotation>`,
    );
  }
  return files;
}

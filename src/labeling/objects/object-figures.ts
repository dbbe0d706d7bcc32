/** What Task Statistics say of the objects of a job: counted picture by picture, so that none need be kept. */
import type { LabelId } from "#core/ids.ts";
import { boundsOf, type PictureSize } from "#core/shape-geometry.ts";
import type { LabeledObject } from "./object.ts";

/** Cells along each side of the map of positions. */
export const MAP_SIDE = 24;
/** Square pixels of boxes: the limits by which COCO tells small, medium and large objects. */
const SMALL = 32 ** 2;
const MEDIUM = 96 ** 2;
/** More dots than this hide each other. */
const MOST_DOTS = 3000;

export interface SizedObject {
  readonly label: LabelId;
  /** Of the box around it, picture pixels. */
  readonly width: number;
  readonly height: number;
}

export interface ObjectFigures {
  /** That hold an object. */
  readonly pictures: number;
  readonly objects: number;
  /** In one picture. */
  readonly most: number;
  readonly perLabel: ReadonlyMap<LabelId, number>;
  readonly small: number;
  readonly medium: number;
  readonly large: number;
  /** All objects, or 3,000 drawn by chance, each as likely as any other. */
  readonly dots: readonly SizedObject[];
  /** How many boxes cover each cell of the picture, row by row. */
  readonly map: readonly number[];
  /** Box centres in the three thirds across and down, objects whose picture's size is known. */
  readonly across: readonly [number, number, number];
  readonly down: readonly [number, number, number];
  /** Width per height of the average picture. */
  readonly aspect: number;
}

type Thirds = [number, number, number];

const third = (share: number): 0 | 1 | 2 =>
  share < 1 / 3 ? 0 : share < 2 / 3 ? 1 : 2;

const cell = (share: number): number =>
  Math.min(MAP_SIDE - 1, Math.max(0, Math.floor(share * MAP_SIDE)));

/** Of what ends before `share`. */
const lastCell = (share: number): number =>
  Math.min(MAP_SIDE - 1, Math.ceil(share * MAP_SIDE) - 1);

export class FigureCounter {
  #pictures = 0;
  #objects = 0;
  #most = 0;
  #perLabel = new Map<LabelId, number>();
  #classes = { small: 0, medium: 0, large: 0 };
  #dots: SizedObject[] = [];
  #map = Array.from({ length: MAP_SIDE ** 2 }, () => 0);
  #across: Thirds = [0, 0, 0];
  #down: Thirds = [0, 0, 0];
  #size = { width: 0, height: 0 };
  /** Drawn by chance, the same each time: a picture that changes without cause puzzles. */
  #seed = 1;

  /** @param size null where it is not known: then positions are left out. */
  add(objects: readonly LabeledObject[], size: PictureSize | null): void {
    if (objects.length === 0) return;
    this.#pictures += 1;
    this.#most = Math.max(this.#most, objects.length);
    if (size) {
      this.#size.width += size.width;
      this.#size.height += size.height;
    }
    for (const object of objects) {
      const { label } = object;
      const box = boundsOf(object.shape);
      const width = box.xMax - box.xMin;
      const height = box.yMax - box.yMin;
      this.#perLabel.set(label, (this.#perLabel.get(label) ?? 0) + 1);
      const area = width * height;
      this.#classes[
        area < SMALL ? "small" : area < MEDIUM ? "medium" : "large"
      ] += 1;
      this.#keep({ label, width, height });
      if (size) this.#place(box, size);
    }
  }

  /** Reservoir sampling. */
  #keep(dot: SizedObject): void {
    this.#objects += 1;
    if (this.#dots.length < MOST_DOTS) {
      this.#dots.push(dot);
      return;
    }
    this.#seed = (Math.imul(this.#seed, 1664525) + 1013904223) >>> 0;
    const place = Math.floor((this.#seed / 2 ** 32) * this.#objects);
    if (place < MOST_DOTS) this.#dots[place] = dot;
  }

  #place(
    box: ReturnType<typeof boundsOf>,
    { width, height }: PictureSize,
  ): void {
    if (width <= 0 || height <= 0) return;
    this.#across[third((box.xMin + box.xMax) / 2 / width)] += 1;
    this.#down[third((box.yMin + box.yMax) / 2 / height)] += 1;
    const left = cell(box.xMin / width);
    const right = Math.max(left, lastCell(box.xMax / width));
    const top = cell(box.yMin / height);
    const bottom = Math.max(top, lastCell(box.yMax / height));
    for (let y = top; y <= bottom; y += 1)
      for (let x = left; x <= right; x += 1) {
        const at = y * MAP_SIDE + x;
        this.#map[at] = (this.#map[at] ?? 0) + 1;
      }
  }

  figures(): ObjectFigures {
    const { width, height } = this.#size;
    return {
      pictures: this.#pictures,
      objects: this.#objects,
      most: this.#most,
      perLabel: new Map([...this.#perLabel].sort(([, a], [, b]) => b - a)),
      ...this.#classes,
      dots: this.#dots,
      map: this.#map,
      across: this.#across,
      down: this.#down,
      aspect: height > 0 ? width / height : 1,
    };
  }
}

/** The middle one of the values, or 0 of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? 0;
  return sorted.length % 2 === 1
    ? upper
    : (upper + (sorted[half - 1] ?? 0)) / 2;
}

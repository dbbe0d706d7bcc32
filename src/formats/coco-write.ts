import type { Point } from "#core/geometry.ts";
import { GrowingList } from "./growing-text.ts";
import { attributesOf } from "./object-attributes.ts";
import type { PictureObject, PictureSize } from "./picture-labels.ts";
import { boxOfShape } from "./shape-box.ts";

/** Pixels inside a polygon that does not cross itself. */
function areaOf(points: readonly Point[]): number {
  let twice = 0;
  points.forEach(({ x, y }, i) => {
    const next = points[(i + 1) % points.length] ?? { x, y };
    twice += x * next.y - next.x * y;
  });
  return Math.abs(twice) / 2;
}

/** A COCO file that is written while its pictures come in. Categories and ids count from 1. */
export class CocoWriter {
  readonly #images = new GrowingList(",\n");
  readonly #annotations = new GrowingList(",\n");
  #imageId = 0;
  #annotationId = 0;

  /** @param categoryOf id of a label. Points have no area and are left out. */
  add(
    name: string,
    size: PictureSize | null,
    objects: readonly PictureObject[],
    categoryOf: (name: string) => number,
  ): void {
    this.#imageId += 1;
    const { width, height } = size ?? { width: 0, height: 0 };
    this.#images.add(
      JSON.stringify({ id: this.#imageId, width, height, file_name: name }),
    );
    for (const object of objects) {
      const { shape } = object;
      if (shape.kind === "point") continue;
      this.#annotationId += 1;
      const { xMin, yMin, xMax, yMax } = boxOfShape(shape);
      const [w, h] = [xMax - xMin, yMax - yMin];
      const points = shape.kind === "polygon" ? shape.points : null;
      const { iscrowd, ...attributes } = attributesOf(object);
      this.#annotations.add(
        JSON.stringify({
          id: this.#annotationId,
          image_id: this.#imageId,
          category_id: categoryOf(object.name),
          bbox: [xMin, yMin, w, h],
          area: points ? areaOf(points) : w * h,
          segmentation: points ? [points.flatMap(({ x, y }) => [x, y])] : [],
          iscrowd: iscrowd === "1" ? 1 : 0,
          ...(Object.keys(attributes).length > 0 ? { attributes } : {}),
        }),
      );
    }
  }

  /** @param classes in their order; the first has id 1. */
  blob(classes: readonly string[]): Blob {
    const categories = classes.map((name, i) => ({
      id: i + 1,
      name,
      supercategory: "",
    }));
    return new Blob([
      `{"info":{"description":"Exported from Gleaner"},"licenses":[],\n"categories":${JSON.stringify(categories)},\n"images":[`,
      this.#images.blob(),
      `],\n"annotations":[`,
      this.#annotations.blob(),
      "]}\n",
    ]);
  }
}

import type { Point } from "#core/geometry.ts";
import { asMask, hasHoles } from "#core/region-mask.ts";
import { isRegion, ringsOf } from "#core/rings.ts";
import type { Shape } from "#core/shape.ts";
import { areaOf } from "#core/shape-geometry.ts";
import { rleOf } from "./coco-rle.ts";
import { GrowingList } from "./growing-text.ts";
import { attributesOf } from "./object-attributes.ts";
import type { PictureObject, PictureSize } from "./picture-labels.ts";
import { boxOfShape } from "./shape-box.ts";

const numbersOf = (points: readonly Point[]): number[] =>
  points.flatMap(({ x, y }) => [x, y]);

/** Polygons as they are; where there are holes or single pixels, a mask. Boxes have none. */
function segmentationOf(
  shape: Shape,
  size: PictureSize | null,
  isCrowd: boolean,
): unknown {
  if (!isRegion(shape)) return [];
  if (!hasHoles(shape)) return ringsOf(shape).map(numbersOf);
  const mask = size && asMask(shape, size);
  return mask ? rleOf(mask, size, !isCrowd) : [];
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
    objects: readonly PictureObject<Shape>[],
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
      const { iscrowd, ...attributes } = attributesOf(object);
      this.#annotations.add(
        JSON.stringify({
          id: this.#annotationId,
          image_id: this.#imageId,
          category_id: categoryOf(object.name),
          bbox: [xMin, yMin, w, h],
          area: isRegion(shape) ? areaOf(shape) : w * h,
          segmentation: segmentationOf(shape, size, iscrowd === "1"),
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

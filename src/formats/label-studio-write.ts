import type { Point } from "#core/geometry.ts";
import { GrowingList } from "./growing-text.ts";
import { attributesOf } from "./object-attributes.ts";
import type { PictureObject, PictureSize } from "./picture-labels.ts";
import { boxOfShape } from "./shape-box.ts";
import type { VocShape } from "./voc-xml.ts";
import { escapeXml } from "./xml-text.ts";

/** Width of a keypoint's mark, percent of the picture's width. */
const KEYPOINT = 0.5;

function valueOf(
  shape: VocShape,
  { width, height }: PictureSize,
): { type: string; value: Record<string, unknown> } {
  const place = ({ x, y }: Point): { x: number; y: number } => ({
    x: (x / width) * 100,
    y: (y / height) * 100,
  });
  if (shape.kind === "polygon") {
    const points = shape.points.map(place).map(({ x, y }) => [x, y]);
    return { type: "polygonlabels", value: { points, closed: true } };
  }
  if (shape.kind === "point")
    return {
      type: "keypointlabels",
      value: { ...place(shape.point), width: KEYPOINT },
    };
  if (shape.kind === "circle") {
    const { x: radiusX, y: radiusY } = place({
      x: shape.radius,
      y: shape.radius,
    });
    const value = { ...place(shape.center), radiusX, radiusY, rotation: 0 };
    return { type: "ellipselabels", value };
  }
  const { xMin, yMin, xMax, yMax } = boxOfShape(shape);
  const { x: w, y: h } = place({ x: xMax - xMin, y: yMax - yMin });
  const value = { ...place({ x: xMin, y: yMin }), width: w, height: h };
  return { type: "rectanglelabels", value: { ...value, rotation: 0 } };
}

/** A Label Studio file of tasks that is written while its pictures come in. */
export class LabelStudioWriter {
  readonly #tasks = new GrowingList(",\n");
  #id = 0;

  /** @param isLabeled otherwise somebody still has to label the picture. */
  add(
    image: string,
    size: PictureSize | null,
    objects: readonly PictureObject[],
    isLabeled: boolean,
  ): void {
    const id = ++this.#id;
    const sides = size ?? { width: 1, height: 1 };
    const result = objects.map((object, i) => {
      const { type, value } = valueOf(object.shape, sides);
      const attributes = attributesOf(object);
      return {
        id: `${String(id)}-${String(i)}`,
        type,
        from_name: type,
        to_name: "image",
        original_width: sides.width,
        original_height: sides.height,
        image_rotation: 0,
        value: { ...value, [type]: [object.name] },
        ...(Object.keys(attributes).length > 0 ? { meta: { attributes } } : {}),
      };
    });
    const annotations = isLabeled ? [{ was_cancelled: false, result }] : [];
    this.#tasks.add(JSON.stringify({ id, data: { image }, annotations }));
  }

  blob(): Blob {
    return new Blob(["[\n", this.#tasks.blob(), "\n]\n"]);
  }
}

/** The labeling interface that such tasks need, with the labels in their order. */
export function labelStudioConfig(classes: readonly string[]): string {
  const labels = classes
    .map((name) => `    <Label value="${escapeXml(name)}"/>\n`)
    .join("");
  const control = (name: string): string =>
    `  <${name} name="${name.toLowerCase()}" toName="image">\n${labels}  </${name}>\n`;
  const controls = [
    "RectangleLabels",
    "PolygonLabels",
    "KeyPointLabels",
    "EllipseLabels",
  ];
  return `<View>\n  <Image name="image" value="$image"/>\n${controls.map(control).join("")}</View>\n`;
}

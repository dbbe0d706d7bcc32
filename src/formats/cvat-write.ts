import type { Point } from "#core/geometry.ts";
import { GrowingText } from "./growing-text.ts";
import { attributesOf } from "./object-attributes.ts";
import type { PictureObject, PictureSize } from "./picture-labels.ts";
import type { VocShape } from "./voc-xml.ts";
import { escapeXml } from "./xml-text.ts";

const attributes = (
  values: Readonly<Record<string, string | number>>,
): string =>
  Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
    .join("");

const pointList = (points: readonly Point[]): string =>
  points.map(({ x, y }) => `${String(x)},${String(y)}`).join(";");

function tagOf(shape: VocShape): [string, Record<string, string | number>] {
  switch (shape.kind) {
    case "bndbox": {
      const { xMin, yMin, xMax, yMax } = shape;
      return ["box", { xtl: xMin, ytl: yMin, xbr: xMax, ybr: yMax }];
    }
    case "polygon":
      return ["polygon", { points: pointList(shape.points) }];
    case "point":
      return ["points", { points: pointList([shape.point]) }];
    case "line":
      return ["polyline", { points: pointList([shape.from, shape.to]) }];
    case "circle": {
      const { center, radius } = shape;
      return [
        "ellipse",
        { cx: center.x, cy: center.y, rx: radius, ry: radius },
      ];
    }
  }
}

/** A CVAT file that is written while its pictures come in. */
export class CvatWriter {
  readonly #images = new GrowingText();
  /** Label -> names of its attributes: CVAT reads only those that are declared. */
  readonly #declared = new Map<string, Set<string>>();
  #id = 0;

  add(
    name: string,
    subset: string,
    size: PictureSize | null,
    objects: readonly PictureObject[],
  ): void {
    const { width, height } = size ?? { width: 0, height: 0 };
    const own = subset === "" ? {} : { subset };
    const id = this.#id++;
    this.#images.add(
      `  <image${attributes({ id, name, ...own, width, height })}>\n`,
    );
    for (const object of objects) this.#images.add(this.#shape(object));
    this.#images.add("  </image>\n");
  }

  #shape(object: PictureObject): string {
    const [tag, own] = tagOf(object.shape);
    const { occluded: _occluded, ...texts } = attributesOf(object);
    const declared = this.#declared.get(object.name) ?? new Set();
    this.#declared.set(object.name, declared);
    const lines = Object.entries(texts).map(([name, text]) => {
      declared.add(name);
      return `      <attribute${attributes({ name })}>${escapeXml(text)}</attribute>\n`;
    });
    const occluded = object.occluded ? 1 : 0;
    return `    <${tag}${attributes({ label: object.name, source: "manual", occluded, ...own, z_order: 0 })}>\n${lines.join("")}    </${tag}>\n`;
  }

  blob(classes: readonly string[]): Blob {
    const labels = classes.map((name) => {
      const declared = [...(this.#declared.get(name) ?? [])].map(
        (attribute) =>
          `<attribute><name>${escapeXml(attribute)}</name><mutable>False</mutable><input_type>text</input_type><default_value></default_value><values></values></attribute>`,
      );
      return `      <label><name>${escapeXml(name)}</name><attributes>${declared.join("")}</attributes></label>\n`;
    });
    return new Blob([
      `<?xml version="1.0" encoding="utf-8"?>\n<annotations>\n  <version>1.1</version>\n  <meta><task><size>${String(this.#id)}</size><mode>annotation</mode><labels>\n`,
      ...labels,
      "    </labels></task></meta>\n",
      this.#images.blob(),
      "</annotations>\n",
    ]);
  }
}

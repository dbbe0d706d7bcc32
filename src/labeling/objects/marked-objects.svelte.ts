import type { SampleId } from "#core/ids.ts";
import type { Shape } from "#core/shape.ts";
import type { LabeledObject } from "./object.ts";

const texts = new WeakMap<Shape, string>();

function textOf(shape: Shape): string {
  const text = texts.get(shape) ?? JSON.stringify(shape);
  texts.set(shape, text);
  return text;
}

/**
 * Objects that a person locked or hid while labeling. They are known by their picture and shape, so
 * that another label, undo and redo keep the mark.
 */
export class MarkedObjects {
  #keys = $state.raw<ReadonlySet<string>>(new Set());

  has(of: SampleId | undefined, object: Pick<LabeledObject, "shape">): boolean {
    return (
      of !== undefined &&
      this.#keys.size > 0 &&
      this.#keys.has(keyOf(of, object))
    );
  }

  /** Marks an object, or no longer; nothing where there is none. */
  toggle(
    of: SampleId | undefined,
    object: Pick<LabeledObject, "shape"> | undefined,
  ): void {
    if (of === undefined || !object) return;
    const next = new Set(this.#keys);
    const key = keyOf(of, object);
    if (!next.delete(key)) next.add(key);
    this.#keys = next;
  }
}

const keyOf = (of: SampleId, { shape }: Pick<LabeledObject, "shape">): string =>
  `${of} ${textOf(shape)}`;

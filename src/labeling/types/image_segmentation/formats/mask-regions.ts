/** Masks as regions: one for each class, or for each object where another mask tells these apart. */
import { colorOfNumber } from "#formats/color-map.ts";
import {
  colorValue,
  isBackground,
  type MaskNames,
  VOC_NAMES,
} from "#formats/mask-names.ts";
import { plainObject, type PictureObject } from "#formats/picture-labels.ts";
import { spansByValue, type ValuePicture } from "#formats/value-picture.ts";
import { maskOf } from "#core/mask.ts";
import type { Mask } from "#core/shape.ts";
import { rowOf, type Spans, STRIDE } from "#core/spans.ts";

const VOID = 255;

/** The colors of PASCAL VOC, where the numbers of a palette mean its classes. */
const isVocPalette = ({ palette }: ValuePicture): boolean =>
  palette.length > VOC_NAMES.length &&
  VOC_NAMES.every((_, i) => {
    const [r, g, b] = colorOfNumber(i);
    const [red, green, blue] = palette[i] ?? [];
    return red === r && green === g && blue === b;
  });

const vocByColor = new Map([
  ...VOC_NAMES.map((name, i) => [colorValue(colorOfNumber(i)), name] as const),
  [colorValue(colorOfNumber(VOID)), "void"] as const,
]);

/** Only black and one level: that is the object. */
const isBinary = ({ values, kind }: ValuePicture): boolean =>
  kind === "grey" && values.every((value) => value === 0 || value === VOID);

/** A color without a name is its own. */
const hexOf = (value: number): string =>
  value === 0 ? "background" : `#${value.toString(16).padStart(6, "0")}`;

/** Names of colors: those that are listed, else PASCAL VOC's where there are no others. */
function colorNames(
  { values }: ValuePicture,
  { byColor }: MaskNames,
): ReadonlyMap<number, string> {
  if (byColor.size > 0) return byColor;
  return values.every((value) => vocByColor.has(value)) ? vocByColor : byColor;
}

/** The label of a value; a name that `isBackground` for no object. */
function nameOf(
  picture: ValuePicture,
  names: MaskNames,
): (value: number) => string {
  if (picture.kind === "color") {
    const colors = colorNames(picture, names);
    return (value) => colors.get(value) ?? hexOf(value);
  }
  const binary = names.byIndex.size === 0 && isBinary(picture);
  const voc = isVocPalette(picture) && names.byIndex.size === 0;
  return (value) => {
    const color = picture.palette[value];
    const byColor = color && names.byColor.get(colorValue(color));
    const named = byColor ?? names.byIndex.get(value);
    if (named !== undefined) return named;
    if (voc && VOC_NAMES[value]) return VOC_NAMES[value];
    if (binary && value === VOID) return "object";
    const isNone = value === 0 || (value === VOID && !binary);
    return isNone ? "background" : String(value);
  };
}

/** Levels of 16 bits as KITTI and Cityscapes have them: the class times 256, and the object's number. */
const isClassAndObject = ({ kind, values }: ValuePicture): boolean =>
  kind === "grey" &&
  values.some((value) => value > VOID) &&
  values.every((value) => value === 0 || value > VOID);

/** The value that most of these pixels have. */
function mostOf({ width, values }: ValuePicture, spans: Spans): number {
  const counts = new Map<number, number>();
  for (let i = 0; i < spans.length; i += 2) {
    const from = spans[i] ?? 0;
    const begin = rowOf(from) * width + (from % STRIDE);
    const end = begin + (spans[i + 1] ?? 0) - from;
    for (let at = begin; at < end; at += 1) {
      const value = values[at] ?? 0;
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  }
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  return most?.[0] ?? 0;
}

/** @param objects a mask of the same size whose values tell the objects apart; null where there is none. */
export function regionsOfMask(
  classes: ValuePicture,
  objects: ValuePicture | null,
  names: MaskNames,
): PictureObject<Mask>[] {
  const isJoint = isClassAndObject(classes);
  const name = nameOf(classes, names);
  const labelOf = (value: number): string =>
    isJoint
      ? value === 0
        ? "background"
        : (names.byIndex.get(value >> 8) ?? String(value >> 8))
      : name(value);
  const found = [...spansByValue(objects ?? classes)].sort(([a], [b]) => a - b);
  return found.flatMap(([value, spans]) => {
    const isNone =
      objects !== null &&
      (value === 0 || (value === VOID && objects.kind === "palette"));
    const label = labelOf(objects ? mostOf(classes, spans) : value);
    const mask = isNone || isBackground(label) ? null : maskOf(spans);
    return mask ? [plainObject(label, mask)] : [];
  });
}

/** Which label a value of a mask stands for, as the lists beside the masks say. */
import type { Color } from "./value-picture.ts";

export interface MaskNames {
  /** By number: a class index, a grey level. */
  readonly byIndex: ReadonlyMap<number, string>;
  /** By 0xRRGGBB. */
  readonly byColor: ReadonlyMap<number, string>;
}

export const NO_NAMES: MaskNames = { byIndex: new Map(), byColor: new Map() };

export const colorValue = ([red, green, blue]: Color): number =>
  (red << 16) | (green << 8) | blue;

/** Names that stand for no object. */
export const isBackground = (name: string): boolean =>
  /^_*(background|ignored?|void|unlabell?ed)_*$/i.test(name);

/** The classes of PASCAL VOC, from 0. */
export const VOC_NAMES: readonly string[] = [
  "background",
  "aeroplane",
  "bicycle",
  "bird",
  "boat",
  "bottle",
  "bus",
  "car",
  "cat",
  "chair",
  "cow",
  "diningtable",
  "dog",
  "horse",
  "motorbike",
  "person",
  "pottedplant",
  "sheep",
  "sofa",
  "train",
  "tvmonitor",
];

const lines = (text: string): string[] =>
  text
    .replace(/^\ufeff/, "")
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "" && !/^#\s*label:/.test(line));

/** `name:r,g,b:parts:actions`, or CamVid's `r g b name`; null for other texts. */
export function parseColorList(text: string): MaskNames | null {
  const byColor = new Map<number, string>();
  for (const line of lines(text)) {
    const named = /^(.*):(\d+),(\d+),(\d+):[^:]*:[^:]*$/.exec(line);
    const spaced = /^(\d+)\s+(\d+)\s+(\d+)\s+(.+?)\s*$/.exec(line);
    const [name, ...numbers] = named
      ? named.slice(1)
      : spaced
        ? [spaced[4], ...spaced.slice(1, 4)]
        : [];
    const [red = -1, green = -1, blue = -1] = numbers.map(Number);
    if (!name || Math.max(red, green, blue) > 255 || blue < 0) return null;
    byColor.set(colorValue([red, green, blue]), name.trim());
  }
  return byColor.size > 0 ? { byColor, byIndex: new Map() } : null;
}

/** One name a line, from 0, or from -1 where the first is to be ignored. */
export function parseNameList(text: string): MaskNames {
  const names = lines(text).map((line) => line.trim());
  const first = names[0] === "__ignore__" ? -1 : 0;
  return {
    byIndex: new Map(names.map((name, i) => [i + first, name])),
    byColor: new Map(),
  };
}

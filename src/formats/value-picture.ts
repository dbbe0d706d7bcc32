/** Pictures whose pixels are numbers: classes, objects, or colors that stand for them. */
import { rowOf, SpanRows, type Spans, STRIDE } from "#core/spans.ts";

export type Color = readonly [red: number, green: number, blue: number];

export interface ValuePicture {
  readonly width: number;
  readonly height: number;
  /** Row by row: palette index, grey level as stored (16 bit too), or 0xRRGGBB. */
  readonly values: Uint32Array;
  readonly kind: "palette" | "grey" | "color";
  /** Of a palette, in its order. */
  readonly palette: readonly Color[];
}

/** The pixels of each value, in the order in which the values are met. */
export function spansByValue({
  width,
  height,
  values,
}: Pick<ValuePicture, "width" | "height" | "values">): Map<number, Spans> {
  const found = new Map<number, SpanRows>();
  for (let y = 0; y < height; y += 1) {
    const row = y * width;
    for (let from = 0; from < width;) {
      const value = values[row + from] ?? 0;
      let to = from + 1;
      while (to < width && values[row + to] === value) to += 1;
      let spans = found.get(value);
      if (!spans) found.set(value, (spans = new SpanRows({ width, height })));
      spans.add(y, from, to);
      from = to;
    }
  }
  return new Map([...found].map(([value, rows]) => [value, rows.spans]));
}

/** Sets a value for all these pixels; those outside the picture are left out. */
export function setValue(
  { width, height, values }: Pick<ValuePicture, "width" | "height" | "values">,
  spans: Spans,
  value: number,
): void {
  for (let i = 0; i < spans.length; i += 2) {
    const [from = 0, to = 0] = [spans[i], spans[i + 1]];
    const [y, x] = [rowOf(from), from % STRIDE];
    if (y >= height || x >= width) continue;
    const begin = y * width + x;
    values.fill(value, begin, Math.min(begin + to - from, (y + 1) * width));
  }
}

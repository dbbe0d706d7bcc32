/** Pixels as an added model wants them. */
import type { Normalization } from "#core/backbone.ts";
import type { Pixels } from "./backbone.ts";
import type { PictureInput } from "./extractor-rules.ts";

/** Per channel: value = byte * scale + shift. ImageNet: torchvision's mean and deviation of RGB in 0..1. */
function scalesOf(normalization: Normalization): {
  readonly scale: readonly [number, number, number];
  readonly shift: readonly [number, number, number];
} {
  switch (normalization) {
    case "byte":
      return { scale: [1, 1, 1], shift: [0, 0, 0] };
    case "unit":
      return { scale: [1 / 255, 1 / 255, 1 / 255], shift: [0, 0, 0] };
    case "symmetric":
      return {
        scale: [1 / 127.5, 1 / 127.5, 1 / 127.5],
        shift: [-1, -1, -1],
      };
    case "imagenet":
      return {
        scale: [1 / (255 * 0.229), 1 / (255 * 0.224), 1 / (255 * 0.225)],
        shift: [-0.485 / 0.229, -0.456 / 0.224, -0.406 / 0.225],
      };
  }
}

/** @returns [pictures, side, side, 3] or [pictures, 3, side, side], by the layout; alpha is dropped. */
export function pictureInputValues(
  pictures: readonly Pixels[],
  layout: PictureInput["layout"],
  normalization: Normalization,
  mirror: boolean,
): Float32Array<ArrayBuffer> {
  const side = pictures[0]?.side ?? 0;
  const area = side * side;
  const { scale, shift } = scalesOf(normalization);
  const [pixel, channel] = layout === "nhwc" ? [3, 1] : [1, area];
  const values = new Float32Array(pictures.length * area * 3);
  pictures.forEach(({ rgba }, n) => {
    for (let y = 0; y < side; y += 1) {
      for (let x = 0; x < side; x += 1) {
        const from = (y * side + (mirror ? side - 1 - x : x)) * 4;
        const to = n * area * 3 + (y * side + x) * pixel;
        values[to] = (rgba[from] ?? 0) * scale[0] + shift[0];
        values[to + channel] = (rgba[from + 1] ?? 0) * scale[1] + shift[1];
        values[to + 2 * channel] = (rgba[from + 2] ?? 0) * scale[2] + shift[2];
      }
    }
  });
  return values;
}

/** A picture as it might look in other light. */
import type { Random } from "#core/random.ts";

/** Largest changes of light, contrast and colourfulness, as shares. */
const LIGHT = 0.2;
const CONTRAST = 0.2;
const COLOUR = 0.3;
const CHANNELS = 3;

const between = (random: Random, low: number, high: number): number =>
  low + random() * (high - low);

/** Changes colourfulness, contrast and light of [..., 3] values in 0..1, in place. */
export function relight(values: Float32Array, random: Random): void {
  const colour = 1 + between(random, -COLOUR, COLOUR);
  const contrast = 1 + between(random, -CONTRAST, CONTRAST);
  const light = 1 + between(random, -LIGHT, LIGHT);
  const mean =
    values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  for (let i = 0; i < values.length; i += CHANNELS) {
    const grey =
      ((values[i] as number) +
        (values[i + 1] as number) +
        (values[i + 2] as number)) /
      CHANNELS;
    for (let c = i; c < i + CHANNELS; c += 1) {
      const coloured = grey + ((values[c] as number) - grey) * colour;
      const lit = (mean + (coloured - mean) * contrast) * light;
      values[c] = Math.min(1, Math.max(0, lit));
    }
  }
}

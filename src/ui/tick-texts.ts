/** @param more digits than usual. */
export type FormatTick = (value: number, more?: number) => string;

const MAX_MORE = 6;

/**
 * Texts of an axis' ticks, with as many digits as it takes to tell them apart.
 *   tickTexts([0.801, 0.803], formatPercent) // ["80.1%", "80.3%"]
 */
export function tickTexts(
  ticks: readonly number[],
  format: FormatTick,
): readonly string[] {
  for (let more = 0; more <= MAX_MORE; more += 1) {
    const texts = ticks.map((tick) => format(tick, more));
    if (new Set(texts).size === ticks.length) return texts;
  }
  return ticks.map((tick) => format(tick));
}

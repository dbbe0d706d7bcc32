/** Numbers of any size, with as many digits as tell something. */
export const shortNumber = (value: number): string =>
  new Intl.NumberFormat(document.documentElement.lang || undefined, {
    maximumSignificantDigits: 4,
    notation: Math.abs(value) >= 1e7 ? "compact" : "standard",
  }).format(value);

/** Numbers of any size, with as many digits as tell something. @param more digits than that. */
export const shortNumber = (value: number, more = 0): string =>
  new Intl.NumberFormat(document.documentElement.lang || undefined, {
    maximumSignificantDigits: 4 + more,
    notation: Math.abs(value) >= 1e7 ? "compact" : "standard",
  }).format(value);

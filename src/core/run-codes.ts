/**
 * Run-length codes packed into a text, as COCO packs them: five bits a character from the lowest
 * on, and from the third run on the difference to the run before the last.
 */

/** The runs of a packed text. */
export function unpackRuns(text: string): number[] {
  const runs: number[] = [];
  let at = 0;
  while (at < text.length) {
    let [value, shift, bits] = [0, 0, 0];
    do {
      bits = text.charCodeAt(at++) - 48;
      value |= (bits & 31) << shift;
      shift += 5;
    } while (bits & 32 && at < text.length);
    // The sign is in the last character's highest bit.
    if (bits & 16) value |= -1 << shift;
    runs.push(runs.length > 2 ? value + (runs.at(-2) ?? 0) : value);
  }
  return runs;
}

/** @param runs below 2^30 each. */
export function packRuns(runs: readonly number[]): string {
  const codes: number[] = [];
  runs.forEach((run, i) => {
    let value = i > 2 ? run - (runs[i - 2] ?? 0) : run;
    for (;;) {
      const bits = value & 31;
      value >>= 5;
      const isLast = bits & 16 ? value === -1 : value === 0;
      codes.push((isLast ? bits : bits | 32) + 48);
      if (isLast) break;
    }
  });
  let text = "";
  // A call takes only so many arguments.
  for (let at = 0; at < codes.length; at += 8192)
    text += String.fromCharCode(...codes.slice(at, at + 8192));
  return text;
}

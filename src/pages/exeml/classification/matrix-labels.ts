/** Of a large matrix, where to look first. */

/** @returns indices of at most `most` labels, rising: those with the most mistakes, made of them or with them. */
export function mostMistaken(
  confusion: readonly (readonly number[])[],
  most: number,
): number[] {
  const all = confusion.map((_, label) => label);
  if (all.length <= most) return all;
  const mistakes = all.map(() => 0);
  for (const [truth, row] of confusion.entries())
    for (const [predicted, count] of row.entries())
      if (truth !== predicted)
        for (const label of [truth, predicted])
          mistakes[label] = (mistakes[label] ?? 0) + count;
  return all
    .toSorted((a, b) => (mistakes[b] ?? 0) - (mistakes[a] ?? 0))
    .slice(0, most)
    .sort((a, b) => a - b);
}

/**
 * Fewer channels instead of many, chosen blindly: angles between vectors change little on the way
 * (Johnson and Lindenstrauss 1984), and nothing has to be learned or shipped.
 */
import { seededRandom } from "#core/random.ts";

/**
 * Orthonormal columns that the seed decides, by Gram and Schmidt; sums, products and square roots
 * alone, so that every browser finds the same.
 * @returns [rows, columns], row by row; columns <= rows.
 */
export function orthogonalFrame(
  rows: number,
  columns: number,
  seed: number,
): Float32Array<ArrayBuffer> {
  const random = seededRandom(seed);
  const found: Float64Array[] = [];
  for (let c = 0; c < columns; c += 1) {
    const column = Float64Array.from({ length: rows }, () => random() - 0.5);
    for (const other of found) {
      const shadow = column.reduce(
        (sum, value, i) => sum + value * (other[i] as number),
        0,
      );
      other.forEach(
        (value, i) => (column[i] = (column[i] as number) - shadow * value),
      );
    }
    const length = Math.sqrt(column.reduce((sum, v) => sum + v * v, 0));
    found.push(column.map((value) => value / length));
  }
  return Float32Array.from(
    { length: rows * columns },
    (_, i) => found[i % columns]?.[Math.floor(i / columns)] ?? 0,
  );
}

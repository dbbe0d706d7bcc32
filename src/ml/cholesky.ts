/** Symmetric positive definite systems, row-major float64. */
import { AppError } from "#core/errors.ts";

/**
 * The lower triangle L with L Lᵀ = A, in place of A's lower triangle.
 * @param a [n, n]
 * @throws AppError('model') when A is not positive definite.
 */
export function cholesky(a: Float64Array, n: number): void {
  for (let i = 0; i < n; i += 1) {
    const row = i * n;
    for (let j = 0; j <= i; j += 1) {
      const other = j * n;
      let sum = a[row + j] as number;
      for (let k = 0; k < j; k += 1)
        sum -= (a[row + k] as number) * (a[other + k] as number);
      if (j < i) a[row + j] = sum / (a[other + j] as number);
      else if (sum > 0) a[row + i] = Math.sqrt(sum);
      else
        throw new AppError("model", "The samples do not determine a model", {
          value: sum,
        });
    }
  }
}

/** L⁻¹ b in place of b: forward substitution. @param b [n] */
export function solveLower(l: Float64Array, n: number, b: Float64Array): void {
  for (let i = 0; i < n; i += 1) {
    const row = i * n;
    let sum = b[i] as number;
    for (let k = 0; k < i; k += 1)
      sum -= (l[row + k] as number) * (b[k] as number);
    b[i] = sum / (l[row + i] as number);
  }
}

/** L⁻ᵀ b in place of b: backward substitution. @param b [n] */
export function solveUpper(l: Float64Array, n: number, b: Float64Array): void {
  for (let i = n - 1; i >= 0; i -= 1) {
    const value = (b[i] as number) / (l[i * n + i] as number);
    b[i] = value;
    const row = i * n;
    for (let k = 0; k < i; k += 1)
      b[k] = (b[k] as number) - value * (l[row + k] as number);
  }
}

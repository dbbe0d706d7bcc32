/** Limited-memory BFGS (Nocedal 1980): which way to go, from the last few steps. */

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1)
    sum += (a[i] as number) * (b[i] as number);
  return sum;
}

/** A step s, the change y it made to the gradient, and 1 / (s · y). */
export interface Pair {
  readonly s: Float64Array;
  readonly y: Float64Array;
  readonly rho: number;
}

export const MEMORY = 8;

/** The two-loop recursion: an estimate of the inverse Hessian times the gradient. */
export function direction(
  gradient: Float64Array,
  pairs: readonly Pair[],
): Float64Array {
  const q = Float64Array.from(gradient);
  const alphas: number[] = [];
  for (const { s, y, rho } of [...pairs].reverse()) {
    const alpha = rho * dot(s, q);
    alphas.push(alpha);
    for (let i = 0; i < q.length; i += 1)
      q[i] = (q[i] as number) - alpha * (y[i] as number);
  }
  const newest = pairs.at(-1);
  const scale = newest ? 1 / (newest.rho * dot(newest.y, newest.y)) : 1;
  for (let i = 0; i < q.length; i += 1) q[i] = (q[i] as number) * scale;
  pairs.forEach(({ s, y, rho }, i) => {
    const beta = rho * dot(y, q);
    const alpha = alphas[pairs.length - 1 - i] ?? 0;
    for (let j = 0; j < q.length; j += 1)
      q[j] = (q[j] as number) + (alpha - beta) * (s[j] as number);
  });
  return q;
}

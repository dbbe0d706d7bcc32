/** Power spectra of real frames: a radix-2 transform of half the size. Source: Cooley and Tukey 1965. */

/** For frames of one size, a power of two. Not to be shared between calls that overlap. */
export class PowerSpectrum {
  readonly #half: number;
  readonly #cosine: Float64Array;
  readonly #sine: Float64Array;
  readonly #order: Uint32Array;
  readonly #real: Float64Array;
  readonly #imaginary: Float64Array;

  /** @throws RangeError when the size is no power of two, or below 4. */
  constructor(size: number) {
    if (size < 4 || !Number.isInteger(Math.log2(size)))
      throw new RangeError(`${String(size)} is no power of two of 4 or more`);
    const half = size / 2;
    this.#half = half;
    const angles = Float64Array.from(
      { length: half },
      (_, k) => (2 * Math.PI * k) / size,
    );
    this.#cosine = angles.map(Math.cos);
    this.#sine = angles.map(Math.sin);
    this.#order = new Uint32Array(half);
    for (let i = 1; i < half; i += 1)
      this.#order[i] =
        ((this.#order[i >> 1] as number) >> 1) | (i & 1 ? half >> 1 : 0);
    this.#real = new Float64Array(half);
    this.#imaginary = new Float64Array(half);
  }

  /** Even samples as the real part, odd ones as the imaginary: one complex transform of half the size. */
  #transform(frame: Float32Array): void {
    const [re, im, half] = [this.#real, this.#imaginary, this.#half];
    for (let i = 0; i < half; i += 1) {
      const to = this.#order[i] as number;
      re[to] = frame[2 * i] as number;
      im[to] = frame[2 * i + 1] as number;
    }
    for (let width = 1; width < half; width *= 2) {
      const stride = half / width;
      for (let start = 0; start < half; start += 2 * width)
        for (let k = 0; k < width; k += 1) {
          const [a, b] = [start + k, start + k + width];
          const c = this.#cosine[k * stride] as number;
          const s = this.#sine[k * stride] as number;
          const [br, bi] = [re[b] as number, im[b] as number];
          const tr = br * c + bi * s;
          const ti = bi * c - br * s;
          re[b] = (re[a] as number) - tr;
          im[b] = (im[a] as number) - ti;
          re[a] = (re[a] as number) + tr;
          im[a] = (im[a] as number) + ti;
        }
    }
  }

  /** @param frame [size] @returns squared magnitudes of frequencies 0 to half the rate, [size / 2 + 1]. */
  of(frame: Float32Array): Float64Array {
    this.#transform(frame);
    const [re, im, half] = [this.#real, this.#imaginary, this.#half];
    const power = new Float64Array(half + 1);
    const [r0, i0] = [re[0] as number, im[0] as number];
    power[0] = (r0 + i0) ** 2;
    power[half] = (r0 - i0) ** 2;
    for (let k = 1; k < half; k += 1) {
      const [ar, ai] = [re[k] as number, im[k] as number];
      const [br, bi] = [re[half - k] as number, im[half - k] as number];
      // The spectra of even and odd samples, taken apart again.
      const [er, ei] = [(ar + br) / 2, (ai - bi) / 2];
      const [or, oi] = [(ai + bi) / 2, (br - ar) / 2];
      const c = this.#cosine[k] as number;
      const s = this.#sine[k] as number;
      power[k] = (er + or * c + oi * s) ** 2 + (ei + oi * c - or * s) ** 2;
    }
    return power;
  }
}

/** Fast Fourier transform of blocks of one size, a power of two. Source: Cooley and Tukey, 1965. */
export class Fourier {
  readonly size: number;
  readonly #cosine: Float64Array;
  readonly #sine: Float64Array;
  readonly #order: Uint32Array;
  readonly #real: Float64Array;
  readonly #imaginary: Float64Array;

  constructor(size: number) {
    this.size = size;
    const half = size / 2;
    const angle = (i: number): number => (-2 * Math.PI * i) / size;
    this.#cosine = Float64Array.from({ length: half }, (_, i) =>
      Math.cos(angle(i)),
    );
    this.#sine = Float64Array.from({ length: half }, (_, i) =>
      Math.sin(angle(i)),
    );
    const bits = Math.log2(size);
    this.#order = Uint32Array.from({ length: size }, (_, i) => {
      let turned = 0;
      for (let bit = 0; bit < bits; bit += 1)
        turned |= ((i >> bit) & 1) << (bits - 1 - bit);
      return turned;
    });
    this.#real = new Float64Array(size);
    this.#imaginary = new Float64Array(size);
  }

  /**
   * Squared magnitudes of frequencies 0 to half the rate, [size / 2 + 1], written into `power`.
   * @param values [size], after any window.
   */
  power(values: Float32Array, power: Float32Array): void {
    const [real, imaginary] = [this.#real, this.#imaginary];
    for (let i = 0; i < this.size; i += 1)
      real[i] = values[this.#order[i] ?? 0] ?? 0;
    imaginary.fill(0);
    for (let width = 1; width < this.size; width *= 2) this.#combine(width);
    for (let i = 0; i < power.length; i += 1)
      power[i] = (real[i] ?? 0) ** 2 + (imaginary[i] ?? 0) ** 2;
  }

  /** Blocks of `width` to blocks of twice as much. */
  #combine(width: number): void {
    const [real, imaginary] = [this.#real, this.#imaginary];
    const step = this.size / 2 / width;
    for (let start = 0; start < this.size; start += 2 * width)
      for (let i = 0; i < width; i += 1) {
        const [low, high] = [start + i, start + i + width];
        const [c, s] = [this.#cosine[i * step] ?? 0, this.#sine[i * step] ?? 0];
        const [r, im] = [real[high] ?? 0, imaginary[high] ?? 0];
        const [turnedReal, turnedImaginary] = [r * c - im * s, r * s + im * c];
        const [a, b] = [real[low] ?? 0, imaginary[low] ?? 0];
        real[high] = a - turnedReal;
        imaginary[high] = b - turnedImaginary;
        real[low] = a + turnedReal;
        imaginary[low] = b + turnedImaginary;
      }
  }
}

/** How likely colors are: a mixture of normal distributions over red, green and blue. */
const PARTS = 5;
const MEANS_ROUNDS = 8;
/** Added to every variance: a flat color has none of its own. */
const LEAST_VARIANCE = 4;

interface Part {
  readonly mean: readonly [number, number, number];
  /** Of the inverse of the covariance: xx, xy, xz, yy, yz, zz. */
  readonly inverse: readonly number[];
  /** log of the weight by the normalising factor. */
  readonly log: number;
}

/** Sums from which a mean and a covariance come. */
class Sums {
  count = 0;
  readonly first = [0, 0, 0];
  readonly second = [0, 0, 0, 0, 0, 0];

  add(r: number, g: number, b: number): void {
    this.count += 1;
    const [first, second] = [this.first, this.second];
    [r, g, b].forEach((value, i) => (first[i] = (first[i] ?? 0) + value));
    [r * r, r * g, r * b, g * g, g * b, b * b].forEach(
      (value, i) => (second[i] = (second[i] ?? 0) + value),
    );
  }

  part(total: number): Part {
    const n = this.count;
    const [r = 0, g = 0, b = 0] = this.first.map((sum) => sum / n);
    const [rr = 0, rg = 0, rb = 0, gg = 0, gb = 0, bb = 0] = this.second.map(
      (sum) => sum / n,
    );
    const xx = rr - r * r + LEAST_VARIANCE;
    const yy = gg - g * g + LEAST_VARIANCE;
    const zz = bb - b * b + LEAST_VARIANCE;
    const [xy, xz, yz] = [rg - r * g, rb - r * b, gb - g * b];
    const minors = [
      yy * zz - yz * yz,
      xz * yz - xy * zz,
      xy * yz - xz * yy,
      xx * zz - xz * xz,
      xy * xz - xx * yz,
      xx * yy - xy * xy,
    ];
    const determinant =
      xx * (minors[0] ?? 0) + xy * (minors[1] ?? 0) + xz * (minors[2] ?? 0);
    return {
      mean: [r, g, b],
      inverse: minors.map((minor) => minor / determinant),
      log: Math.log(n / total) - Math.log(determinant) / 2,
    };
  }
}

export class ColorMixture {
  readonly #parts: readonly Part[];

  /** @param pixels red, green, blue, 0-255, three numbers each; at least one pixel. */
  constructor(pixels: Float32Array) {
    const count = pixels.length / 3;
    const own = this.#grouped(pixels);
    const sums = Array.from({ length: PARTS }, () => new Sums());
    for (let i = 0; i < count; i += 1)
      sums[own[i] ?? 0]?.add(
        pixels[3 * i] ?? 0,
        pixels[3 * i + 1] ?? 0,
        pixels[3 * i + 2] ?? 0,
      );
    this.#parts = sums
      .filter((sum) => sum.count > 0)
      .map((sum) => sum.part(count));
  }

  /** k-means, from places spread over the brightness. @returns the group of each pixel. */
  #grouped(pixels: Float32Array): Uint8Array {
    const count = pixels.length / 3;
    const own = new Uint8Array(count);
    const bright = Array.from(
      { length: count },
      (_, i) =>
        (pixels[3 * i] ?? 0) +
        (pixels[3 * i + 1] ?? 0) +
        (pixels[3 * i + 2] ?? 0),
    );
    const order = Array.from(bright.keys()).sort(
      (a, b) => (bright[a] ?? 0) - (bright[b] ?? 0),
    );
    let means = Array.from({ length: PARTS }, (_, k) => {
      const at = 3 * (order[Math.floor(((k + 0.5) / PARTS) * count)] ?? 0);
      return [pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0];
    });
    for (let round = 0; round < MEANS_ROUNDS; round += 1) {
      const sums = means.map(() => [0, 0, 0, 0]);
      for (let i = 0; i < count; i += 1) {
        const [r, g, b] = [
          pixels[3 * i] ?? 0,
          pixels[3 * i + 1] ?? 0,
          pixels[3 * i + 2] ?? 0,
        ];
        let [best, least] = [0, Infinity];
        means.forEach(([mr = 0, mg = 0, mb = 0], k) => {
          const away = (r - mr) ** 2 + (g - mg) ** 2 + (b - mb) ** 2;
          if (away < least) [best, least] = [k, away];
        });
        own[i] = best;
        const sum = sums[best] ?? [];
        [r, g, b, 1].forEach((value, n) => (sum[n] = (sum[n] ?? 0) + value));
      }
      means = means.map((mean, k) => {
        const [r = 0, g = 0, b = 0, n = 0] = sums[k] ?? [];
        return n > 0 ? [r / n, g / n, b / n] : mean;
      });
    }
    return own;
  }

  /** Minus the log of how likely a color is, up to a constant. */
  cost(r: number, g: number, b: number): number {
    let likely = 0;
    for (const { mean, inverse, log } of this.#parts) {
      const [x, y, z] = [r - mean[0], g - mean[1], b - mean[2]];
      const [xx = 0, xy = 0, xz = 0, yy = 0, yz = 0, zz = 0] = inverse;
      const away =
        xx * x * x +
        yy * y * y +
        zz * z * z +
        2 * (xy * x * y + xz * x * z + yz * y * z);
      likely += Math.exp(log - away / 2);
    }
    return -Math.log(likely + 1e-300);
  }
}

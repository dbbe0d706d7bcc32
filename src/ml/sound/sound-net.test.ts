import { describe, expect, test } from "vitest";
import { seededRandom } from "#core/random.ts";
import { bestOf } from "../head-search.ts";
import { augmented, mask } from "./augment.ts";
import { fitNet, netScores } from "./net-head.ts";
import { freshWeights, gaussian, SoundNet } from "./sound-net.ts";

const [FRAMES, BANDS, CLASSES] = [13, 10, 3];
const nothing = (): Promise<void> => Promise.resolve();
const pictureOf = (seed: number): Float32Array => {
  const random = seededRandom(seed);
  return Float32Array.from({ length: FRAMES * BANDS }, () => gaussian(random));
};

describe("a network of sounds", () => {
  test("its slopes are those of its scores", () => {
    const weights = freshWeights(FRAMES, BANDS, CLASSES, seededRandom(3));
    const net = new SoundNet(FRAMES, BANDS, CLASSES, weights);
    const picture = pictureOf(4);
    const asked = Float32Array.of(1, -2, 0.5);
    const loss = (): number =>
      net
        .scores(picture)
        .reduce((sum, score, c) => sum + score * (asked[c] ?? 0), 0);
    loss();
    net.back(asked);
    const slopes = net.slopes.slice();
    const random = seededRandom(5);
    const scale = slopes.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
    for (let i = 0; i < 200; i += 1) {
      const at = Math.floor(random() * weights.length);
      const kept = weights[at] ?? 0;
      const step = 2e-3;
      weights[at] = kept + step;
      const above = loss();
      weights[at] = kept - step;
      const below = loss();
      weights[at] = kept;
      const found = (above - below) / (2 * step);
      expect(Math.abs(found - (slopes[at] ?? 0))).toBeLessThan(0.02 * scale);
    }
  });

  test("learns what moves up from what moves down, wherever it begins", async () => {
    const rows = Array.from({ length: 40 }, (_, i) => {
      const random = seededRandom(i + 1);
      const start = 2 + random() * 3;
      return Float32Array.from({ length: 24 * BANDS }, (__, at) => {
        const [t, b] = [Math.floor(at / BANDS), at % BANDS];
        const ridge = i % 2 === 0 ? start + t / 6 : start + 4 - t / 6;
        return 4 * Math.exp(-((b - ridge) ** 2)) + 0.5 * gaussian(random);
      });
    });
    const labels = rows.map((_, i) => i % 2);
    const data = {
      rows: rows.slice(0, 24),
      labels: labels.slice(0, 24),
      classes: 2,
    };
    const head = await fitNet(data, BANDS, 200, 1, nothing);
    const hits = rows
      .slice(24)
      .filter((row, i) => bestOf(netScores(head, row)) === i % 2).length;
    expect(hits).toBeGreaterThan(13);
    const again = await fitNet(data, BANDS, 200, 1, nothing);
    expect(again).toEqual(head);
  });
});

describe("pictures as they might have been", () => {
  test("are others each time, of the same size, near the first", () => {
    const picture = pictureOf(7);
    const random = seededRandom(8);
    const [one, other] = [
      augmented(picture, BANDS, random),
      augmented(picture, BANDS, random),
    ];
    expect(one).toHaveLength(picture.length);
    expect(one).not.toEqual(other);
    for (const value of one) expect(Math.abs(value)).toBeLessThan(12);
  });

  test("a mask leaves out a fifth of the bands and frames at most", () => {
    const random = seededRandom(9);
    for (let i = 0; i < 50; i += 1) {
      const picture = new Float32Array(40 * BANDS).fill(1);
      mask(picture, BANDS, random);
      const left = picture.reduce((sum, v) => sum + v, 0) / picture.length;
      expect(left).toBeGreaterThanOrEqual(0.8 * 0.8);
    }
  });
});

import { describe, expect, it } from "vitest";
import { seededRandom } from "#core/random.ts";
import { containsPoint } from "#core/shape-geometry.ts";
import { screenPath } from "./screen-path.ts";

const surface = { width: 200, height: 150 };
const ring = (path: readonly number[]) =>
  Array.from({ length: path.length / 2 }, (_, i) => ({
    x: path[2 * i] ?? 0,
    y: path[2 * i + 1] ?? 0,
  }));

describe("a polygon on the screen", () => {
  it("covers the same places on the surface as the whole one", () => {
    const random = seededRandom(3);
    for (let round = 0; round < 60; round += 1) {
      const points = Array.from({ length: 12 }, () => ({
        x: random() * 900 - 350,
        y: random() * 900 - 350,
      }));
      const view = { scale: 1, x: 0, y: 0 };
      const short = ring(screenPath(points, view, surface));
      for (let i = 0; i < 60; i += 1) {
        const at = { x: random() * 200, y: random() * 150 };
        expect(containsPoint({ kind: "polygon", points: short }, at)).toBe(
          containsPoint({ kind: "polygon", points }, at),
        );
      }
    }
  });

  it("is no finer than the screen, and short where little of it is in view", () => {
    const points = Array.from({ length: 50_000 }, (_, i) => {
      const turn = (i / 50_000) * 2 * Math.PI;
      return {
        x: 2000 + 1500 * Math.cos(turn),
        y: 1500 + 1200 * Math.sin(turn),
      };
    });
    const whole = screenPath(points, { scale: 0.05, x: 0, y: 0 }, surface);
    expect(whole.length).toBeLessThan(2 * 800);
    const corner = screenPath(
      points,
      { scale: 4, x: -13_900, y: -5900 },
      surface,
    );
    expect(corner.length).toBeLessThan(2 * 400);
    expect(corner.length).toBeGreaterThan(2 * 4);
  });
});

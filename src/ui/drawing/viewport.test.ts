import { expect, it } from "vitest";
import { seededRandom } from "#core/random.ts";
import {
  fit,
  panBy,
  toPicture,
  toSurface,
  visibleBox,
  zoomAt,
} from "./viewport.ts";

const surface = { width: 1280, height: 800 };
const picture = { width: 4000, height: 3000 };

it("shows the whole picture in the middle, with room for handles at its edges", () => {
  const view = fit(surface, picture);
  const from = toSurface(view, { x: 0, y: 0 });
  const to = toSurface(view, { x: 4000, y: 3000 });
  expect(from.y).toBeCloseTo(16, 5);
  expect(to.y).toBeCloseTo(784, 5);
  expect(from.x).toBeCloseTo(1280 - to.x, 5);
});

it("goes from the surface to the picture and back", () => {
  const random = seededRandom(1);
  for (let i = 0; i < 100; i += 1) {
    const view = {
      scale: 0.05 + random() * 20,
      x: random() * 900 - 400,
      y: random() * 900 - 400,
    };
    const at = { x: random() * 1280, y: random() * 800 };
    const back = toSurface(view, toPicture(view, at));
    expect(back.x).toBeCloseTo(at.x, 6);
    expect(back.y).toBeCloseTo(at.y, 6);
  }
});

it("keeps what is under the pointer there, and stays between its limits", () => {
  const random = seededRandom(2);
  const middle = { x: 2000, y: 1500 };
  let view = fit(surface, picture);
  for (let i = 0; i < 200; i += 1) {
    const at = toSurface(view, middle);
    const next = zoomAt(view, 0.5 + random(), at, surface, picture);
    expect(toPicture(next, at).x).toBeCloseTo(middle.x, 4);
    expect(toPicture(next, at).y).toBeCloseTo(middle.y, 4);
    view = next;
    expect(view.scale).toBeLessThanOrEqual(64);
    expect(view.scale).toBeGreaterThan(0.12);
  }
});

it("lets an edge of the picture come to the middle, not further", () => {
  const view = panBy(
    { scale: 1, x: 0, y: 0 },
    { x: 9e5, y: 9e5 },
    surface,
    picture,
  );
  expect(view).toEqual({ scale: 1, x: 640, y: 400 });
  const other = panBy(view, { x: -9e5, y: -9e5 }, surface, picture);
  expect(other).toEqual({ scale: 1, x: 640 - 4000, y: 400 - 3000 });
});

it("knows what of the picture is to be seen", () => {
  expect(visibleBox({ scale: 2, x: -100, y: 20 }, surface, 10)).toEqual({
    xMin: 45,
    yMin: -15,
    xMax: 695,
    yMax: 395,
  });
});

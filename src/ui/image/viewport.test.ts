import { expect, test } from "vitest";
import { fit, isFitted, panBy, zoomAt } from "./viewport.ts";

const box = { width: 400, height: 300 };
const photo = { width: 4000, height: 2000 };

test("fit shows the whole picture, centred", () => {
  expect(fit(box, photo)).toEqual({ scale: 0.1, x: 0, y: 50 });
  expect(fit(box, { width: 10, height: 10 })).toEqual({
    scale: 4,
    x: 180,
    y: 130,
  });
});

test("zooming keeps the point under the pointer", () => {
  const at = { x: 100, y: 150 };
  const before = fit(box, photo);
  const after = zoomAt(before, 1, at, box, photo);
  const pointOf = (view: typeof after) => [
    (at.x - view.x) / view.scale,
    (at.y - view.y) / view.scale,
  ];
  expect(after.scale).toBe(1);
  expect(pointOf(after)[0]).toBeCloseTo(pointOf(before)[0] ?? NaN);
  expect(pointOf(after)[1]).toBeCloseTo(pointOf(before)[1] ?? NaN);
});

test("zooming ends at the fit and at 16 times", () => {
  const view = fit(box, photo);
  expect(zoomAt(view, 0.001, { x: 0, y: 0 }, box, photo)).toEqual(view);
  expect(zoomAt(view, 99, { x: 0, y: 0 }, box, photo).scale).toBe(16);
});

test("panning shows no gap beside the picture", () => {
  const view = zoomAt(fit(box, photo), 1, { x: 200, y: 150 }, box, photo);
  expect(panBy(view, 1e6, 1e6, box, photo)).toMatchObject({ x: 0, y: 0 });
  expect(panBy(view, -1e6, -1e6, box, photo)).toMatchObject({
    x: 400 - 4000,
    y: 300 - 2000,
  });
  expect(isFitted(view, box, photo)).toBe(false);
  expect(isFitted(fit(box, photo), box, photo)).toBe(true);
});

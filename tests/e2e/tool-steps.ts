/** How a walk through the tools chooses them, and sees what is stored. */
import type { Page } from "playwright-core";
import { asMask } from "#core/region-mask.ts";
import type { RegionShape, Shape } from "#core/shape.ts";
import { areaOf } from "#core/shape-geometry.ts";
import { surface } from "./controls.ts";
import type { Hand } from "./hands.ts";

/** Of the picture drawn on, pixels; it is square. */
export const SIDE = 96;
const SIZE = { width: SIDE, height: SIDE };

/** Share of the picture that they cover. */
export const cover = (shapes: readonly Shape[]): number =>
  shapes.reduce((sum, shape) => {
    const mask = asMask(shape as RegionShape, SIZE);
    return sum + (mask ? areaOf(mask) : 0);
  }, 0) /
  SIDE ** 2;

export const choose = (
  hand: Hand,
  page: Page,
  name: string,
  key = "",
): Promise<void> =>
  hand.press(
    page
      .getByRole("toolbar", { name: "Shapes" })
      .getByRole("button", { name, exact: true }),
    key,
  );

export const count = (page: Page): Promise<number> =>
  surface(page).evaluate((area) =>
    Number(/(\d+) objects?/.exec(area.getAttribute("aria-label") ?? "")?.[1]),
  );

/** Of the picture drawn on, read past the app. */
export const storedShapes = (page: Page): Promise<Shape[]> =>
  page.evaluate(async () => {
    const opened = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error("failed"));
      });
    const db = await opened(indexedDB.open("gleaner"));
    const rows = await opened(
      db.transaction("items").objectStore("items").getAll(),
    );
    db.close();
    const item = (
      rows as {
        path: string;
        annotation: { objects: { shape: Shape }[] } | null;
      }[]
    ).find(({ path }) => path.endsWith("disc.png"));
    return item?.annotation?.objects.map(({ shape }) => shape) ?? [];
  });

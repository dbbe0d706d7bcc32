/** How the picture is looked at, set by the view's menu and by keys. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { page } from "vitest/browser";
import { objectsIn } from "#labeling/objects/edits.ts";
import { m } from "#messages/messages.ts";
import {
  drag,
  openDrawing,
  point,
  press,
} from "../../../../tests/support/drawing-view.ts";
import type { MountedView } from "../../../../tests/support/mounted-view.ts";
import objectDetection from "./type.ts";
import View from "./View.svelte";

const texts = m.objects.view;
let mounted: MountedView;

beforeEach(async () => {
  ({ mounted } = await openDrawing(objectDetection, View, ["cat"]));
  drag([0.3, 0.3], [0.4, 0.4]);
  press("Escape");
});
afterEach(() => mounted.close());

const layers = () =>
  page.getByRole("application").element().querySelectorAll("canvas");
const filter = () => layers()[0]?.style.filter;
/** How many pixels of a layer have colour: 1 shapes, 3 what is under the hand. */
function ink(layer: number): number {
  const canvas = layers()[layer];
  const { data } = canvas
    ?.getContext("2d")
    ?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
  return data.filter((value, i) => i % 4 === 3 && value > 0).length;
}
const settled = async (): Promise<void> => {
  for (let i = 0; i < 3; i += 1) await new Promise(requestAnimationFrame);
};
async function slide(name: string, value: string): Promise<void> {
  await page.getByRole("slider", { name: new RegExp(`^${name}`) }).fill(value);
}

test("brightness, contrast and gamma change the picture shown, until they are reset", async () => {
  const before = objectsIn(mounted.session.list.row(mounted.session.focused));
  await page.getByRole("button", { name: texts.label, exact: true }).click();
  await slide(texts.brightness, "1.5");
  await expect.poll(filter).toBe("brightness(1.5)");
  await slide(texts.contrast, "0.5");
  await expect.poll(filter).toBe("brightness(1.5) contrast(0.5)");
  await slide(texts.gamma, "2");
  await expect.poll(filter).toMatch(/^url\(.*-gamma"?\) brightness/);
  await page.getByRole("button", { name: texts.reset }).click();
  await expect.poll(filter).toBe("none");
  expect(objectsIn(mounted.session.list.row(mounted.session.focused))).toEqual(
    before,
  );
});

test.each([
  ["shapes", texts.shapes, "H", { shiftKey: true }],
  ["names", texts.names, "t", {}],
] as const)(
  "%s are hidden by a switch and by a key",
  async (_, name, key, more) => {
    await settled();
    const all = ink(1);
    expect(all).toBeGreaterThan(0);
    press(key, more);
    await vi.waitFor(() => expect(ink(1)).toBeLessThan(all));
    press(key, more);
    await vi.waitFor(() => expect(ink(1)).toBe(all));
    await page.getByRole("button", { name: texts.label, exact: true }).click();
    await page.getByRole("switch", { name }).click();
    await vi.waitFor(() => expect(ink(1)).toBeLessThan(all));
  },
);

test("a crosshair follows the pointer when it is wanted", async () => {
  point("pointermove", 0.7, 0.7, 0);
  await settled();
  expect(ink(3)).toBe(0);
  press("k");
  await settled();
  const { width = 0, height = 0 } = layers()[3] ?? {};
  expect(ink(3)).toBeGreaterThanOrEqual(width + height - 2);
  press("k");
  await vi.waitFor(() => expect(ink(3)).toBe(0));
});

test("the view stays where it is while objects are drawn and deleted", async () => {
  press("+");
  const widths = () =>
    objectsIn(mounted.session.list.row(mounted.session.focused)).map(
      ({ shape }) => (shape.kind === "bndbox" ? shape.xMax - shape.xMin : NaN),
    );
  const draw = async (): Promise<void> => {
    drag([0.5, 0.5], [0.6, 0.6]);
    press("Escape");
    await mounted.session.queue.idle();
    await settled();
  };
  await draw();
  await draw();
  const [whole = NaN, first = NaN, second] = widths();
  expect(first).toBeLessThan(whole * 0.9);
  expect(second).toBeCloseTo(first, 5);
  press("Delete", { shiftKey: true });
  await mounted.session.queue.idle();
  await draw();
  expect(widths()).toEqual([second]);
});

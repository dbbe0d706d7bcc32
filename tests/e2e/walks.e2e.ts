/**
 * Every kind of data from files to an answer, by mouse, by finger alone and by keys alone, with no network.
 * On the way each screen is looked at as the accessibility walk looks at those of pictures.
 */
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { findingsOf } from "./accessibility.ts";
import { LAPTOP, PHONE, TABLET, type Device } from "./chromium.ts";
import { Journey, shot } from "./journey.ts";
import { KeyboardHand } from "./keyboard-hand.ts";
import { OBJECT_WALK } from "./object-walk.ts";
import { bareMouse, touchHand } from "./pointing-hand.ts";
import { WALKS, walkThrough, type Walk } from "./walks.ts";

const journey = new Journey({ isNewEachTest: true });

async function openOffline(
  device: Device,
): Promise<{ page: Page; errors: string[] }> {
  const opened = await journey.open("", device);
  await journey.goOffline(opened.page);
  await opened.page.emulateMedia({ reducedMotion: "reduce" });
  return opened;
}

const kinds = [...WALKS, OBJECT_WALK].map((walk): [string, Walk] => [
  walk.name,
  walk,
]);

it.each(kinds)("takes %s to a prediction by keys alone", async (_, walk) => {
  const { page, errors } = await openOffline(LAPTOP);
  const findings: string[] = [];
  const look = async (screen: string): Promise<void> => {
    const found = await findingsOf(page, LAPTOP);
    findings.push(...found.map((line) => `${screen}: ${line}`));
    await shot(page, `keys-${walk.name}-${screen}`);
  };
  const hand = new KeyboardHand(page);
  await walkThrough(page, hand, look, walk, journey.folder({}));
  expect(findings).toEqual([]);
  expect(errors).toEqual([]);
});

it.each(kinds)("takes %s to a prediction by mouse", async (_, walk) => {
  const { page, errors } = await openOffline(LAPTOP);
  const look = (screen: string): Promise<void> =>
    shot(page, `mouse-${walk.name}-${screen}`);
  const hand = bareMouse(page);
  await walkThrough(page, hand, look, walk, journey.folder({}));
  expect(errors).toEqual([]);
});

// Pictures: the journey of the tablet.
it.each(kinds.slice(1))(
  "takes %s to a prediction by touch alone",
  async (_, walk) => {
    const { page, errors } = await openOffline(TABLET);
    const findings: string[] = [];
    const look = async (screen: string): Promise<void> => {
      await page.setViewportSize({ width: PHONE.width, height: PHONE.height });
      const found = await findingsOf(page, PHONE);
      findings.push(...found.map((line) => `${screen}: ${line}`));
      await shot(page, `touch-${walk.name}-${screen}`);
      await page.setViewportSize({
        width: TABLET.width,
        height: TABLET.height,
      });
    };
    const hand = touchHand(page);
    await walkThrough(page, hand, look, walk, journey.folder({}));
    expect(findings).toEqual([]);
    expect(errors).toEqual([]);
  },
);

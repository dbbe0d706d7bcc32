/** Every kind of data from files to an answer, by finger alone and by keys alone, with no network. */
import { expect, it } from "vitest";
import { LAPTOP, TABLET } from "./chromium.ts";
import { Journey } from "./journey.ts";
import { KeyboardHand } from "./keyboard-hand.ts";
import { TouchHand } from "./touch-hand.ts";
import { WALKS, walkThrough } from "./walks.ts";

const journey = new Journey({ isNewEachTest: true });

it.each(WALKS)("takes $name to a prediction by keys alone", async (walk) => {
  const { page, errors } = await journey.open("", LAPTOP);
  await journey.goOffline(page);
  await walkThrough(page, new KeyboardHand(page), walk, journey.folder({}));
  expect(errors).toEqual([]);
});

it.each(WALKS)("takes $name to a prediction by touch alone", async (walk) => {
  const { page, errors } = await journey.open("", TABLET);
  await journey.goOffline(page);
  await walkThrough(page, new TouchHand(page), walk, journey.folder({}));
  expect(errors).toEqual([]);
});

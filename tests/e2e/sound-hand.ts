/** What a finger does with a recording that is open, and what is stored of one. */
import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { tap } from "./chromium.ts";
import { button } from "./controls.ts";
import { fingerHand, type Place } from "./hands.ts";

export const player = (page: Page): Locator =>
  page.getByRole("group", { name: "Player" });

/** A finger on the large recording: to a place, along it, and again and again. */
export async function moveAndRepeat(page: Page): Promise<void> {
  await tap(button(page, "Show the recording large"));
  const slider = page.getByRole("slider", { name: /^Position/ });
  await slider.waitFor();
  await tap(player(page).getByRole("button", { name: "Pause" }));
  const box = await slider.boundingBox();
  if (!box) throw new Error("There is no recording to move in");
  const hand = fingerHand(await page.context().newCDPSession(page));
  const at = (share: number): Place => [
    box.x + box.width * share,
    box.y + box.height / 2,
  ];
  const now = async (): Promise<number> =>
    Number(await slider.getAttribute("aria-valuenow"));
  const seconds = Number(await slider.getAttribute("aria-valuemax"));
  await hand.drag([at(0.2), at(0.8)]);
  await expect.poll(now).toBeCloseTo(0.8 * seconds, 1);
  await hand.tap(at(0.4));
  await expect.poll(now).toBeCloseTo(0.4 * seconds, 1);
  const repeat = player(page).getByRole("button", { name: "Repeat" });
  await tap(repeat);
  expect(await repeat.getAttribute("aria-pressed")).toBe("true");
  await tap(player(page).getByRole("button", { name: "Play" }));
  await page.waitForTimeout(1000 * (seconds + 0.5));
  await player(page).getByRole("button", { name: "Pause" }).waitFor();
  await tap(repeat);
  await tap(button(page, /^Back/));
}

/** What is known of a stored recording, read past the app. */
export const storedSound = (page: Page, path: string): Promise<unknown> =>
  page.evaluate(async (wanted) => {
    const answer = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error("failed"));
      });
    const db = await answer(indexedDB.open("gleaner"));
    const rows = await answer(
      db.transaction("samples").objectStore("samples").getAll(),
    );
    db.close();
    return (rows as { path: string; media: unknown }[]).find(
      (row) => row.path === wanted,
    )?.media;
  }, path);

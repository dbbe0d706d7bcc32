/** What is done with tools, in shares of the picture, and what is drawn before. */
import type { Page } from "playwright-core";
import { expect } from "vitest";
import type { Shape } from "#core/shape.ts";
import { type Hand, mouseHand, type Place } from "./hands.ts";
import { choose, cover } from "./tool-steps.ts";

/** Shares of the picture. Ways run level or upright, as keys do. */
export type Way = readonly Place[];
export type Does = (
  hand: Hand,
  at: (way: Way) => readonly Place[],
  page: Page,
) => Promise<unknown>;

export type Before = (
  page: Page,
  at: (way: Way) => readonly Place[],
) => Promise<void>;

export interface Tool {
  readonly name: string;
  readonly key: string;
  /** What is done with it, where that is not what it is made for. */
  readonly deed?: string;
  /** Drawn with the mouse before: the tool works on it. */
  readonly before?: Before;
  readonly does: Does;
  readonly check: (shapes: readonly Shape[]) => void;
}

export const drags =
  (way: Way): Does =>
  (hand, at) =>
    hand.drag(at(way));
export const taps =
  (places: Way): Does =>
  async (hand, at) => {
    for (const place of at(places)) await hand.tap(place);
  };
export const kinds = (shapes: readonly Shape[]): string[] =>
  shapes.map(({ kind }) => kind);
export const CORNERS: Way = [
  [0.2, 0.2],
  [0.6, 0.2],
  [0.6, 0.6],
  [0.2, 0.2],
];
export const DIAGONAL: Way = [
  [0.2, 0.3],
  [0.6, 0.5],
];
export const SQUARE: Way = [
  [0.3, 0.3],
  [0.7, 0.3],
  [0.7, 0.7],
  [0.3, 0.7],
  [0.3, 0.32],
];
export const square: Before = async (page, at) => {
  await choose(mouseHand(page), page, "Free-hand");
  await mouseHand(page).drag(at(SQUARE));
};
export const covers =
  (share: number, objects = 1) =>
  (shapes: readonly Shape[]): void => {
    expect(shapes).toHaveLength(objects);
    expect(cover(shapes)).toBeGreaterThan(share - 0.015);
    expect(cover(shapes)).toBeLessThan(share + 0.015);
  };

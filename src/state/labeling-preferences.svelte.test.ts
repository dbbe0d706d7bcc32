import { beforeEach, expect, test } from "vitest";
import type { LabelingSession } from "#labeling/session.svelte.ts";
import { keepPreferences, takeUpPreferences } from "./labeling-preferences.ts";

interface Kept {
  thumbnailSize: number;
  autoAdvance: boolean;
  labelsCopies: boolean;
}
const session = (singleLabel: boolean): LabelingSession & Kept =>
  ({
    thumbnailSize: 160,
    autoAdvance: singleLabel,
    labelsCopies: false,
    state: { job: { singleLabel } },
  }) as unknown as LabelingSession & Kept;

beforeEach(() => localStorage.clear());

test("the next session of the same kind is as the last was left", () => {
  const last = session(true);
  last.thumbnailSize = 224;
  last.autoAdvance = false;
  last.labelsCopies = true;
  keepPreferences(last);
  const next = session(true);
  takeUpPreferences(next);
  const kept = [next.thumbnailSize, next.autoAdvance, next.labelsCopies];
  expect(kept).toEqual([224, false, true]);
});

test("jobs with many labels keep their own way to go on", () => {
  const single = session(true);
  single.autoAdvance = false;
  keepPreferences(single);
  const many = session(false);
  many.autoAdvance = true;
  keepPreferences(many);
  const next = session(true);
  takeUpPreferences(next);
  expect(next.autoAdvance).toBe(false);
});

test("nothing kept, or nonsense, leaves the defaults", () => {
  localStorage.setItem("gleaner-thumbnail-size", "9999");
  const next = session(true);
  takeUpPreferences(next);
  expect([next.thumbnailSize, next.autoAdvance]).toEqual([160, true]);
});

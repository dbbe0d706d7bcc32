import { expect, test } from "vitest";
import type { LabelId, SampleId } from "#core/ids.ts";
import { drawn } from "./edits.ts";
import { MarkedObjects } from "./marked-objects.svelte.ts";

const box = (xMin: number) =>
  ({ kind: "bndbox", xMin, yMin: 0, xMax: 90, yMax: 50 }) as const;
const object = drawn("cat" as LabelId, box(1));
const [here, there] = ["a", "b"] as [SampleId, SampleId];

test("a mark stays with another label and after undo, in its own picture, for its own shape", () => {
  const marked = new MarkedObjects();
  marked.toggle(here, object);
  expect(marked.has(here, object)).toBe(true);
  const relabeled = { ...object, label: "dog" as LabelId };
  expect(marked.has(here, relabeled)).toBe(true);
  // As it is read back.
  expect(marked.has(here, structuredClone(object))).toBe(true);
  expect(marked.has(there, object)).toBe(false);
  expect(marked.has(undefined, object)).toBe(false);
  expect(marked.has(here, { ...object, shape: box(2) })).toBe(false);
  marked.toggle(here, structuredClone(object));
  expect(marked.has(here, object)).toBe(false);
});

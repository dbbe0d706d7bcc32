import { describe, expect, test } from "vitest";
import type { LabelId, SampleId } from "#core/ids.ts";
import { countLabels, listed, measure } from "./listed.ts";
import type { ReviewedObject } from "./reviewed-object.ts";

const cat = "cat" as LabelId;
const dog = "dog" as LabelId;
const object = (
  label: LabelId,
  width: number,
  height: number,
  confidence: number | null = null,
): ReviewedObject => ({
  sampleId: "s" as SampleId,
  index: 0,
  label,
  box: [0, 0, width, height],
  width,
  height,
  confidence,
});
const small = object(cat, 10, 10, 0.9);
const wide = object(dog, 100, 10);
const tall = object(cat, 10, 80, 0.2);
const dot = object(cat, 0, 0);
const all = [wide, small, dot, tall];
const none = new Map<ReviewedObject, LabelId | null>();

describe("the list of a review", () => {
  test("goes by area and by aspect ratio, either way", () => {
    const by = (order: Parameters<typeof listed>[3]) =>
      listed(all, null, none, order);
    expect(by({ by: "area", isDescending: false })).toEqual([
      dot,
      small,
      tall,
      wide,
    ]);
    expect(by({ by: "aspect", isDescending: true })).toEqual([
      wide,
      small,
      dot,
      tall,
    ]);
  });

  test("goes by confidence, with those that have none last either way", () => {
    const by = (isDescending: boolean) =>
      listed(all, null, none, { by: "confidence", isDescending });
    expect(by(false)).toEqual([tall, small, wide, dot]);
    expect(by(true)).toEqual([small, tall, wide, dot]);
  });

  test("goes by how far a model disagrees, with those last that it said nothing of", () => {
    const says = null;
    const judgements = new Map([
      [small, { score: 0.2, disagreement: 1.4, says }],
      [wide, { score: 0.9, disagreement: 0.1, says }],
      [tall, { score: 0.1, disagreement: 1, says }],
    ]);
    const by = (order: Parameters<typeof listed>[3]) =>
      listed(all, null, none, order, judgements);
    expect(by({ by: "disagreement", isDescending: true })).toEqual([
      small,
      tall,
      wide,
      dot,
    ]);
    expect(by({ by: "score", isDescending: false })).toEqual([
      tall,
      small,
      wide,
      dot,
    ]);
  });

  test("holds the objects of a label, and those that are to get it", () => {
    const fates = new Map([[wide, cat]]);
    const order = { by: "area", isDescending: false } as const;
    expect(listed(all, dog, none, order)).toEqual([wide]);
    expect(listed(all, cat, fates, order)).toEqual([dot, small, tall, wide]);
  });

  test("a dot has an aspect ratio of 1, not none", () => {
    expect(measure(dot, "aspect")).toBe(1);
  });

  test("labels are counted, most first", () => {
    expect([...countLabels(all)]).toEqual([
      [cat, 3],
      [dog, 1],
    ]);
  });
});

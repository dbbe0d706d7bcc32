import { describe, expect, test } from "vitest";
import type { LabelId } from "#core/ids.ts";
import type { LabelingItem } from "#core/labeling-job.ts";
import {
  clearLabels,
  confirm,
  giveLabel,
  isGivenToAll,
  swapLabel,
  takeLabel,
} from "./edits.ts";
import { classesOf, wholeLabelsCodec, type WholeLabels } from "./annotation.ts";

const codec = wholeLabelsCodec("modelarts/image_classification");

const [cat, dog] = ["cat", "dog"] as LabelId[] as [LabelId, LabelId];

const item = (
  state: LabelingItem["state"],
  ...labels: LabelId[]
): LabelingItem =>
  ({
    state,
    labels,
    annotation: labels.length > 0 ? classesOf(labels) : null,
    hard: null,
  }) as unknown as LabelingItem;

const labelsAfter = (change: ReturnType<typeof clearLabels>) =>
  change && "annotation" in change
    ? codec.labelsOf(change.annotation as WholeLabels)
    : null;

describe("giveLabel", () => {
  test("replaces in a single-label job, adds in the others", () => {
    expect(labelsAfter(giveLabel(dog, true)(item("labeled", cat)))).toEqual([
      dog,
    ]);
    expect(labelsAfter(giveLabel(dog, false)(item("labeled", cat)))).toEqual([
      cat,
      dog,
    ]);
    expect(labelsAfter(giveLabel(cat, false)(item("labeled", cat)))).toEqual([
      cat,
    ]);
  });
  test("confirms what was proposed", () => {
    expect(giveLabel(cat, true)(item("to_be_confirmed", cat))).toMatchObject({
      state: "labeled",
    });
  });
});

test("takeLabel and swapLabel leave other pictures alone", () => {
  expect(labelsAfter(takeLabel(cat)(item("labeled", cat, dog)))).toEqual([dog]);
  expect(takeLabel(cat)(item("labeled", dog))).toBeNull();
  expect(labelsAfter(swapLabel(cat, dog)(item("labeled", cat, dog)))).toEqual([
    dog,
  ]);
  expect(swapLabel(cat, dog)(item("unlabeled"))).toBeNull();
});

test("what the manifest said beside a label stays with it", () => {
  const row = {
    ...item("labeled", cat),
    annotation: { classes: [{ label: cat, extra: { property: 1 } }] },
  };
  expect(giveLabel(dog, false)(row)).toMatchObject({
    annotation: { classes: [{ extra: { property: 1 } }, { label: dog }] },
  });
});

test("clearing an unlabeled picture is nothing", () => {
  expect(clearLabels(item("unlabeled"))).toBeNull();
  expect(labelsAfter(clearLabels(item("to_be_confirmed", cat)))).toEqual([]);
});

test("only what is proposed can be confirmed", () => {
  expect(confirm(item("to_be_confirmed", cat))).toEqual({ state: "labeled" });
  expect(confirm(item("labeled", cat))).toBeNull();
  expect(confirm(item("to_be_confirmed"))).toBeNull();
});

test("a label counts as given to all only when nothing is proposed", () => {
  expect(
    isGivenToAll([item("labeled", cat), item("labeled", cat, dog)], cat),
  ).toBe(true);
  expect(isGivenToAll([item("to_be_confirmed", cat)], cat)).toBe(false);
  expect(isGivenToAll([], cat)).toBe(false);
});
